import { Checkbox, Segmented } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import { DutyListDocument, type DutyListQueryVariables, type DutyRowFragment } from "../../gql/quality.ts";
import { DutyKind, DutyState } from "../../gql/schema.ts";
import { useConnection } from "../../lib/connection.ts";
import { shortTime } from "../../lib/format.ts";
import { instantsOf } from "../../lib/period.ts";
import { listOf, oneOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { Calendar } from "./calendar.tsx";
import { CodesFilter, State } from "./common.tsx";
import { Doing } from "./doing.tsx";
import { DutyDrawer } from "./duty-drawer.tsx";
import { useQualityTexts } from "./texts.ts";
import { useNames } from "./use.ts";
import { Due } from "./visits.tsx";

const views = ["open", "all", "month"] as const;

/** The work calendar: what is to be done, what was done and when, and a month of one site. */
export default function Duties() {
  const { t } = useQualityTexts();
  const [search, setUrl] = useUrl();
  const view = oneOf(search["view"], views) ?? "open";
  const switcher = (
    <Segmented
      aria-label={t("view")}
      value={view}
      options={views.map((value) => ({ value, label: t(`duties.${value}`) }))}
      onChange={(value) => setUrl({ view: value === "open" ? undefined : value, day: undefined })}
    />
  );
  return view === "month" ? <Calendar bar={switcher} /> : <DutyRows bar={switcher} where={{}} view={view} />;
}

/** Duties as a list, with the drawer of the one that the URL names. */
export function DutyRows({ bar, where: more, view, note }: { bar: ReactNode; where: DutyListQueryVariables["where"] & object; view: "open" | "all" | "day"; note?: () => void }) {
  const { t } = useQualityTexts();
  const { period } = usePeriods();
  const scope = useScope();
  const [search, setUrl] = useUrl();
  const [now] = useState(() => new Date().toISOString());
  const due = instantsOf(period);
  const kind = listOf(search["kind"], DutyKind);
  const state = listOf(search["state"], DutyState);
  const where: DutyListQueryVariables["where"] & object = {
    ...(scope ? { communityId: scope } : {}),
    ...(kind.length ? { kind } : {}),
    ...(state.length ? { state } : {}),
    ...(search["staff"] ? { assigneeId: [search["staff"]] } : {}),
    ...(view === "open" ? { open: true, ...(search["overdue"] === "1" ? { dueAtBefore: now } : {}) } : view === "all" ? { dueAtFrom: due.from, dueAtBefore: due.before } : {}),
    ...more,
  };
  const variables: Omit<DutyListQueryVariables, "after"> = { first: 50, where, orderBy: { field: "DUE_AT", direction: view === "all" ? "DESC" : "ASC" } };
  const rows = useConnection(DutyListDocument, variables, (data) => data.duties);
  const columns = useDutyColumns();
  const refresh = () => {
    rows.refresh();
    note?.();
  };
  return (
    <>
      <DataList
        label={t("tab.duties")}
        rows={{ ...rows, refresh }}
        columns={columns}
        card={(row) => <DutyCard row={row} />}
        open={(row) => setUrl({ duty: row.id }, "push")}
        asked={{ document: DutyListDocument, variables }}
        bar={
          <>
            {bar}
            <CodesFilter name="kind" type="DutyKind" codes={DutyKind} label={t("duties.kind")} />
            {view === "all" && <CodesFilter name="state" type="DutyState" codes={DutyState} label={t("state")} />}
            {view === "open" && <Checkbox checked={search["overdue"] === "1"} onChange={(e) => setUrl({ overdue: e.target.checked ? "1" : undefined })}>{t("overdue")}</Checkbox>}
          </>
        }
      />
      <DutyDrawer id={search["duty"]} close={() => setUrl({ duty: undefined })} changed={refresh} />
      <Doing id={search["doing"]} close={() => setUrl({ doing: undefined })} done={refresh} />
    </>
  );
}

/** Columns of a list of duties. */
export function useDutyColumns(): DataColumn<DutyRowFragment>[] {
  const { t, lang } = useQualityTexts();
  const { single } = useSession();
  const name = useNames();
  return useMemo(() => {
    const title = (r: DutyRowFragment) => (lang === "en" && r.template.titleEn) || r.template.title;
    const columns: (DataColumn<DutyRowFragment> | false)[] = [
      { key: "code", title: t("duties.code"), width: 80, render: (r) => <span className="number">{r.template.code}</span>, value: (r) => r.template.code },
      { key: "title", title: t("duties.title"), width: 240, render: title, value: title },
      { key: "kind", title: t("duties.kind"), width: 120, render: (r) => name("DutyKind", r.kind), value: (r) => name("DutyKind", r.kind) },
      { key: "state", title: t("state"), width: 100, render: (r) => <State code={r.state}>{name("DutyState", r.state)}</State>, value: (r) => name("DutyState", r.state) },
      !single && { key: "community", title: t("community"), width: 130, render: (r) => r.community.name, value: (r) => r.community.name },
      { key: "period", title: t("duties.period"), width: 110, render: (r) => <span className="number">{r.period}</span>, value: (r) => r.period },
      { key: "assignee", title: t("duties.assignee"), width: 90, render: (r) => r.assignee?.name ?? "–", value: (r) => r.assignee?.name },
      { key: "done", title: t("duties.doneAt"), width: 120, render: (r) => <span className={r.onTime === false ? "bad number" : "number"}>{shortTime(r.doneAt, lang)}</span>, value: (r) => r.doneAt && new Date(r.doneAt) },
      { key: "due", title: t("due"), width: 120, render: (r) => <Due at={r.dueAt} open={r.open} />, value: (r) => new Date(r.dueAt) },
      { key: "score", title: t("duties.score"), width: 90, align: "right", render: (r) => <span className="number">{r.fullScore ? `${r.score} / ${r.fullScore}` : "–"}</span>, value: (r) => r.score },
    ];
    return columns.filter((c) => c !== false);
  }, [t, lang, single]);
}

/** A duty on a phone. */
export function DutyCard({ row }: { row: DutyRowFragment }) {
  const { lang } = useQualityTexts();
  const { single } = useSession();
  const name = useNames();
  return (
    <>
      <span className="row" style={{ flexWrap: "nowrap" }}>
        <strong className="cut grow">{(lang === "en" && row.template.titleEn) || row.template.title}</strong>
        <State code={row.state}>{name("DutyState", row.state)}</State>
      </span>
      <span className="cut">{[row.template.code, single ? "" : row.community.name, row.unit?.propertyNo, row.period].filter(Boolean).join(" · ")}</span>
      <span className="row muted" style={{ flexWrap: "nowrap" }}>
        <span className="cut grow">{row.assignee?.name}</span>
        <Due at={row.dueAt} open={row.open} />
      </span>
    </>
  );
}
