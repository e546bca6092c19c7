import { Link } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense } from "react";
import { Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { along, oneOf, useUrl } from "../../lib/url.ts";
import { useDataTexts } from "./texts.ts";
import "./data.css";

const tabs = ["feed", "exports", "tokens", "policies", "calendar", "audit", "tools"] as const;
type Tab = (typeof tabs)[number];

const parts: Record<Tab, ComponentType> = {
  feed: lazy(() => import("./feed.tsx")),
  exports: lazy(() => import("./exports.tsx")),
  tokens: lazy(() => import("./tokens.tsx")),
  policies: lazy(() => import("./policies.tsx")),
  calendar: lazy(() => import("./calendar.tsx")),
  audit: lazy(() => import("./audit.tsx")),
  tools: lazy(() => import("./tools.tsx")),
};

/** What leads out of the console to the data itself, and what says by which rules it came about. */
export default function Data() {
  const { t } = useDataTexts();
  const { can } = useSession();
  const [search] = useUrl();
  const policies = can("POLICIES");
  const mayChange = (["ADMIN", "PORTFOLIO", "TICKETS", "QUALITY", "DUTIES", "PEOPLE", "OWNERS", "POLICIES", "MONEY"] as const).some((group) => can(group, "WRITE"));
  const open = tabs.filter((tab) => (tab === "policies" || tab === "calendar" ? policies : tab === "audit" ? mayChange : true));
  const tab = oneOf(search["tab"], open) ?? "feed";
  const Part = parts[tab];
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
        <nav aria-label={t("title")} className="row tabs">
          {open.map((name) => (
            <Link key={name} className="chip" aria-current={name === tab ? "page" : undefined} to={"/data" as string} search={{ ...along(search), tab: name } as never}>{t(`tab.${name}`)}</Link>
          ))}
        </nav>
      </div>
      <Suspense fallback={<Loading />}><Part /></Suspense>
    </>
  );
}
