import { useMemo } from "react";
import { useScope, useSession } from "../../app/use.ts";
import { DesignSurveyDocument, SurveyListDocument, type SurveyListQuery } from "../../gql/quality.ts";
import { SurveyState } from "../../gql/schema.ts";
import { useConnection } from "../../lib/connection.ts";
import { metricValue, shortTime } from "../../lib/format.ts";
import { today } from "../../lib/period.ts";
import { listOf, useUrl } from "../../lib/url.ts";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import { Verb } from "../../parts/verb.tsx";
import { CodesFilter, State } from "./common.tsx";
import { SurveyDrawer } from "./survey-drawer.tsx";
import { useQualityTexts } from "./texts.ts";
import { useFirstSite, useNames, useRights } from "./use.ts";

type Row = SurveyListQuery["surveys"]["nodes"][number];

/** The rounds of the survey at all sites, side by side. */
export default function Surveys() {
  const { t } = useQualityTexts();
  const scope = useScope();
  const firstSite = useFirstSite();
  const { quality } = useRights();
  const [search, setUrl] = useUrl();
  const year = Number(today().slice(0, 4));
  const state = listOf(search["state"], SurveyState);
  // Each has its results counted, so that a page of them is smaller than of other rows.
  const variables = { first: 30, where: { ...(scope ? { communityId: scope } : {}), ...(state.length ? { state } : {}) } };
  const rows = useConnection(SurveyListDocument, variables, (data) => data.surveys);
  const { refresh } = rows;
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
                  { name: "communityId", label: t("community"), kind: "site", required: true, ...firstSite },
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

/** Whether enough came back. While answers still come in, too few is not yet a miss. */
export function Met({ of, met }: { of: { state: string }; met: boolean | null }) {
  const { t } = useQualityTexts();
  if (met === null || (!met && (of.state === "SENT" || of.state === "COLLECTING"))) return null;
  return <span className={met ? "good" : "bad"}>{t(met ? "met" : "unmet")}</span>;
}

function useColumns(): DataColumn<Row>[] {
  const { t, lang } = useQualityTexts();
  const { single } = useSession();
  const name = useNames();
  return useMemo(() => {
    const share = (s: { value: number | null; smallSample: boolean }) => <span className={s.smallSample ? "muted number" : "number"}>{metricValue(s.value, "SHARE", lang)}</span>;
    const main = (r: Row) => r.results.improvements.filter((i) => i.main).map((i) => (lang === "en" ? i.titleEn : i.titleZh));
    const columns: (DataColumn<Row> | false)[] = [
      !single && { key: "community", title: t("community"), width: 140, render: (r) => r.community.name, value: (r) => r.community.name },
      { key: "round", title: t("surveys.round"), width: 90, render: (r) => <span className="number">{r.year}–{r.round}</span>, value: (r) => `${r.year}-${r.round}` },
      { key: "state", title: t("state"), width: 120, render: (r) => <State code={r.state}>{name("SurveyState", r.state)}</State>, value: (r) => name("SurveyState", r.state) },
      { key: "sent", title: t("surveys.sent"), width: 100, align: "right", render: (r) => <span className="number">{r.sent} / {r.target}</span>, value: (r) => r.sent },
      { key: "returned", title: t("surveys.returned"), width: 90, align: "right", render: (r) => <span className="number">{r.returned}</span>, value: (r) => r.returned },
      { key: "recovery", title: t("surveys.recovery"), width: 90, align: "right", render: (r) => share(r.results.recovery), value: (r) => r.results.recovery.value },
      { key: "target", title: t("surveys.target"), width: 120, align: "right", render: (r) => r.results.targetMet === null ? "–" : <><span className="number">{metricValue(r.returnTarget, "SHARE", lang)}</span> <Met of={r} met={r.results.targetMet} /></>, value: (r) => r.returnTarget },
      { key: "satisfaction", title: t("surveys.satisfaction"), width: 100, align: "right", render: (r) => share(r.results.satisfaction), value: (r) => r.results.satisfaction.value },
      { key: "main", title: t("surveys.main"), width: 240, render: (r) => main(r).join(lang === "en" ? ", " : "、") || "–", value: (r) => main(r).join(lang === "en" ? ", " : "、") },
      { key: "sentAt", title: t("surveys.sentAt"), width: 120, render: (r) => <span className="number">{shortTime(r.sentAt, lang)}</span>, value: (r) => r.sentAt && new Date(r.sentAt) },
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
        <strong className="grow cut">{row.community.name}</strong>
        <span className="number">{row.year}–{row.round}</span>
        <State code={row.state}>{name("SurveyState", row.state)}</State>
      </span>
      <span className="number">{t("surveys.recovery")} {metricValue(row.results.recovery.value, "SHARE", lang)} ({row.returned}/{row.sent}) <Met of={row} met={row.results.targetMet} /></span>
      <span className="muted number">{t("surveys.satisfaction")} {metricValue(row.results.satisfaction.value, "SHARE", lang)}</span>
    </>
  );
}
