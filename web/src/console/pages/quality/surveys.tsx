import { Tag } from "antd";
import { useMemo } from "react";
import { useQuery } from "urql";
import { useScope, useSession } from "../../app/use.ts";
import { DesignSurveyDocument, SurveyListDocument, type SurveyListQuery } from "../../gql/quality.ts";
import { SurveyState } from "../../gql/schema.ts";
import type { Rows } from "../../lib/connection.ts";
import { metricValue, shortTime } from "../../lib/format.ts";
import { today } from "../../lib/period.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { Verb } from "../../parts/verb.tsx";
import { CodesFilter, State } from "./common.tsx";
import { SurveyDrawer } from "./survey-drawer.tsx";
import { useQualityTexts } from "./texts.ts";
import { useNames, useRights } from "./use.ts";

type Row = SurveyListQuery["surveyResults"][number] & { id: string };

/** The rounds of the survey at all sites, side by side. */
export default function Surveys() {
  const { t } = useQualityTexts();
  const scope = useScope();
  const { quality } = useRights();
  const [search, setUrl] = useUrl();
  const year = Number(today().slice(0, 4));
  const state = listOf(search["state"], SurveyState);
  const variables = { where: { ...(scope ? { communityId: scope } : {}), ...(state.length ? { state } : {}) } };
  const [{ data, error, fetching }, again] = useQuery({ query: SurveyListDocument, variables, requestPolicy: "cache-and-network" });
  const all = useMemo(() => (data?.surveyResults ?? []).map((r) => ({ ...r, id: r.survey.id })), [data]);
  const refresh = () => again({ requestPolicy: "network-only" });
  const rows: Rows<Row> = { rows: all, loading: fetching, error, hasMore: false, loadMore: () => {}, refresh, all: async () => all };
  const columns = useColumns();
  return (
    <>
      <DataList
        label={t("tab.surveys")}
        rows={rows}
        columns={columns}
        card={(row) => <Card row={row} />}
        open={(row) => setUrl({ survey: row.id }, "push")}
        asked={{ document: SurveyListDocument, variables }}
        bar={
          <>
            <CodesFilter name="state" type="SurveyState" codes={SurveyState} label={t("state")} />
            {quality && (
              <Verb
                label={t("surveys.design")}
                document={DesignSurveyDocument}
                fields={[
                  { name: "communityId", label: t("community"), kind: "site", required: true, ...(scope?.length === 1 ? { initial: scope[0] } : {}) },
                  { name: "year", label: t("surveys.year"), kind: "number", required: true, initial: year, min: year - 1, max: year + 1 },
                  { name: "title", label: t("surveys.title"), required: true },
                ]}
                done={refresh}
              />
            )}
          </>
        }
      />
      <SurveyDrawer id={search["survey"]} close={() => setUrl({ survey: undefined })} changed={refresh} />
    </>
  );
}

function useColumns(): DataColumn<Row>[] {
  const { t, lang } = useQualityTexts();
  const { single } = useSession();
  const name = useNames();
  return useMemo(() => {
    const share = (s: { value: number | null; smallSample: boolean }) => <span className={s.smallSample ? "muted number" : "number"}>{metricValue(s.value, "SHARE", lang)}</span>;
    const main = (r: Row) => r.improvements.filter((i) => i.main).map((i) => (lang === "en" ? i.titleEn : i.titleZh));
    const columns: (DataColumn<Row> | false)[] = [
      !single && { key: "community", title: t("community"), width: 140, render: (r) => r.survey.community.name, value: (r) => r.survey.community.name },
      { key: "round", title: t("surveys.round"), width: 90, render: (r) => <span className="number">{r.survey.year}–{r.survey.round}</span>, value: (r) => `${r.survey.year}-${r.survey.round}` },
      { key: "state", title: t("state"), width: 120, render: (r) => <State code={r.survey.state}>{name("SurveyState", r.survey.state)}</State>, value: (r) => name("SurveyState", r.survey.state) },
      { key: "sent", title: t("surveys.sent"), width: 100, align: "right", render: (r) => <span className="number">{r.survey.sent} / {r.survey.target}</span>, value: (r) => r.survey.sent },
      { key: "returned", title: t("surveys.returned"), width: 90, align: "right", render: (r) => <span className="number">{r.survey.returned}</span>, value: (r) => r.survey.returned },
      { key: "recovery", title: t("surveys.recovery"), width: 90, align: "right", render: (r) => share(r.recovery), value: (r) => r.recovery.value },
      { key: "target", title: t("surveys.target"), width: 120, align: "right", render: (r) => r.targetMet === null ? "–" : <><span className="number">{metricValue(r.survey.returnTarget, "SHARE", lang)}</span> <span className={r.targetMet ? "good" : "bad"}>{t(r.targetMet ? "met" : "unmet")}</span></>, value: (r) => r.survey.returnTarget },
      { key: "satisfaction", title: t("surveys.satisfaction"), width: 100, align: "right", render: (r) => share(r.satisfaction), value: (r) => r.satisfaction.value },
      { key: "main", title: t("surveys.main"), width: 240, render: (r) => main(r).join("、") || "–", value: (r) => main(r).join("、") },
      { key: "sentAt", title: t("surveys.sentAt"), width: 120, render: (r) => <span className="number">{shortTime(r.survey.sentAt, lang)}</span>, value: (r) => r.survey.sentAt && new Date(r.survey.sentAt) },
    ];
    return columns.filter((c) => c !== false);
  }, [t, lang, single]);
}

function Card({ row }: { row: Row }) {
  const { t, lang } = useQualityTexts();
  const name = useNames();
  return (
    <>
      <span className="row" style={{ flexWrap: "nowrap" }}>
        <strong className="grow cut">{row.survey.community.name}</strong>
        <span className="number">{row.survey.year}–{row.survey.round}</span>
        <State code={row.survey.state}>{name("SurveyState", row.survey.state)}</State>
      </span>
      <span className="number">{t("surveys.recovery")} {metricValue(row.recovery.value, "SHARE", lang)} ({row.survey.returned}/{row.survey.sent}) {row.targetMet !== null && <Tag color={row.targetMet ? "green" : "red"}>{t(row.targetMet ? "met" : "unmet")}</Tag>}</span>
      <span className="muted number">{t("surveys.satisfaction")} {metricValue(row.satisfaction.value, "SHARE", lang)}</span>
    </>
  );
}
