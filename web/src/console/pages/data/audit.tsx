import { Input } from "antd";
import { useEffect, useState } from "react";
import { useClient, useQuery } from "urql";
import type { CombinedError } from "@urql/core";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { SearchDocument, type SearchQuery } from "../../gql/app.ts";
import { AuditTrailDocument, type AuditTrailQuery } from "../../gql/data.ts";
import { dateTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { useUrl } from "../../lib/url.ts";
import { MoreActions } from "../../parts/actions.tsx";
import { type AllRows, useExport } from "../../parts/use-export.ts";
import { useDataTexts } from "./texts.ts";

type Found = SearchQuery["search"][number]["node"];
type Entry = AuditTrailQuery["audit"]["rows"][number];
type Answer = { data?: AuditTrailQuery | undefined; error?: CombinedError | undefined };

/** Ids are thirteen letters and figures; whatever else is typed is looked for. */
const isId = (text: string) => /^[0-9a-hjkmnp-tv-z]{13}$/.test(text);

/** What happened to a row, found by its id or by what people call it: ticket number, room, name. */
export default function Audit() {
  const { t } = useDataTexts();
  const [search, setUrl] = useUrl();
  const text = (search["q"] ?? "").trim();
  const entity = search["entity"];
  const [{ data, error, fetching }, again] = useQuery({ query: SearchDocument, variables: { text }, pause: text.length < 2 || Boolean(entity) });
  return (
    <section className="panel" aria-label={t("tab.audit")}>
      <Input.Search
        key={entity ?? text}
        allowClear
        enterButton
        style={{ maxWidth: 420 }}
        defaultValue={entity ?? text}
        placeholder={t("audit.find")}
        aria-label={t("audit.find")}
        onSearch={(value) => {
          const wanted = value.trim();
          setUrl(isId(wanted) ? { entity: wanted, q: undefined } : { entity: undefined, q: wanted || undefined });
        }}
      />
      {entity ? (
        <Trail key={entity} id={entity} />
      ) : text.length < 2 ? (
        <p className="muted">{t("audit.hint")}</p>
      ) : error ? (
        <Failed error={error} retry={() => again({ requestPolicy: "network-only" })} />
      ) : fetching || !data ? (
        <Loading rows={3} />
      ) : data.search.length === 0 ? (
        <NothingHere title={t("audit.none")} hint="" />
      ) : (
        <ul className="plain-list">
          {data.search.map(({ node }) => (
            <li key={node.id}><Match node={node} open={() => setUrl({ entity: node.id }, "push")} /></li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Match({ node, open }: { node: Found; open(): void }) {
  const { names } = useSession();
  const term = useTerm();
  const site = "communityId" in node && node.communityId ? names.get(node.communityId) : undefined;
  const text =
    node.__typename === "Ticket" ? `${term("TicketKind", node.kind)} ${node.number} · ${node.content}`
    : node.__typename === "Unit" ? node.propertyNo
    : node.__typename === "Owner" ? `${node.code} ${node.name}`
    : "staffName" in node ? node.staffName : node.id;
  return (
    <button type="button" className="plain" style={{ padding: "6px 0", display: "block" }} onClick={open}>
      {text} {site && <span className="muted">{site}</span>}
    </button>
  );
}

function Trail({ id }: { id: string }) {
  const { t, lang } = useDataTexts();
  const term = useTerm();
  const client = useClient();
  const [rows, setRows] = useState<Entry[]>();
  const [next, setNext] = useState<string | null>(null);
  const [error, setError] = useState<CombinedError>();
  const exporting = useExport();
  const piece = (after: string | null, first: number): Promise<Answer> => client.query(AuditTrailDocument, { entityId: id, first, after }, { requestPolicy: "network-only" }).toPromise();
  const read = async (after: string | null) => {
    setError(undefined);
    const result = await piece(after, 50);
    if (!result.data) return setError(result.error);
    const audit = result.data.audit;
    setRows((known) => [...(after ? (known ?? []) : []), ...audit.rows]);
    setNext(audit.nextCursor);
  };
  useEffect(() => void read(null), [id]);
  // Not only what is shown: the whole trail.
  const all: AllRows<Entry> = async (max, progress) => {
    const entries: Entry[] = [];
    for (let after: string | null = null; ; ) {
      const result = await piece(after, Math.min(500, max - entries.length));
      if (!result.data) throw result.error ?? new Error("no answer");
      entries.push(...result.data.audit.rows);
      progress(entries.length);
      after = result.data.audit.nextCursor;
      if (!after || entries.length >= max) return entries;
    }
  };
  const toExcel = () =>
    exporting(`${t("tab.audit")} ${id}`, [
      { title: t("at"), width: 18, value: (r: Entry) => new Date(r.at) },
      { title: t("feed.what"), width: 8, value: (r: Entry) => term("ChangeOperation", r.operation) },
      { title: t("by"), width: 14, value: (r: Entry) => r.actor ?? t("audit.hub") },
      { title: t("feed.fields"), width: 40, value: (r: Entry) => r.fields.join(", ") },
      { title: t("audit.request"), width: 20, value: (r: Entry) => r.request },
    ], all);
  if (error && !rows) return <Failed error={error} retry={() => void read(null)} />;
  if (!rows) return <Loading rows={3} />;
  if (rows.length === 0) return <NothingHere title={t("audit.empty")} hint="" />;
  return (
    <>
      <div className="row"><h2>{t("audit.trail", { id })}</h2><span className="grow" /><MoreActions label={t("tab.audit")} asked={{ document: AuditTrailDocument, variables: { entityId: id, first: 50, after: null } }} exportExcel={() => void toExcel()} /></div>
      <div className="scroll">
        <table className="data-table number">
          <thead><tr><th>{t("at")}</th><th>{t("feed.what")}</th><th>{t("by")}</th><th>{t("feed.fields")}</th><th className="wide">{t("audit.request")}</th></tr></thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                <td>{dateTime(row.at, lang)}</td>
                <td>{term("ChangeOperation", row.operation)}</td>
                <td>{row.actor ?? t("audit.hub")}</td>
                <td>{row.fields.join(", ") || "–"}</td>
                <td className="wide muted"><code>{row.request || "–"}</code></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {next && <button type="button" className="plain" onClick={() => void read(next)}>{t("audit.more")}</button>}
    </>
  );
}
