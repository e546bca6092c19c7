import { ArrowLeftOutlined } from "@ant-design/icons";
import type { TypedDocumentNode } from "@urql/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { useQuery } from "urql";
import { NothingHere } from "../../app/states.tsx";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import {
  PulseClocksDocument, PulseDutiesDocument, PulseFigureDocument, PulseFindingsDocument, PulseLogEntriesDocument,
  PulseNonconformitiesDocument, PulseSurveysDocument, PulseTicketsDocument, PulseVisitsDocument,
  type PulseClocksQuery, type PulseDutiesQuery, type PulseFindingsQuery, type PulseLogEntriesQuery,
  type PulseNonconformitiesQuery, type PulseSurveysQuery, type PulseTicketsQuery, type PulseVisitsQuery,
} from "../../gql/pulse.ts";
import { type Page, useConnection } from "../../lib/connection.ts";
import { metricValue, shortTime } from "../../lib/format.ts";
import { type Lang, useTerm } from "../../lib/i18n.ts";
import { readPeriod, today } from "../../lib/period.ts";
import { along, oneOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import type { MetricKey } from "../../parts/metric-tiles.ts";
import { type Drill, drillOf, type Kind, rowLink, rowsPeriod } from "./drill.ts";
import { usePulseTexts } from "./texts.ts";

/** A cell: what it says, and its sort of thing. */
interface Field<Row> {
  key: string;
  width: number;
  text(row: Row): string | number | null | undefined;
  /** Shown as what is late. */
  bad?(row: Row): boolean;
}

interface List<Row> {
  document: TypedDocumentNode<never, never>;
  pick(data: never): Page<Row>;
  fields: Field<Row>[];
}

type Term = (type: string, value: string | null | undefined) => string;
type Row = { id: string };
type Site = { community: { name: string } };

function listOf<Data, Row extends { id: string } & Site>(
  document: TypedDocumentNode<Data, never>,
  pick: (data: Data) => Page<Row>,
  fields: Field<Row>[],
): List<Row> {
  const site: Field<Row> = { key: "site", width: 130, text: (r) => r.community.name };
  return { document: document as never, pick: pick as never, fields: [...fields.slice(0, 2), site, ...fields.slice(2)] };
}

type TicketRow = PulseTicketsQuery["tickets"]["nodes"][number];
type ClockRow = PulseClocksQuery["clocks"]["nodes"][number];
type VisitRow = PulseVisitsQuery["returnVisits"]["nodes"][number];
type DutyRow = PulseDutiesQuery["duties"]["nodes"][number];
type FailureRow = PulseNonconformitiesQuery["nonconformities"]["nodes"][number];
type SurveyRow = PulseSurveysQuery["surveys"]["nodes"][number];
type LogRow = PulseLogEntriesQuery["dutyLogEntries"]["nodes"][number];
type FindingRow = PulseFindingsQuery["findings"]["nodes"][number];

/** The lists, with the columns that tell why a row counts. */
function lists(term: Term, lang: Lang): Record<Kind, List<never>> {
  const time = (at: string | null | undefined) => (at ? shortTime(at, lang) : "");
  const late = (due: string, done: string | null | undefined) => Date.parse(done ?? new Date().toISOString()) > Date.parse(due);
  const template = (d: DutyRow) => `${d.template.code} ${(lang === "en" && d.template.titleEn) || d.template.title}`;
  return {
    Ticket: listOf(PulseTicketsDocument as never, (d: { tickets: Page<TicketRow> }) => d.tickets, [
      { key: "number", width: 120, text: (r) => r.number },
      { key: "kind", width: 90, text: (r) => term("TicketKind", r.kind) },
      { key: "state", width: 110, text: (r) => term("TicketState", r.state) },
      { key: "unit", width: 110, text: (r) => r.unit?.propertyNo },
      { key: "content", width: 260, text: (r) => r.content },
      { key: "opened", width: 120, text: (r) => time(r.openedAt) },
      { key: "due", width: 120, text: (r) => time(r.dueAt), bad: (r) => (Boolean(r.resolvedAt) || r.open) && late(r.dueAt, r.resolvedAt) },
      { key: "resolved", width: 120, text: (r) => time(r.resolvedAt) },
    ]),
    Clock: listOf(PulseClocksDocument as never, (d: { clocks: Page<ClockRow> }) => d.clocks, [
      { key: "rule", width: 80, text: (r) => r.rule },
      { key: "state", width: 100, text: (r) => term("ClockState", r.state), bad: (r) => r.state === "BREACHED" || r.state === "LATE" },
      { key: "ticket", width: 170, text: (r) => (r.ticket ? `${r.ticket.number} ${term("TicketKind", r.ticket.kind)}` : "") },
      { key: "content", width: 240, text: (r) => r.ticket?.content },
      { key: "started", width: 120, text: (r) => time(r.startedAt) },
      { key: "due", width: 120, text: (r) => time(r.dueAt), bad: (r) => late(r.dueAt, r.endedAt) },
      { key: "ended", width: 120, text: (r) => time(r.endedAt) },
    ]),
    ReturnVisit: listOf(PulseVisitsDocument as never, (d: { returnVisits: Page<VisitRow> }) => d.returnVisits, [
      { key: "type", width: 130, text: (r) => term("ReturnVisitType", r.type) },
      { key: "state", width: 100, text: (r) => term("ReturnVisitState", r.state) },
      { key: "ticket", width: 120, text: (r) => r.ticket?.number },
      { key: "unit", width: 110, text: (r) => r.unit?.propertyNo },
      { key: "due", width: 120, text: (r) => time(r.dueAt), bad: (r) => (r.open || Boolean(r.visitedAt)) && late(r.dueAt, r.visitedAt) },
      { key: "visited", width: 120, text: (r) => time(r.visitedAt) },
      { key: "mark", width: 100, text: (r) => (r.satisfaction ? term("Mark", r.satisfaction) : "") },
    ]),
    Duty: listOf(PulseDutiesDocument as never, (d: { duties: Page<DutyRow> }) => d.duties, [
      { key: "template", width: 260, text: template },
      { key: "state", width: 90, text: (r) => term("DutyState", r.state) },
      { key: "period", width: 110, text: (r) => r.period },
      { key: "due", width: 120, text: (r) => time(r.dueAt), bad: (r) => (r.open || Boolean(r.doneAt)) && late(r.dueAt, r.doneAt) },
      { key: "done", width: 120, text: (r) => time(r.doneAt) },
      { key: "score", width: 80, text: (r) => (r.score === null ? "" : `${r.score} / ${r.fullScore ?? 100}`) },
    ]),
    Nonconformity: listOf(PulseNonconformitiesDocument as never, (d: { nonconformities: Page<FailureRow> }) => d.nonconformities, [
      { key: "number", width: 120, text: (r) => r.number },
      { key: "state", width: 100, text: (r) => term("NonconformityState", r.state) },
      { key: "content", width: 300, text: (r) => r.description },
      { key: "raised", width: 120, text: (r) => time(r.raisedAt) },
      { key: "due", width: 120, text: (r) => time(r.dueAt), bad: (r) => late(r.dueAt, r.implementedAt) },
      { key: "implemented", width: 120, text: (r) => time(r.implementedAt) },
    ]),
    Survey: listOf(PulseSurveysDocument as never, (d: { surveys: Page<SurveyRow> }) => d.surveys, [
      { key: "title", width: 240, text: (r) => r.title },
      { key: "year", width: 90, text: (r) => `${r.year} / ${r.round}` },
      { key: "sent", width: 90, text: (r) => r.sent },
      { key: "returned", width: 90, text: (r) => r.returned },
      { key: "opened", width: 120, text: (r) => time(r.openedAt) },
    ]),
    DutyLogEntry: listOf(PulseLogEntriesDocument as never, (d: { dutyLogEntries: Page<LogRow> }) => d.dutyLogEntries, [
      { key: "at", width: 120, text: (r) => time(r.at) },
      { key: "content", width: 320, text: (r) => r.matter },
      { key: "signed", width: 120, text: (r) => time(r.signedAt) },
      { key: "sampled", width: 80, text: (r) => (r.sampled ? "✓" : "") },
    ]),
    Finding: listOf(PulseFindingsDocument as never, (d: { findings: Page<FindingRow> }) => d.findings, [
      { key: "place", width: 160, text: (r) => r.place },
      { key: "content", width: 260, text: (r) => r.text },
      { key: "found", width: 120, text: (r) => time(r.foundAt) },
      { key: "done", width: 120, text: (r) => time(r.doneAt) },
      { key: "ticket", width: 120, text: (r) => r.ticket?.number },
    ]),
  } as Record<Kind, List<never>>;
}

/** The rows behind a figure: rows= is the metric, part= which of them; at=, span=, rule= and duty= narrow them as a cell of the heat map does. */
export default function FigureRows() {
  const { t, lang } = usePulseTexts();
  const { names } = useSession();
  const [search, setUrl] = useUrl();
  const { period: picked } = usePeriods();
  const scope = useScope();
  const key = search["rows"] as MetricKey;
  const at = search["at"] && names.has(search["at"]) ? search["at"] : undefined;
  const communityId = at ? [at] : scope;
  const asked = search["span"] ? readPeriod(search["span"], today()) : picked;
  const period = rowsPeriod(key, asked);
  const { rule, duty } = search;
  const now = useMemo(() => new Date().toISOString(), []);
  const drill = drillOf(key, { communityId, period, rule, dutyKind: duty, now });
  const [{ data }] = useQuery({
    query: PulseFigureDocument,
    variables: { key, period, where: { ...(communityId ? { communityIds: communityId } : {}), ...(rule ? { rule: [rule] } : {}), ...(duty ? { dutyKind: [duty as never] } : {}) } },
  });
  const answer = data?.metric;
  const title = answer ? (lang === "en" ? answer.metric.titleEn : answer.metric.title) : t("rows");
  const parts = Object.keys(drill?.parts ?? {});
  const part = oneOf(search["part"], parts) ?? parts[0];
  return (
    <>
      <div className="page-head">
        <Link to={"/" as string} search={along(search) as never} aria-label={t("back")}><Button tabIndex={-1} type="text" icon={<ArrowLeftOutlined />} aria-hidden="true" /></Link>
        <h1>{title}</h1>
        {answer && (
          <button type="button" className="plain number" onClick={() => setUrl({ formula: key }, "push")} title={t("formula")}>
            {metricValue(answer.total.value, answer.metric.unit, lang)}
            {answer.total.denominator !== null && ` = ${figure(answer.total.numerator)} / ${figure(answer.total.denominator)}`}
          </button>
        )}
        {at && <Tag>{names.get(at)}</Tag>}
        {(search["span"] || period !== asked) && <Tag className="number">{period.from} – {period.to}</Tag>}
        {rule && <Tag>{rule}</Tag>}
        {duty && <Tag>{duty}</Tag>}
      </div>
      {drill && part ? (
        <Rows key={`${drill.kind} ${part}`} title={title} drill={drill} part={part} bar={parts.length > 1 && parts.map((p) => (
          <button key={p} type="button" className="chip" aria-pressed={p === part} onClick={() => setUrl({ part: p })}>{t(`part.${p}` as "part.all")}</button>
        ))} />
      ) : (
        <NothingHere title={t("rows.none")} hint="" />
      )}
    </>
  );
}

function figure(n: number): string {
  return n.toLocaleString(undefined, { maximumFractionDigits: 0 });
}

function Rows({ title, drill, part, bar }: { title: string; drill: Drill; part: string; bar: ReactNode }) {
  const { t, lang } = usePulseTexts();
  const term = useTerm();
  const navigate = useNavigate();
  const [search] = useUrl();
  const list = useMemo(() => lists(term, lang)[drill.kind], [drill.kind, lang]) as unknown as List<Row> & { document: TypedDocumentNode<object, { first: number; after?: string | null }> };
  const variables = { first: 50, where: { ...drill.where, ...drill.parts[part] } };
  const rows = useConnection(list.document, variables, list.pick as (data: object) => Page<Row>);
  const columns = list.fields.map((field): DataColumn<Row> => ({
    key: field.key,
    title: t(`col.${field.key}` as "col.site"),
    width: field.width,
    render: (row) => <span className={field.bad?.(row) ? "bad number" : "number"}>{field.text(row) ?? "–"}</span>,
    value: (row) => field.text(row),
  }));
  const open = (row: Row) => {
    const link = rowLink(drill.kind, row);
    if (link) void navigate({ to: link.to, search: { ...along(search), ...link.search } as never });
  };
  return (
    <DataList
      label={title}
      rows={rows}
      columns={columns}
      card={(row) => {
        const [first, second, ...others] = list.fields;
        return (
          <>
            <span className="row" style={{ flexWrap: "nowrap" }}><strong className="cut">{first!.text(row)}</strong><span className="grow" /><span className={second!.bad?.(row) ? "bad" : "muted"}>{second!.text(row)}</span></span>
            <span className="cut2 small">{others.filter((f) => !["started", "opened"].includes(f.key)).flatMap((f) => f.text(row) || []).join(" · ")}</span>
          </>
        );
      }}
      open={open}
      asked={{ document: list.document, variables }}
      bar={bar}
    />
  );
}
