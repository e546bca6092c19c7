import { Select, Steps } from "antd";
import { useEffect, useMemo, useRef } from "react";
import { useQuery } from "urql";
import {
  AnalyseSurveyDocument, ApproveSurveyDocument, AttachToSurveyDocument, CloseSurveyDocument, CountSurveyDocument, PublishSurveyDocument,
  RecordResponseDocument, ReportSurveyDocument, SendSurveyDocument, SurveyCardDocument, type SurveyFactsFragment, SurveyUnitsDocument, TrackSurveyDocument,
} from "../../gql/quality.ts";
import { SurveyAnswerItem, SurveyAnswerMark, SurveyResponseChannel, SurveyState } from "../../gql/schema.ts";
import { useConnection } from "../../lib/connection.ts";
import { dateTime, metricValue } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { Chart } from "../../parts/chart.tsx";
import { Verb } from "../../parts/verb.tsx";
import { Facts, Files, Go, Opened, Part, State } from "./common.tsx";
import { FileVerb } from "./file-verb.tsx";
import { useQualityTexts } from "./texts.ts";
import { Met } from "./surveys.tsx";
import { useNames, useOptions, useRights } from "./use.ts";

/** The survey that the URL names. */
export function SurveyDrawer({ id, close, changed }: { id: string | undefined; close(): void; changed(): void }) {
  const { t } = useQualityTexts();
  const name = useNames();
  const [{ data, error, fetching }, again] = useQuery({ query: SurveyCardDocument, variables: { id: id ?? "" }, pause: !id, requestPolicy: "cache-and-network" });
  const survey = data?.survey?.id === id ? data?.survey : undefined;
  return (
    <Opened
      id={id} close={close} found={Boolean(survey)} error={error} fetching={fetching} retry={() => again({ requestPolicy: "network-only" })}
      title={survey ? `${survey.community.name} ${survey.year}–${survey.round}` : t("tab.surveys")}
      extra={survey && <State code={survey.state}>{name("SurveyState", survey.state)}</State>}
      footer={survey && <Verbs survey={survey} changed={changed} />}
    >
      {survey && <Details survey={survey} />}
    </Opened>
  );
}

