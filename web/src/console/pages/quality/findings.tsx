import { useMemo } from "react";
import { useQuery } from "urql";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import { FindingCardDocument, FindingListDocument, type FindingListQuery } from "../../gql/quality.ts";
import { FindingKind, FindingSeverity, FindingState } from "../../gql/schema.ts";
import { useConnection } from "../../lib/connection.ts";
import { dateTime, shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { instantsOf } from "../../lib/period.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { CodesFilter, Facts, Files, Go, Opened, State } from "./common.tsx";
import { useQualityTexts } from "./texts.ts";
import { useNames, useRights } from "./use.ts";

type Row = FindingListQuery["findings"]["nodes"][number];

/** What rounds and inspections found, and the tickets it became. */
export default function Findings() {
  const { t } = useQualityTexts();
  const { period } = usePeriods();
  const scope = useScope();
  const { tickets } = useRights();
  const [search, setUrl] = useUrl();
  const found = instantsOf(period);
  const kind = listOf(search["kind"], FindingKind);
  const severity = listOf(search["severity"], FindingSeverity);
  const state = listOf(search["state"], FindingState);
  const variables = {
    first: 50,
    tickets,
    where: {
      ...(scope ? { communityId: scope } : {}),
      ...(kind.length ? { kind } : {}),
      ...(severity.length ? { severity } : {}),
      ...(state.length ? { state } : {}),
      foundAtFrom: found.from,
      foundAtBefore: found.before,
    },
  };
  const rows = useConnection(FindingListDocument, variables, (data) => data.findings);
  const columns = useColumns();
  return (
    <>
      <DataList
        label={t("tab.findings")}
        rows={rows}
        columns={columns}
        card={(row) => <Card row={row} />}
        open={(row) => setUrl({ finding: row.id }, "push")}
        asked={{ document: FindingListDocument, variables }}
        bar={
          <>
            <CodesFilter name="kind" type="FaultKind" codes={FindingKind} label={t("findings.kind")} />
            <CodesFilter name="severity" type="Severity" codes={FindingSeverity} label={t("findings.severity")} />
            <CodesFilter name="state" type="FindingState" codes={FindingState} label={t("state")} />
          </>
        }
      />
      <FindingDrawer id={search["finding"]} close={() => setUrl({ finding: undefined })} />
    </>
  );
}

function FindingDrawer({ id, close }: { id: string | undefined; close(): void }) {
  const { t, lang } = useQualityTexts();
  const { tickets } = useRights();
  const name = useNames();
  const term = useTerm();
  const [{ data, error, fetching }, again] = useQuery({ query: FindingCardDocument, variables: { id: id ?? "", tickets }, pause: !id, requestPolicy: "cache-and-network" });
  const of = data?.finding?.id === id ? data?.finding : undefined;
  return (
    <Opened id={id} close={close} found={Boolean(of)} error={error} fetching={fetching} retry={() => again({ requestPolicy: "network-only" })}
      title={of ? of.place : t("tab.findings")} extra={of && <State code={of.state}>{name("FindingState", of.state)}</State>}>
      {of && (
        <>
          <Facts of={[
            [t("community"), `${of.community.name}${of.unit ? ` · ${of.unit.propertyNo}` : ""}`],
            [t("findings.kind"), name("FaultKind", of.kind)],
            [t("findings.severity"), name("Severity", of.severity)],
            [t("cases.topic"), of.topic && term("TicketTopic", of.topic)],
            [t("findings.text"), of.text],
            [t("findings.foundAt"), <span className="number">{dateTime(of.foundAt, lang)}</span>],
            [t("findings.on"), <Go search={{ tab: "duties", view: "all", duty: of.duty.id }}>{(lang === "en" && of.duty.template.titleEn) || of.duty.template.title} {of.duty.period}</Go>],
            [t("ticket"), of.ticket && <><Go to="/tickets" search={{ ticket: of.ticket.id }}>{of.ticket.number}</Go> {term("TicketState", of.ticket.state)}</>],
            [t("findings.doneAt"), of.doneAt && <span className="number">{dateTime(of.doneAt, lang)}</span>],
          ]} />
          <Files of={of.attachments.nodes} />
        </>
      )}
    </Opened>
  );
}

function useColumns(): DataColumn<Row>[] {
  const { t, lang } = useQualityTexts();
  const { single } = useSession();
  const { tickets } = useRights();
  const name = useNames();
  const term = useTerm();
  return useMemo(() => {
    const columns: (DataColumn<Row> | false)[] = [
      { key: "found", title: t("findings.foundAt"), width: 120, render: (r) => <span className="number">{shortTime(r.foundAt, lang)}</span>, value: (r) => new Date(r.foundAt) },
      { key: "place", title: t("findings.place"), width: 220, render: (r) => r.place, value: (r) => r.place },
      { key: "kind", title: t("findings.kind"), width: 110, render: (r) => name("FaultKind", r.kind), value: (r) => name("FaultKind", r.kind) },
      { key: "severity", title: t("findings.severity"), width: 150, render: (r) => name("Severity", r.severity), value: (r) => name("Severity", r.severity) },
      { key: "state", title: t("state"), width: 110, render: (r) => <State code={r.state}>{name("FindingState", r.state)}</State>, value: (r) => name("FindingState", r.state) },
      !single && { key: "community", title: t("community"), width: 130, render: (r) => r.community.name, value: (r) => r.community.name },
      { key: "text", title: t("findings.text"), width: 220, render: (r) => r.text ?? "–", value: (r) => r.text },
      tickets && { key: "ticket", title: t("ticket"), width: 140, render: (r) => (r.ticket ? <span className="number">{r.ticket.number}</span> : "–"), value: (r) => r.ticket?.number },
      tickets && { key: "ticketState", title: t("findings.ticketState"), width: 120, render: (r) => (r.ticket ? term("TicketState", r.ticket.state) : "–"), value: (r) => r.ticket && term("TicketState", r.ticket.state) },
    ];
    return columns.filter((c) => c !== false);
  }, [t, lang, single, tickets, term]);
}

function Card({ row }: { row: Row }) {
  const { lang } = useQualityTexts();
  const { single } = useSession();
  const name = useNames();
  return (
    <>
      <span className="row" style={{ flexWrap: "nowrap" }}>
        <strong className="cut grow">{row.place}</strong>
        <State code={row.state}>{name("FindingState", row.state)}</State>
      </span>
      <span className="cut">{name("FaultKind", row.kind)} · {name("Severity", row.severity)}</span>
      <span className="row muted" style={{ flexWrap: "nowrap" }}>
        <span className="cut grow">{[single ? "" : row.community.name, row.ticket?.number].filter(Boolean).join(" · ")}</span>
        <span className="number">{shortTime(row.foundAt, lang)}</span>
      </span>
    </>
  );
}
