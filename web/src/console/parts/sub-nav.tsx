import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { along, useUrl } from "../lib/url.ts";

/** The parts of a page, as links: the part shown is `tab` in the URL, and begins with no filters of another. */
export function SubNav({ label, at, items }: { label: string; at: string; items: readonly { name: string; title: string }[] }) {
  const [search] = useUrl();
  const path = useLocation({ select: (l) => l.pathname });
  const bar = useRef<HTMLElement>(null);
  // On a phone not all of them have room: the one shown is in sight.
  useEffect(() => bar.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "nearest" }), [at]);
  return (
    <nav ref={bar} className="subnav" aria-label={label}>
      {items.map(({ name, title }) => (
        <Link key={name} to={path as never} search={{ ...along(search), tab: name } as never} aria-current={name === at ? "page" : undefined}>{title}</Link>
      ))}
    </nav>
  );
}
