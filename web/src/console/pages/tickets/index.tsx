import { Button, Checkbox, Input, Select, Tag } from "antd";
import { useMemo, useState } from "react";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import { TicketKind, TicketPhase } from "../../gql/schema.ts";
import { TicketChangedDocument, TicketListDocument, type TicketRowFragment } from "../../gql/tickets.ts";
import { useConnection } from "../../lib/connection.ts";
import { shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { useLive } from "../../lib/live.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { TicketDrawer } from "./drawer.tsx";
import { variablesOf } from "./filters.ts";
import { useTicketTexts } from "./texts.ts";

/** The tickets in scope: filters and the open ticket are in the URL. */
export default function Tickets() {
  const { t } = useTicketTexts();
  const [search, setUrl] = useUrl();
  const { period } = usePeriods();
  const scope = useScope();
  const [now] = useState(() => new Date().toISOString());
  const variables = { first: 50, ...variablesOf(search, period, scope, now) };
  const rows = useConnection(TicketListDocument, variables, (data) => data.tickets);
  const [news, setNews] = useState(0);
  useLive(TicketChangedDocument, scope ? { communityId: scope } : {}, ({ ticketChanged }) => {
    if (ticketChanged.operation !== "UPDATE") setNews((n) => n + 1);
  });
  const columns = useColumns();
  const refresh = () => {
    setNews(0);
    rows.refresh();
  };
  return (
    <>
      <div className="page-head">
        <h1>{t("title")}</h1>
      </div>
      <DataList
        label={t("title")}
        rows={{ ...rows, refresh }}
        columns={columns}
        card={(row) => <TicketCard row={row} />}
        open={(row) => setUrl({ ticket: row.id }, "push")}
        asked={{ document: TicketListDocument, variables }}
        bar={<Filters />}
        note={news > 0 && <Button size="small" type="primary" onClick={refresh}>{t("news", { count: news })}</Button>}
      />
      <TicketDrawer id={search["ticket"]} close={() => setUrl({ ticket: undefined })} />
    </>
  );
}

function Filters() {
  const { t } = useTicketTexts();
  const term = useTerm();
  const [search, setUrl] = useUrl();
  return (
    <>
      <Select
        mode="multiple"
        maxTagCount="responsive"
        style={{ minWidth: 130 }}
        placeholder={t("anyKind")}
        aria-label={t("kind")}
        value={listOf(search["kind"], TicketKind)}
        options={TicketKind.map((value) => ({ value, label: term("TicketKind", value) }))}
        onChange={(values) => setUrl({ kind: values.join(",") })}
      />
      <Select
        mode="multiple"
        maxTagCount="responsive"
        style={{ minWidth: 130 }}
        placeholder={t("anyPhase")}
        aria-label={t("phase")}
        value={listOf(search["phase"], TicketPhase)}
        options={TicketPhase.map((value) => ({ value, label: term("TicketPhase", value) }))}
        onChange={(values) => setUrl({ phase: values.join(",") })}
      />
      <Select
        aria-label={t("order")}
        value={search["order"] === "due" ? "due" : "latest"}
        options={[{ value: "latest", label: t("latest") }, { value: "due", label: t("dueFirst") }]}
        onChange={(order) => setUrl({ order: order === "due" ? order : undefined })}
      />
      <Input.Search
        allowClear
        style={{ width: 170 }}
        placeholder={t("find")}
        aria-label={t("find")}
        defaultValue={search["number"]}
        onSearch={(number) => setUrl({ number: number.trim() })}
      />
      <Checkbox checked={search["opened"] === "period"} onChange={(e) => setUrl({ opened: e.target.checked ? "period" : undefined })}>{t("period")}</Checkbox>
      <Checkbox checked={search["overdue"] === "1"} onChange={(e) => setUrl({ overdue: e.target.checked ? "1" : undefined })}>{t("overdue")}</Checkbox>
    </>
  );
}

/** When it is due, in red once that is past and it is still open. */
export function Due({ row }: { row: TicketRowFragment }) {
  const { lang } = useTicketTexts();
  const late = row.open && Date.parse(row.dueAt) < Date.now();
  return <span className={late ? "bad number" : "number"}>{shortTime(row.dueAt, lang)}</span>;
}

const phaseColour: Record<string, string> = { NEW: "blue", WORKING: "cyan", WAITING: "gold", DONE: "green", ENDED: "default" };

/** The state, in the colour of its phase. */
export function State({ row }: { row: Pick<TicketRowFragment, "state" | "phase"> }) {
  const term = useTerm();
  return <Tag color={phaseColour[row.phase] ?? "default"} style={{ marginInlineEnd: 0 }}>{term("TicketState", row.state)}</Tag>;
}

/** Columns of the list; those of personal data only for who may read contacts. */
function useColumns(): DataColumn<TicketRowFragment>[] {
  const { t, lang } = useTicketTexts();
  const { can, single } = useSession();
  const term = useTerm();
  return useMemo(() => {
    const columns: (DataColumn<TicketRowFragment> | false)[] = [
      { key: "number", title: t("number"), width: 140, render: (r) => <span className="number">{r.number}</span>, value: (r) => r.number },
      { key: "kind", title: t("kind"), width: 96, render: (r) => term("TicketKind", r.kind), value: (r) => term("TicketKind", r.kind) },
      { key: "state", title: t("state"), width: 120, render: (r) => <State row={r} />, value: (r) => term("TicketState", r.state) },
      { key: "content", title: t("content"), width: 320, render: (r) => r.content, value: (r) => r.content },
      !single && { key: "community", title: t("community"), width: 130, render: (r) => r.community.name, value: (r) => r.community.name },
      { key: "unit", title: t("unit"), width: 110, render: (r) => r.unit?.propertyNo ?? "–", value: (r) => r.unit?.propertyNo },
      can("CONTACTS", "MASKED") && { key: "contact", title: t("contact"), width: 90, render: (r) => r.contactName ?? "–", value: (r) => r.contactName },
      can("CONTACTS", "MASKED") && { key: "phone", title: t("phone"), width: 130, render: (r) => <PersonPhone phone={r.contactPhone} />, value: (r) => r.contactPhone },
      { key: "assignee", title: t("assignee"), width: 90, render: (r) => r.assignee?.name ?? "–", value: (r) => r.assignee?.name },
      { key: "opened", title: t("opened"), width: 120, render: (r) => <span className="number">{shortTime(r.openedAt, lang)}</span>, value: (r) => new Date(r.openedAt) },
      { key: "due", title: t("due"), width: 120, render: (r) => <Due row={r} />, value: (r) => new Date(r.dueAt) },
    ];
    return columns.filter((c) => c !== false);
  }, [t, lang, can, single, term]);
}

function TicketCard({ row }: { row: TicketRowFragment }) {
  const { single } = useSession();
  const term = useTerm();
  return (
    <>
      <span className="row" style={{ flexWrap: "nowrap" }}>
        <strong>{term("TicketKind", row.kind)}</strong>
        <span className="muted number cut grow">{row.number}</span>
        <State row={row} />
      </span>
      <span className="cut">{row.content}</span>
      <span className="row muted" style={{ flexWrap: "nowrap" }}>
        <span className="cut grow">{[single ? "" : row.community.name, row.unit?.propertyNo, row.assignee?.name].filter(Boolean).join(" · ")}</span>
        <Due row={row} />
      </span>
    </>
  );
}
