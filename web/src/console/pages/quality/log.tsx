import { Alert, Input, Segmented } from "antd";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import { AddLogEntryDocument, CompleteLogEntryDocument, LogCardDocument, LogListDocument, type LogRowFragment, SampleLogDocument, SignLogDocument } from "../../gql/quality.ts";
import { DutyLogEntryState } from "../../gql/schema.ts";
import { useConnection } from "../../lib/connection.ts";
import { dateTime, shortTime } from "../../lib/format.ts";
import { instantsOf, today } from "../../lib/period.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { SiteSelect } from "../../parts/pickers.tsx";
import { Verb } from "../../parts/verb.tsx";
import { useSite } from "./calendar.tsx";
import { CodesFilter, Facts, Go, Opened, State } from "./common.tsx";
import { useQualityTexts } from "./texts.ts";
import { useNames, useRights } from "./use.ts";

/** The duty log: what was reported to whoever was on duty, signed each day, sampled each month. */
export default function Log() {
  const { t } = useQualityTexts();
  const { single } = useSession();
  const { period } = usePeriods();
  const scope = useScope();
  const site = useSite();
  const { duties, head } = useRights();
  const [search, setUrl] = useUrl();
  const [said, setSaid] = useState<string>();
  const day = /^\d{4}-\d{2}-\d{2}$/.test(search["day"] ?? "") ? search["day"]! : "";
  const month = /^\d{4}-\d{2}$/.test(search["month"] ?? "") ? search["month"]! : period.to.slice(0, 7);
  const sampled = search["view"] === "sample";
  const state = listOf(search["state"], DutyLogEntryState);
  const at = instantsOf(sampled ? { from: month, to: month } : day ? { from: day, to: day } : period);
  const where = {
    ...(search["site"] && site ? { communityId: [site] } : scope ? { communityId: scope } : {}),
    ...(state.length ? { state } : {}),
    ...(sampled ? { sampled: true } : {}),
    atFrom: at.from,
    atBefore: at.before,
  };
  const variables = { first: 50, where };
  const rows = useConnection(LogListDocument, variables, (data) => data.dutyLogEntries);
  const columns = useColumns();
  const ofSite = { communityId: { name: "communityId", label: t("community"), kind: "site" as const, required: true, ...(site ? { initial: site } : {}) } };
  return (
    <>
      {said && <Alert type="success" role="status" title={said} closable onClose={() => setSaid(undefined)} />}
      <DataList
        label={t("tab.log")}
        rows={rows}
        columns={columns}
        card={(row) => <Card row={row} />}
        open={(row) => setUrl({ entry: row.id }, "push")}
        asked={{ document: LogListDocument, variables }}
        bar={
          <>
            <Segmented aria-label={t("view")} value={sampled ? "sample" : "all"} options={[{ value: "all", label: t("log.all") }, { value: "sample", label: t("log.sampled") }]} onChange={(view) => setUrl({ view: view === "sample" ? view : undefined })} />
            {!single && <SiteSelect label={t("community")} {...(search["site"] && site ? { value: site } : {})} onChange={(id) => setUrl({ site: id })} />}
            {sampled
              ? <Input type="month" aria-label={t("month")} value={month} max={today().slice(0, 7)} onChange={(e) => setUrl({ month: e.target.value })} style={{ width: 150 }} />
              : <Input type="date" aria-label={t("log.day")} value={day} max={today()} onChange={(e) => setUrl({ day: e.target.value })} style={{ width: 150 }} />}
            <CodesFilter name="state" type="LogState" codes={DutyLogEntryState} label={t("state")} />
            {duties && (
              <Verb
                type="primary" label={t("log.add")} document={AddLogEntryDocument} done={rows.refresh}
                fields={[
                  ofSite.communityId,
                  { name: "matter", label: t("log.matter"), kind: "area", required: true },
                  { name: "unitId", label: t("unit"), kind: "unit" },
                  { name: "name", label: t("log.name") },
                  { name: "phone", label: t("phone") },
                  { name: "wantedAt", label: t("log.wantedAt"), kind: "time" },
                  { name: "assigneeId", label: t("log.assignee"), kind: "staff" },
                  { name: "result", label: t("log.result"), kind: "area", hint: t("log.resultHint") },
                ]}
              />
            )}
            {duties && head && (
              <>
                <Verb label={t("log.sign")} document={SignLogDocument} hint={t("log.signHint")}
                  fields={[ofSite.communityId, { name: "day", label: t("log.day"), kind: "day", required: true, initial: day || today() }]}
                  done={({ signDutyLog: s }) => { setSaid(t("log.signed", { count: s.count, open: s.open })); rows.refresh(); }} />
                <Verb label={t("log.sample")} document={SampleLogDocument} hint={t("log.sampleHint")}
                  fields={[ofSite.communityId, { name: "month", label: t("month"), required: true, initial: month }]}
                  done={({ sampleDutyLog: s }) => { setSaid(t("log.drawn", { count: s.count })); setUrl({ view: "sample", month: s.entries[0]?.day.slice(0, 7) ?? month }); rows.refresh(); }} />
              </>
            )}
          </>
        }
      />
      <EntryDrawer id={search["entry"]} close={() => setUrl({ entry: undefined })} />
    </>
  );
}

