import { useNavigate } from "@tanstack/react-router";
import { Input, Modal } from "antd";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { SearchDocument, type SearchQuery } from "../gql/app.ts";
import { useTerm } from "../lib/i18n.ts";
import { along, useUrl } from "../lib/url.ts";
import { Loading } from "./states.tsx";
import { useAppTexts, useSession } from "./use.ts";

type Node = SearchQuery["search"][number]["node"];

/** The sheet over the page in which one searches. */
export default function SearchSheet({ open, close }: { open: boolean; close(): void }) {
  const { t } = useAppTexts();
  return (
    <Modal open={open} onCancel={close} footer={null} destroyOnHidden title={t("search.open")} width={560} style={{ top: 60 }}>
      <Finder close={close} />
    </Modal>
  );
}

function Finder({ close }: { close(): void }) {
  const { t } = useAppTexts();
  const { names, can } = useSession();
  const term = useTerm();
  const navigate = useNavigate();
  const [search] = useUrl();
  const [typed, setTyped] = useState("");
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), 200);
    return () => clearTimeout(timer);
  }, [typed]);
  const [{ data, fetching, error }] = useQuery({ query: SearchDocument, variables: { text }, pause: text.length < 2 });
  // Who has no page of people would be led to nothing.
  const hits = text.length < 2 ? [] : (data?.search ?? []).filter(({ node }) => node.__typename !== "Staff" || can("PEOPLE"));
  useEffect(() => setAt(0), [data]);

  const go = (node: Node) => {
    close();
    void navigate({ to: placeOf(node), search: { ...along(search), ...entryOf(node) } as never });
  };
  return (
    <div>
      <Input
        autoFocus
        size="large"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        aria-activedescendant={hits[at] ? `hit-${hits[at].node.id}` : undefined}
        aria-label={t("search.open")}
        placeholder={t("search.hint")}
        value={typed}
        onChange={(e) => setTyped(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === "ArrowDown") setAt((n) => Math.min(n + 1, hits.length - 1));
          else if (e.key === "ArrowUp") setAt((n) => Math.max(n - 1, 0));
          else if (e.key === "Enter" && hits[at]) go(hits[at].node);
          else return;
          e.preventDefault();
        }}
      />
      <div id="search-hits" role="listbox" aria-label={t("search.open")} style={{ marginTop: 8, maxHeight: "60vh", overflow: "auto" }}>
        {hits.map(({ node }, i) => (
          <div
            key={node.id}
            id={`hit-${node.id}`}
            role="option"
            aria-selected={i === at}
            onClick={() => go(node)}
            style={{ padding: "8px 10px", borderRadius: 4, cursor: "pointer", display: "flex", gap: 8, background: i === at ? "var(--hub-active)" : undefined }}
          >
            <span className="muted" style={{ flex: "0 0 4em" }}>{t(`search.${node.__typename as "Ticket"}`)}</span>
            <span className="grow cut">{titleOf(node, term)}</span>
            {"communityId" in node && <span className="muted">{names.get(node.communityId)}</span>}
          </div>
        ))}
      </div>
      {text.length < 2 ? (
        <p className="muted">{t("search.more")}</p>
      ) : fetching && hits.length === 0 ? (
        <Loading rows={3} />
      ) : error ? (
        <p role="alert" className="bad">{error.graphQLErrors[0]?.message ?? t("state.network")}</p>
      ) : hits.length === 0 ? (
        <p role="status" className="muted">{t("search.none")}</p>
      ) : null}
    </div>
  );
}

function titleOf(node: Node, term: (type: string, value: string) => string): string {
  switch (node.__typename) {
    case "Ticket":
      return `${node.number} ${term("TicketKind", node.kind)} · ${node.content}`;
    case "Unit":
      return node.propertyNo;
    case "Owner":
      return `${node.name ?? "–"} ${node.code}`;
    case "Staff":
      return node.staffName;
    default:
      return "";
  }
}

/** The page where a thing is shown. */
function placeOf(node: Node): string {
  if (node.__typename === "Ticket") return "/tickets";
  return node.__typename === "Staff" ? "/people" : "/estates";
}

/** The entry of that page's URL which opens it: ticket=, unit=, owner= or staff=. */
function entryOf(node: Node): Record<string, string> {
  return { [node.__typename!.toLowerCase()]: node.id };
}
