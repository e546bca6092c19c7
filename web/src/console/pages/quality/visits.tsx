import { Button, Checkbox, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import { AddVisitDocument, AssignVisitsDocument, VisitListDocument, type VisitListQueryVariables, type VisitRowFragment } from "../../gql/quality.ts";
import { ReturnVisitType } from "../../gql/schema.ts";
import { useConnection } from "../../lib/connection.ts";
import { shortTime } from "../../lib/format.ts";
import { instantsOf } from "../../lib/period.ts";
import { listOf, oneOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { localTime, Verb } from "../../parts/verb.tsx";
import { CodesFilter, State } from "./common.tsx";
import { Samples } from "./samples.tsx";
import { useQualityTexts } from "./texts.ts";
import { useFirstSite, useNames, useOptions, useRights } from "./use.ts";
import { VisitDrawer } from "./visit-drawer.tsx";

const views = ["due", "done", "samples"] as const;
const unticketed = ["PLANNED", "OUTREACH", "EVENT", "BUYER", "EVALUATION"];

/** Return visits: those to be made, those made, and the samples they were drawn by. */
export default function Visits() {
  const { t } = useQualityTexts();
  const [search, setUrl] = useUrl();
  const view = oneOf(search["view"], views) ?? "due";
  const switcher = (
    <Segmented
      aria-label={t("view")}
      value={view}
      options={views.map((value) => ({ value, label: t(`visits.${value}`) }))}
      onChange={(value) => setUrl({ view: value === "due" ? undefined : value })}
    />
  );
  return view === "samples" ? <Samples bar={switcher} /> : <VisitList view={view} switcher={switcher} />;
}

function VisitList({ view, switcher }: { view: "due" | "done"; switcher: React.ReactNode }) {
  const { t } = useQualityTexts();
  const { period } = usePeriods();
  const scope = useScope();
  const firstSite = useFirstSite();
  const rights = useRights();
  const options = useOptions();
  const [search, setUrl] = useUrl();
  const [now] = useState(() => new Date().toISOString());
  const [selected, setSelected] = useState<string[]>([]);
  const type = listOf(search["type"], ReturnVisitType);
  const made = instantsOf(period);
  const where: VisitListQueryVariables["where"] & object = {
    ...(scope ? { communityId: scope } : {}),
    ...(type.length ? { type } : {}),
    ...(search["visitor"] ? { visitorId: [search["visitor"]] } : {}),
    ...(search["unassigned"] === "1" ? { visitorIdMissing: true } : {}),
    ...(view === "due"
      ? { open: true, ...(search["overdue"] === "1" ? { dueAtBefore: now } : {}) }
      : { open: false, visitedAtFrom: made.from, visitedAtBefore: made.before, ...(search["unqualified"] === "1" ? { qualified: false } : {}) }),
  };
  const variables: Omit<VisitListQueryVariables, "after"> = { first: 50, where, orderBy: { field: "DUE_AT", direction: view === "due" ? "ASC" : "DESC" } };
  const rows = useConnection(VisitListDocument, variables, (data) => data.returnVisits);
  const columns = useColumns(view);
  const refresh = () => {
    setSelected([]);
    rows.refresh();
  };
  const chosen = rows.rows.filter((row) => selected.includes(row.id));
  const site = chosen[0]?.communityId;
  const visitors = useMemo(() => {
    const names = new Map(rows.rows.flatMap((r) => (r.visitor ? [[r.visitor.id, r.visitor.name] as const] : [])));
    return [...names].map(([value, label]) => ({ value, label }));
  }, [rows.rows]);
  const flag = (name: string, label: string) => (
    <Checkbox checked={search[name] === "1"} onChange={(e) => setUrl({ [name]: e.target.checked ? "1" : undefined })}>{label}</Checkbox>
  );
  return (
    <>
      <DataList
        label={t(`visits.${view}`)}
        rows={{ ...rows, refresh }}
        columns={columns}
        card={(row) => <VisitCard row={row} />}
        open={(row) => setUrl({ visit: row.id }, "push")}
        asked={{ document: VisitListDocument, variables }}
        {...(rights.quality && view === "due" ? { selected, onSelect: setSelected } : {})}
        bar={
          <>
            {switcher}
            <CodesFilter name="type" type="VisitType" codes={ReturnVisitType} label={t("type")} />
            <Select
              allowClear
              style={{ minWidth: 110 }}
              placeholder={t("visitor")}
              aria-label={t("visitor")}
              value={search["visitor"] ?? null}
              options={visitors}
              onChange={(visitor: string | null) => setUrl({ visitor: visitor ?? undefined })}
            />
            {view === "due" ? <>{flag("overdue", t("overdue"))}{flag("unassigned", t("visits.unassigned"))}</> : flag("unqualified", t("visits.unqualified"))}
            {rights.quality && chosen.length > 0 && (
              chosen.every((row) => row.communityId === site) ? (
                <Verb
                  type="primary"
                  label={t("visits.assign", { count: chosen.length })}
                  document={AssignVisitsDocument}
                  fixed={{ ids: selected }}
                  site={site}
                  fields={[{ name: "visitorId", label: t("visitor"), kind: "staff", required: true }]}
                  done={refresh}
                />
              ) : <Button disabled>{t("visits.oneSite")}</Button>
            )}
            {rights.quality && chosen.length === 0 && view === "due" && (
              <Verb
                label={t("visits.add")}
                document={AddVisitDocument}
                fields={[
                  { name: "communityId", label: t("community"), kind: "site", required: true, ...firstSite },
                  { name: "type", label: t("type"), options: options("VisitType", unticketed), required: true, initial: "PLANNED" },
                  { name: "unitId", label: t("unit"), kind: "unit", required: true },
                  { name: "customer", label: t("visits.customer") },
                  { name: "phone", label: t("phone") },
                  { name: "visitorId", label: t("visitor"), kind: "staff" },
                  { name: "dueAt", label: t("due"), kind: "time", initial: localTime(72), hint: t("visits.dueHint") },
                ]}
                done={refresh}
              />
            )}
          </>
        }
      />
      <VisitDrawer id={search["visit"]} close={() => setUrl({ visit: undefined })} changed={refresh} />
    </>
  );
}

/** When it is due, in red where that is past and it is still open. */
export function Due({ at, open }: { at: string; open: boolean }) {
  const { lang } = useQualityTexts();
  return <span className={open && Date.parse(at) < Date.now() ? "bad number" : "number"}>{shortTime(at, lang)}</span>;
}

function useColumns(view: "due" | "done"): DataColumn<VisitRowFragment>[] {
  const { t, lang } = useQualityTexts();
  const { single } = useSession();
  const { contacts } = useRights();
  const name = useNames();
  return useMemo(() => {
    const columns: (DataColumn<VisitRowFragment> | false)[] = [
      { key: "type", title: t("type"), width: 120, render: (r) => name("VisitType", r.type), value: (r) => name("VisitType", r.type) },
      { key: "state", title: t("state"), width: 110, render: (r) => <State code={r.state}>{name("VisitState", r.state)}</State>, value: (r) => name("VisitState", r.state) },
      contacts && { key: "customer", title: t("visits.customer"), width: 100, render: (r) => r.customer ?? "–", value: (r) => r.customer },
      contacts && { key: "phone", title: t("phone"), width: 130, render: (r) => <PersonPhone phone={r.phone} ownerId={r.ownerId} />, value: (r) => r.phone },
      !single && { key: "community", title: t("community"), width: 130, render: (r) => r.community.name, value: (r) => r.community.name },
      { key: "unit", title: t("unit"), width: 110, render: (r) => r.unit?.propertyNo ?? "–", value: (r) => r.unit?.propertyNo },
      { key: "visitor", title: t("visitor"), width: 100, render: (r) => r.visitor?.name ?? "–", value: (r) => r.visitor?.name },
      view === "done" && { key: "satisfaction", title: t("satisfaction"), width: 110, render: (r) => name("Mark", r.satisfaction), value: (r) => name("Mark", r.satisfaction) },
      view === "done" && { key: "visited", title: t("visits.visitedAt"), width: 120, render: (r) => <span className={r.onTime === false ? "bad number" : "number"}>{shortTime(r.visitedAt, lang)}</span>, value: (r) => r.visitedAt && new Date(r.visitedAt) },
      view === "due" && { key: "appointed", title: t("visits.appointedAt"), width: 120, render: (r) => <span className="number">{shortTime(r.appointedAt, lang)}</span>, value: (r) => r.appointedAt && new Date(r.appointedAt) },
      { key: "due", title: t("due"), width: 120, render: (r) => <Due at={r.dueAt} open={r.open} />, value: (r) => new Date(r.dueAt) },
      { key: "attempts", title: t("visits.attempts"), width: 90, align: "right", render: (r) => <span className="number">{r.attempts}</span>, value: (r) => r.attempts },
    ];
    return columns.filter((c) => c !== false);
  }, [t, lang, single, contacts, view]);
}

function VisitCard({ row }: { row: VisitRowFragment }) {
  const name = useNames();
  const { single } = useSession();
  return (
    <>
      <span className="row" style={{ flexWrap: "nowrap" }}>
        <strong className="cut">{name("VisitType", row.type)}</strong>
        <span className="grow cut">{row.customer}</span>
        <State code={row.state}>{name("VisitState", row.state)}</State>
      </span>
      <span className="cut">{[single ? "" : row.community.name, row.unit?.propertyNo].filter(Boolean).join(" · ")}</span>
      <span className="row muted" style={{ flexWrap: "nowrap" }}>
        <span className="cut grow">{row.visitor?.name}{row.satisfaction && ` · ${name("Mark", row.satisfaction)}`}</span>
        <Due at={row.visitedAt ?? row.dueAt} open={row.open} />
      </span>
    </>
  );
}