function EntryDrawer({ id, close }: { id: string | undefined; close(): void }) {
  const { t, lang } = useQualityTexts();
  const { duties, tickets, contacts } = useRights();
  const name = useNames();
  const [{ data, error, fetching }, again] = useQuery({ query: LogCardDocument, variables: { id: id ?? "" }, pause: !id });
  const of = data?.dutyLogEntry?.id === id ? data?.dutyLogEntry : undefined;
  const time = (at: string | null) => at && <span className="number">{dateTime(at, lang)}</span>;
  return (
    <Opened id={id} close={close} found={Boolean(of)} error={error} fetching={fetching} retry={() => again({ requestPolicy: "network-only" })}
      title={of ? shortTime(of.at, lang) : t("tab.log")} extra={of && <State code={of.state}>{name("LogState", of.state)}</State>}
      footer={of && duties && (of.state === "OPEN" || of.state === "ASSIGNED") && (
        <Verb type="primary" label={t("log.complete")} document={CompleteLogEntryDocument} fixed={{ id: of.id }} site={of.communityId}
          fields={[
            { name: "assigneeId", label: t("log.assignee"), kind: "staff", ...(of.assigneeId ? { initial: of.assigneeId } : {}) },
            { name: "handling", label: t("log.handling"), kind: "area" },
            { name: "result", label: t("log.result"), kind: "area", hint: t("log.completeHint") },
          ]} />
      )}>
      {of && (
        <Facts of={[
          [t("log.matter"), of.matter],
          [t("community"), `${of.community.name}${of.unit ? ` · ${of.unit.propertyNo}` : ""}`],
          contacts && [t("log.name"), <>{of.name ?? "–"} <PersonPhone phone={of.phone} /></>],
          [t("log.onDuty"), of.onDuty?.name],
          [t("log.wantedAt"), time(of.wantedAt)],
          [t("log.assignee"), of.assignee?.name ?? "–"],
          tickets && of.ticketId && [t("ticket"), <Go to="/tickets" search={{ ticket: of.ticketId }}>{t("log.toTicket")}</Go>],
          [t("log.handling"), of.handling],
          [t("log.result"), of.result],
          [t("log.completedAt"), time(of.completedAt)],
          [t("log.signedAt"), of.signedAt && <>{time(of.signedAt)} {of.signedBy}</>],
          [t("log.sampled"), of.sampled && "✓"],
        ]} />
      )}
    </Opened>
  );
}

function useColumns(): DataColumn<LogRowFragment>[] {
  const { t, lang } = useQualityTexts();
  const { single } = useSession();
  const { contacts } = useRights();
  const name = useNames();
  return useMemo(() => {
    const columns: (DataColumn<LogRowFragment> | false)[] = [
      { key: "at", title: t("log.at"), width: 120, render: (r) => <span className="number">{shortTime(r.at, lang)}</span>, value: (r) => new Date(r.at) },
      { key: "state", title: t("state"), width: 90, render: (r) => <State code={r.state}>{name("LogState", r.state)}</State>, value: (r) => name("LogState", r.state) },
      { key: "matter", title: t("log.matter"), width: 220, render: (r) => r.matter, value: (r) => r.matter },
      !single && { key: "community", title: t("community"), width: 130, render: (r) => r.community.name, value: (r) => r.community.name },
      { key: "unit", title: t("unit"), width: 110, render: (r) => r.unit?.propertyNo ?? "–", value: (r) => r.unit?.propertyNo },
      contacts && { key: "name", title: t("log.name"), width: 90, render: (r) => r.name ?? "–", value: (r) => r.name },
      { key: "onDuty", title: t("log.onDuty"), width: 90, render: (r) => r.onDuty?.name ?? "–", value: (r) => r.onDuty?.name },
      { key: "result", title: t("log.result"), width: 150, render: (r) => r.result ?? "–", value: (r) => r.result },
      { key: "signed", title: t("log.signedBy"), width: 80, render: (r) => r.signedBy ?? "–", value: (r) => r.signedBy },
      { key: "sampled", title: t("log.sampled"), width: 60, render: (r) => (r.sampled ? "✓" : ""), value: (r) => r.sampled },
    ];
    return columns.filter((c) => c !== false);
  }, [t, lang, single, contacts]);
}

function Card({ row }: { row: LogRowFragment }) {
  const { lang } = useQualityTexts();
  const { single } = useSession();
  const name = useNames();
  return (
    <>
      <span className="row" style={{ flexWrap: "nowrap" }}>
        <strong className="cut grow">{row.matter}</strong>
        <State code={row.state}>{name("LogState", row.state)}</State>
      </span>
      <span className="cut">{row.result ?? "–"}</span>
      <span className="row muted" style={{ flexWrap: "nowrap" }}>
        <span className="cut grow">{[single ? "" : row.community.name, row.unit?.propertyNo, row.onDuty?.name].filter(Boolean).join(" · ")}</span>
        <span className="number">{shortTime(row.at, lang)}</span>
      </span>
    </>
  );
}
