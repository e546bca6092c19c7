import { Checkbox, Segmented } from "antd";
import { useMemo, useState } from "react";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import { CaseListDocument, type CaseListQueryVariables, type CaseRowFragment, RaiseCaseDocument } from "../../gql/quality.ts";
import { NonconformitySource, NonconformityState, NonconformityTopic } from "../../gql/schema.ts";
import { useConnection } from "../../lib/connection.ts";
import { shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { instantsOf } from "../../lib/period.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { Verb } from "../../parts/verb.tsx";
import { CaseDrawer } from "./case-drawer.tsx";
import { CodesFilter, State } from "./common.tsx";
import { useQualityTexts } from "./texts.ts";
import { useFirstSite, useNames, useOptions, useRights } from "./use.ts";
import { Due } from "./visits.tsx";

/** Nonconformities: what failed, and how far it has been followed. */
export default function Cases() {
  const { t } = useQualityTexts();
  const { period } = usePeriods();
  const scope = useScope();
  const firstSite = useFirstSite();
  const { quality } = useRights();
  const options = useOptions();
  const term = useTerm();
  const [search, setUrl] = useUrl();
  const [now] = useState(() => new Date().toISOString());
  const all = search["view"] === "all";
  const raised = instantsOf(period);
  const source = listOf(search["source"], NonconformitySource);
  const state = listOf(search["state"], NonconformityState);
  const where: CaseListQueryVariables["where"] & object = {
    ...(scope ? { communityId: scope } : {}),
    ...(source.length ? { source } : {}),
    ...(state.length ? { state } : {}),
    ...(all ? { raisedAtFrom: raised.from, raisedAtBefore: raised.before } : { open: true }),
    ...(search["overdue"] === "1" ? { open: true, dueAtBefore: now } : {}),
  };
  const variables: Omit<CaseListQueryVariables, "after"> = { first: 50, where, orderBy: all ? { field: "RAISED_AT", direction: "DESC" } : { field: "DUE_AT", direction: "ASC" } };
  const rows = useConnection(CaseListDocument, variables, (data) => data.nonconformities);
  const columns = useColumns();
  return (
    <>
      <DataList
        label={t("tab.cases")}
        rows={rows}
        columns={columns}
        card={(row) => <Card row={row} />}
        open={(row) => setUrl({ case: row.id }, "push")}
        asked={{ document: CaseListDocument, variables }}
        bar={
          <>
            <Segmented
              aria-label={t("view")}
              value={all ? "all" : "open"}
              options={[{ value: "open", label: t("cases.open") }, { value: "all", label: t("cases.all") }]}
              onChange={(view) => setUrl({ view: view === "open" ? undefined : view })}
            />
            <CodesFilter name="source" type="Source" codes={NonconformitySource} label={t("cases.source")} />
            <CodesFilter name="state" type="CaseState" codes={NonconformityState} label={t("state")} />
            <Checkbox checked={search["overdue"] === "1"} onChange={(e) => setUrl({ overdue: e.target.checked ? "1" : undefined })}>{t("overdue")}</Checkbox>
            {quality && (
              <Verb
                label={t("cases.raise")}
                document={RaiseCaseDocument}
                done={rows.refresh}
                fields={[
                  { name: "communityId", label: t("community"), kind: "site", required: true, ...firstSite },
                  { name: "source", label: t("cases.source"), required: true, initial: "INSPECTION", options: options("Source", ["AUDIT", "INSPECTION", "OTHER"]) },
                  { name: "topic", label: t("cases.topic"), options: NonconformityTopic.map((value) => ({ value, label: term("TicketTopic", value) })) },
                  { name: "description", label: t("cases.description"), kind: "area", required: true },
                  { name: "ownerId", label: t("cases.owner"), kind: "staff" },
                ]}
              />
            )}
          </>
        }
      />
      <CaseDrawer id={search["case"]} close={() => setUrl({ case: undefined })} changed={rows.refresh} />
    </>
  );
}

function useColumns(): DataColumn<CaseRowFragment>[] {
  const { t, lang } = useQualityTexts();
  const { single } = useSession();
  const name = useNames();
  const term = useTerm();
  return useMemo(() => {
    const columns: (DataColumn<CaseRowFragment> | false)[] = [
      { key: "number", title: t("cases.number"), width: 110, render: (r) => <span className="number">{r.number}</span>, value: (r) => r.number },
      { key: "source", title: t("cases.source"), width: 150, render: (r) => name("Source", r.source), value: (r) => name("Source", r.source) },
      { key: "state", title: t("state"), width: 110, render: (r) => <State code={r.state}>{name("CaseState", r.state)}</State>, value: (r) => name("CaseState", r.state) },
      { key: "topic", title: t("cases.topic"), width: 100, render: (r) => term("TicketTopic", r.topic), value: (r) => r.topic && term("TicketTopic", r.topic) },
      { key: "description", title: t("cases.description"), width: 320, render: (r) => r.description, value: (r) => r.description },
      !single && { key: "community", title: t("community"), width: 130, render: (r) => r.community.name, value: (r) => r.community.name },
      { key: "owner", title: t("cases.owner"), width: 90, render: (r) => r.owner?.name ?? "–", value: (r) => r.owner?.name },
      { key: "raised", title: t("cases.raisedAt"), width: 120, render: (r) => <span className="number">{shortTime(r.raisedAt, lang)}</span>, value: (r) => new Date(r.raisedAt) },
      { key: "due", title: t("due"), width: 120, render: (r) => <Due at={r.dueAt} open={r.open} />, value: (r) => new Date(r.dueAt) },
    ];
    return columns.filter((c) => c !== false);
  }, [t, lang, single, term]);
}

function Card({ row }: { row: CaseRowFragment }) {
  const name = useNames();
  const { single } = useSession();
  return (
    <>
      <span className="row" style={{ flexWrap: "nowrap" }}>
        <strong className="number">{row.number}</strong>
        <span className="muted cut grow">{name("Source", row.source)}</span>
        <State code={row.state}>{name("CaseState", row.state)}</State>
      </span>
      <span className="cut">{row.description}</span>
      <span className="row muted" style={{ flexWrap: "nowrap" }}>
        <span className="cut grow">{[single ? "" : row.community.name, row.owner?.name].filter(Boolean).join(" · ")}</span>
        <Due at={row.dueAt} open={row.open} />
      </span>
    </>
  );
}