function Details({ survey }: { survey: SurveyFactsFragment }) {
  const { t, lang } = useQualityTexts();
  const name = useNames();
  const term = useTerm();
  const { results } = survey;
  const time = (at: string | null) => at && <span className="number">{dateTime(at, lang)}</span>;
  const share = (value: number | null) => <span className="number">{metricValue(value, "SHARE", lang)}</span>;
  const at = SurveyState.indexOf(survey.state);
  const steps = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = steps.current;
    const step = box?.querySelectorAll<HTMLElement>(".ant-steps-item")[at];
    if (box && step) box.scrollLeft += step.getBoundingClientRect().left - box.getBoundingClientRect().left - (box.clientWidth - step.clientWidth) / 2;
  }, [at]);
  return (
    <>
      <div ref={steps} className="steps-scroll" role="group" aria-label={t("state")} tabIndex={0}>
        <Steps size="small" titlePlacement="vertical" responsive={false} current={at} status={at === SurveyState.length - 1 ? "finish" : "process"}
          items={SurveyState.map((state) => ({ title: name("SurveyState", state) }))} />
      </div>
      <Facts of={[
        [t("surveys.title"), survey.title],
        [t("surveys.base"), name("Base", survey.base)],
        [t("surveys.approvedBy"), survey.approvedBy],
        [t("surveys.sent"), <span className="number">{survey.sent} / {survey.target}</span>],
        [t("surveys.recovery"), <>{share(results.recovery.value)} <span className="muted number">{survey.returned} / {survey.sent}</span> · {t("surveys.target")} {share(survey.returnTarget)} <Met of={survey} met={results.targetMet} /></>],
        [t("surveys.satisfaction"), <>{share(results.satisfaction.value)} <span className="muted number">{results.satisfaction.numerator} / {results.satisfaction.denominator}</span></>],
        [t("surveys.sentAt"), time(survey.sentAt)],
        [t("surveys.countedAt"), time(survey.countedAt)],
        [t("surveys.publishedAt"), time(survey.publishedAt)],
        [t("surveys.analysis"), survey.analysis],
        [t("surveys.measures"), survey.measures],
      ]} />
      <Files of={survey.attachments.nodes} />
      {results.improvements.length > 0 && <Pareto results={results} />}
      {results.recovery.numerator > 0 && (
        <>
          <Part>{t("surveys.items")}</Part>
          <table className="plain-table">
            <thead><tr><th>{t("surveys.item")}</th><th className="right">{t("surveys.itemSatisfied")}</th><th className="right">{t("surveys.answered")}</th><th className="right">{t("surveys.dissatisfied")}</th></tr></thead>
            <tbody>
              {results.items.map((i) => (
                <tr key={i.item}>
                  <td>{lang === "en" ? i.titleEn : i.titleZh}</td>
                  <td className="right">{share(i.satisfaction.value)}{i.satisfaction.denominator > 0 && i.satisfaction.smallSample && <span className="muted"> *</span>}</td>
                  <td className="right number">{i.satisfaction.denominator}</td>
                  <td className="right number">{i.dissatisfied}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {results.items.some((i) => i.satisfaction.denominator > 0 && i.satisfaction.smallSample) && <p className="muted" style={{ margin: "4px 0 0" }}>{t("surveys.few")}</p>}
        </>
      )}
      {survey.nonconformities.nodes.length > 0 && (
        <>
          <Part>{t("surveys.raised")}</Part>
          <ul style={{ paddingInlineStart: 18 }}>
            {survey.nonconformities.nodes.map((n) => (
              <li key={n.id}><Go search={{ tab: "cases", case: n.id }}>{n.number}</Go> {term("TicketTopic", n.topic)} · {name("CaseState", n.state)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What households are dissatisfied with, most first, and where 80 % of it lies. */
function Pareto({ results }: { results: SurveyFactsFragment["results"] }) {
  const { t, lang } = useQualityTexts();
  const titles = results.improvements.map((i) => (lang === "en" ? i.titleEn : i.titleZh));
  const option = useMemo(() => ({
    tooltip: { trigger: "axis" as const },
    legend: { top: 0 },
    grid: { left: 8, right: 8, top: 32, bottom: 8, containLabel: true },
    xAxis: { type: "category" as const, data: titles, axisLabel: { interval: 0, rotate: titles.length > 5 ? 35 : 0, width: 90, overflow: "truncate" as const } },
    yAxis: [{ type: "value" as const, minInterval: 1 }, { type: "value" as const, min: 0, max: 100, splitLine: { show: false }, axisLabel: { formatter: "{value}%" } }],
    series: [
      { name: t("surveys.dissatisfied"), type: "bar" as const, data: results.improvements.map((i) => ({ value: i.dissatisfied, itemStyle: { opacity: i.main ? 1 : 0.4 } })) },
      {
        name: t("surveys.cumulative"), type: "line" as const, yAxisIndex: 1, data: results.improvements.map((i) => Math.round(i.cumulative * 1000) / 10),
        markLine: { symbol: "none", data: [{ yAxis: 80 }], label: { formatter: "80%", position: "insideEndTop" as const } },
      },
    ],
  }), [results, lang, t]);
  const main = results.improvements.filter((i) => i.main).map((i) => (lang === "en" ? i.titleEn : i.titleZh)).join(lang === "en" ? ", " : "、");
  return (
    <>
      <Part>{t("surveys.pareto")}</Part>
      <p style={{ margin: "0 0 8px" }}>{t("surveys.main")}: <strong>{main}</strong></p>
      <Chart option={option} height={280} label={t("surveys.paretoLabel", { items: main })} />
    </>
  );
}

function Verbs({ survey, changed }: { survey: SurveyFactsFragment; changed(): void }) {
  const { t } = useQualityTexts();
  const { quality, head } = useRights();
  const fixed = { id: survey.id };
  const first = { type: "primary" as const, fixed, done: changed };
  const { state } = survey;
  if (!quality) return null;
  return (
    <div className="row">
      {state === "DESIGNED" && head && <Verb {...first} label={t("surveys.approve")} document={ApproveSurveyDocument} fields={[{ name: "approvedBy", label: t("surveys.approvedBy"), required: true, initial: t("surveys.committee") }]} />}
      {state === "APPROVED" && <Verb {...first} label={t("surveys.send")} document={SendSurveyDocument} hint={t("surveys.sendHint")} />}
      {(state === "SENT" || state === "COLLECTING") && <><Response survey={survey} changed={changed} /><Verb label={t("surveys.count")} fixed={fixed} done={changed} document={CountSurveyDocument} hint={t("surveys.countHint")} /></>}
      {state === "COUNTED" && <Verb {...first} label={t("surveys.report")} document={ReportSurveyDocument} hint={t("surveys.reportHint")} />}
      {state === "REPORTED" && <Verb {...first} label={t("surveys.analyse")} document={AnalyseSurveyDocument} hint={t("surveys.analyseHint")} fields={[{ name: "analysis", label: t("surveys.analysis"), kind: "area", required: true }]} />}
      {state === "ANALYSED" && <Verb {...first} label={t("surveys.publish")} document={PublishSurveyDocument} fields={[{ name: "measures", label: t("surveys.measures"), kind: "area", required: true }]} />}
      {state === "MEASURES_PUBLISHED" && <Verb {...first} label={t("surveys.track")} document={TrackSurveyDocument} />}
      {state === "TRACKED" && head && <Verb {...first} label={t("surveys.close")} document={CloseSurveyDocument} hint={t("surveys.closeHint")} />}
      <FileVerb document={AttachToSurveyDocument} fixed={{ surveyId: survey.id }} done={changed} />
    </div>
  );
}

/** One questionnaire that came back: the home, ten items, the mark on the whole. */
function Response({ survey, changed }: { survey: SurveyFactsFragment; changed(): void }) {
  const { t } = useQualityTexts();
  const options = useOptions();
  const marks = options("Mark", SurveyAnswerMark);
  return (
    <Verb
      type="primary"
      label={t("surveys.record")}
      document={RecordResponseDocument}
      fixed={{ surveyId: survey.id }}
      done={changed}
      fields={[
        { name: "unitId", label: t("unit"), required: true, render: <AskedUnit survey={survey.id} /> },
        { name: "channel", label: t("surveys.channel"), required: true, initial: "PAPER", options: options("Channel", SurveyResponseChannel) },
        { name: "answers", label: t("surveys.items"), render: <Answers marks={marks} /> },
        { name: "satisfaction", label: t("surveys.whole"), options: marks },
        { name: "comment", label: t("visits.opinions"), kind: "area" },
      ]}
    />
  );
}

/** A home that was asked and has not answered. */
function AskedUnit({ survey, ...field }: { survey: string; id?: string; value?: string; onChange?(value: string): void }) {
  const { t } = useQualityTexts();
  const { rows, loading, hasMore, loadMore } = useConnection(SurveyUnitsDocument, { first: 200, surveyId: [survey] }, (data) => data.surveyResponses);
  useEffect(() => {
    if (hasMore) loadMore(); // any of them may be the one that answered
  }, [hasMore, loadMore, rows.length]);
  const units = rows.map((r) => ({ value: r.unit.id, label: r.unit.propertyNo })).sort((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }));
  return <Select {...field} aria-label={t("unit")} showSearch={{ optionFilterProp: "label" }} loading={loading || hasMore} options={units} />;
}

type Answer = { item: (typeof SurveyAnswerItem)[number]; mark: string };

/** The ten items; what is left out is not answered. */
function Answers({ marks, value = [], onChange }: { marks: { value: string; label: string }[]; value?: Answer[]; onChange?(answers: Answer[]): void }) {
  const name = useNames();
  const by = new Map(value.map((a) => [a.item, a.mark]));
  return (
    <div className="answers">
      {SurveyAnswerItem.map((item) => (
        <label key={item} className="row" style={{ flexWrap: "nowrap" }}>
          <span style={{ flex: "0 0 9em" }}>{name("Item", item)}</span>
          <select
            className="native-select grow"
            value={by.get(item) ?? ""}
            onChange={(e) => onChange?.([...value.filter((a) => a.item !== item), ...(e.target.value ? [{ item, mark: e.target.value }] : [])])}
          >
            <option value="">–</option>
            {marks.map((m) => <option key={m.value} value={m.value}>{m.label}</option>)}
          </select>
        </label>
      ))}
    </div>
  );
}
