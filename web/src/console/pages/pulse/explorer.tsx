import { ArrowLeftOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Select, Tag, Tooltip } from "antd";
import { useMemo } from "react";
import { useQuery } from "urql";
import { Failed, Loading } from "../../app/states.tsx";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import { ExploreMetricDocument, type ExploreMetricQuery } from "../../gql/pulse.ts";
import { MetricDictionaryDocument, type MetricDictionaryQuery } from "../../gql/parts.ts";
import type { Rows } from "../../lib/connection.ts";
import { metricValue } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { wholeMonths } from "../../lib/period.ts";
import { along, listOf, useUrl } from "../../lib/url.ts";
import { Chart } from "../../parts/chart.tsx";
import { type DataColumn, DataList } from "../../parts/data-list.tsx";
import type { MetricKey } from "../../parts/metric-tiles.ts";
import { groupOf } from "./layout.ts";
import { usePulseTexts } from "./texts.ts";

type Answer = ExploreMetricQuery["metric"];
type Row = Answer["rows"][number] & { id: string };
type Metric = MetricDictionaryQuery["metrics"][number];
type Dimension = Metric["dimensions"][number];

const times: readonly Dimension[] = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"];

/** Any metric by at most two dimensions in the scope and period of the header: explore= the metric, by= the dimensions. */
export default function Explorer() {
  const { t, lang } = usePulseTexts();
  const { can } = useSession();
  const [search, setUrl] = useUrl();
  const { period } = usePeriods();
  const communityIds = useScope();
  const [{ data: dictionary, error: failed }, askAgain] = useQuery({ query: MetricDictionaryDocument });
  const open = useMemo(() => dictionary?.metrics.filter((m) => can(groupOf(m.noun))) ?? [], [dictionary, can]);
  const metric = open.find((m) => m.key === search["explore"]) ?? open[0];
  const by = search["by"] === undefined ? defaultBy(metric) : listInOrder(search["by"], metric?.dimensions ?? []);
  const variables = { key: (metric?.key ?? "TICKETS") as MetricKey, by, period: metric?.daily ? period : wholeMonths(period), where: communityIds ? { communityIds } : {} };
  const [{ data, error, fetching }, again] = useQuery({ query: ExploreMetricDocument, variables, pause: !metric, requestPolicy: "cache-and-network" });
  const answer = data?.metric.metric.key === metric?.key ? data?.metric : undefined;
  const refresh = () => again({ requestPolicy: "network-only" });
  return (
    <>
      <div className="page-head">
        <Link to={"/" as string} search={along(search) as never} aria-label={t("back")}><Button tabIndex={-1} type="text" icon={<ArrowLeftOutlined />} aria-hidden="true" /></Link>
        <h1>{t("explore")}</h1>
        {metric && <Choice metrics={open} metric={metric} by={by} />}
      </div>
      {failed && !dictionary ? (
        <Failed error={failed} retry={() => askAgain({ requestPolicy: "network-only" })} />
      ) : error && !answer ? (
        <Failed error={error} retry={refresh} />
      ) : !metric || !answer ? (
        <Loading />
      ) : (
        <>
          <Total answer={answer} title={lang === "en" ? metric.titleEn : metric.title} show={() => setUrl({ formula: metric.key }, "push")} />
          <Differences answer={answer} dictionary={dictionary!} />
          {answer.rows.length > 1 && by.length > 0 && <Picture answer={answer} metric={metric} by={by} />}
          {by.length > 0 && <Table answer={answer} metric={metric} by={by} loading={fetching} refresh={refresh} variables={variables} />}
        </>
      )}
    </>
  );
}

function defaultBy(metric: Metric | undefined): Dimension[] {
  return (["COMMUNITY", "MONTH"] as const).filter((d) => metric?.dimensions.includes(d)).slice(0, 1);
}

function listInOrder(text: string, among: readonly Dimension[]): Dimension[] {
  const known = listOf(text, among);
  return text.split(",").flatMap((d) => known.find((k) => k === d) ?? []).slice(0, 2);
}

function Choice({ metrics, metric, by }: { metrics: Metric[]; metric: Metric; by: Dimension[] }) {
  const { t, lang } = usePulseTexts();
  const term = useTerm();
  const [, setUrl] = useUrl();
  const title = (m: Metric) => (lang === "en" ? m.titleEn : m.title);
  const dimensions = (taken: Dimension | undefined) => [
    { value: "", label: t("x.none") },
    ...metric.dimensions.filter((d) => d !== taken && (metric.daily || (d !== "DAY" && d !== "WEEK"))).map((value) => ({ value: value as string, label: term("MetricDimension", value) })),
  ];
  const set = (first: string | undefined, second: string | undefined) => setUrl({ by: [first, second].filter(Boolean).join(",") || "-" });
  return (
    <div className="explore-bar">
      <Select
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("x.metric")}
        value={metric.key}
        popupMatchSelectWidth={false}
        style={{ minWidth: 220 }}
        options={metrics.map((m) => ({ value: m.key, label: title(m) }))}
        onChange={(explore) => {
          const next = metrics.find((m) => m.key === explore);
          setUrl({ explore, by: by.filter((d) => next?.dimensions.includes(d)).join(",") || undefined });
        }}
      />
      <span className="muted">{t("x.by")}</span>
      <Select aria-label={t("x.by")} value={by[0] ?? ""} options={dimensions(by[1])} onChange={(d) => set(d || by[1], d ? by[1] : undefined)} popupMatchSelectWidth={false} />
      {by[0] && (
        <>
          <span className="muted">{t("x.then")}</span>
          <Select aria-label={t("x.then")} value={by[1] ?? ""} options={dimensions(by[0])} onChange={(d) => set(by[0], d)} popupMatchSelectWidth={false} />
        </>
      )}
    </div>
  );
}

function Total({ answer, title, show }: { answer: Answer; title: string; show(): void }) {
  const { t, lang } = usePulseTexts();
  const { total, metric } = answer;
  return (
    <p className="row number" style={{ margin: 0 }}>
      <button type="button" className="plain" onClick={show}>{title}</button>
      <strong style={{ fontSize: 18 }}>{metricValue(total.value, metric.unit, lang)}</strong>
      {total.denominator !== null && <span className="muted">{total.numerator.toLocaleString()} / {total.denominator.toLocaleString()}</span>}
      {total.target !== null && <span className={total.met === false ? "bad" : "good"}>{t("x.target")} {metric.target?.atMost ? "≤" : "≥"} {metricValue(total.target, metric.unit, lang)}</span>}
      {total.small && <Small />}
      <span className="muted">{answer.from} – {answer.to} · {t("x.covers", { count: answer.covers.totalCount })}</span>
    </p>
  );
}

function Small() {
  const { t } = usePulseTexts();
  return <Tooltip title={t("x.smallHint")}><Tag tabIndex={0}>{t("x.small")}</Tag></Tooltip>;
}

/** By which policies the communities are not judged alike, and where. */
function Differences({ answer, dictionary }: { answer: Answer; dictionary: MetricDictionaryQuery }) {
  const { t, lang } = usePulseTexts();
  if (answer.comparable) return null;
  const unlimited = (value: string) => value || t("x.unlimited");
  return (
    <Alert
      type="warning"
      showIcon
      title={t("x.incomparable")}
      description={
        <ul style={{ margin: 0, paddingLeft: 18 }}>
          {answer.incomparable.map((d) => {
            const policy = dictionary.policies.find((p) => p.key === d.policyKey);
            return (
              <li key={d.policyKey}>
                {t("x.difference", {
                  policy: (lang === "en" ? policy?.titleEn : policy?.titleZh) ?? d.policyKey,
                  usual: unlimited(d.usual),
                  others: d.communities.map((c) => `${c.name} ${unlimited(c.value)}`).join(lang === "en" ? ", " : "、"),
                })}
              </li>
            );
          })}
        </ul>
      }
    />
  );
}

type Label = Answer["rows"][number]["labels"][number];

function useLabel(): (label: Label | undefined) => string {
  const { t, lang } = usePulseTexts();
  return (label) => {
    if (!label?.value) return t("x.other");
    if (label.dimension === "WEEK") return label.value.slice(5);
    return (lang === "en" ? label.titleEn : label.title) ?? label.value;
  };
}

const mostNames = 40;
const mostSeries = 6;

/** Time runs along the axis where there is one, else the first dimension; the other one makes series. */
function Picture({ answer, metric, by }: { answer: Answer; metric: Metric; by: Dimension[] }) {
  const { t, lang } = usePulseTexts();
  const term = useTerm();
  const label = useLabel();
  const along = Math.max(0, by.findIndex((d) => times.includes(d)));
  const timed = times.includes(by[along]!);
  const across = by.length === 2 ? 1 - along : -1;
  const title = t("x.chart", { metric: lang === "en" ? metric.titleEn : metric.title, by: by.map((d) => term("MetricDimension", d)).join(" × ") });
  const { option, cut } = useMemo(() => {
    const names: string[] = [];
    const series = new Map<string, { weight: number; values: Map<string, number | null> }>();
    const rows = timed ? [...answer.rows].sort((a, b) => ((a.labels[along]?.value ?? "") < (b.labels[along]?.value ?? "") ? -1 : 1)) : answer.rows;
    for (const row of rows) {
      const name = label(row.labels[along]);
      if (!names.includes(name)) names.push(name);
      const of = across < 0 ? "" : label(row.labels[across]);
      const one = series.get(of) ?? { weight: 0, values: new Map() };
      one.weight += row.sample;
      one.values.set(name, row.value);
      series.set(of, one);
    }
    const shownNames = timed ? names : names.slice(0, mostNames);
    const shownSeries = [...series].sort((a, b) => b[1].weight - a[1].weight).slice(0, mostSeries);
    const target = answer.total.target;
    return {
      cut: shownNames.length < names.length || shownSeries.length < series.size,
      option: {
        legend: { show: across >= 0, top: 0, type: "scroll" },
        tooltip: { trigger: "axis", valueFormatter: (v: unknown) => metricValue(typeof v === "number" ? v : null, metric.unit, lang) },
        xAxis: { type: "category", data: shownNames, axisLabel: { hideOverlap: true } },
        yAxis: { type: "value", axisLabel: { formatter: (v: number) => metricValue(v, metric.unit, lang) }, ...(metric.unit === "SHARE" ? { max: (v: { max: number }) => Math.min(1, Math.ceil(v.max * 10) / 10) } : {}) },
        series: shownSeries.map(([name, one], i) => ({
          name,
          type: timed ? "line" : "bar",
          barMaxWidth: 28,
          data: shownNames.map((n) => one.values.get(n) ?? (metric.unit === "COUNT" ? 0 : null)),
          ...(i === 0 && target !== null ? { markLine: { silent: true, symbol: "none", data: [{ yAxis: target }], label: { formatter: t("x.target") } } } : {}),
        })),
      },
    };
  }, [answer, lang, along, across, timed]);
  return (
    <section className="panel" aria-label={title}>
      <Chart option={option} label={title} height={260} />
      {cut && <p className="muted small">{t("x.cut", { count: across < 0 ? mostNames : mostSeries })}</p>}
    </section>
  );
}

function Table({ answer, metric, by, loading, refresh, variables }: {
  answer: Answer;
  metric: Metric;
  by: Dimension[];
  loading: boolean;
  refresh(): void;
  variables: object;
}) {
  const { t, lang } = usePulseTexts();
  const term = useTerm();
  const label = useLabel();
  const rows = useMemo(() => answer.rows.map((row, i): Row => ({ ...row, id: String(i) })), [answer]);
  const source: Rows<Row> = { rows, total: rows.length, loading, error: undefined, hasMore: false, loadMore: () => {}, refresh, all: async () => rows };
  const unit = metric.unit;
  const value = (row: Row) => <span className={row.met === false ? "bad number" : "number"}>{metricValue(row.value, unit, lang)}</span>;
  const number = (key: "numerator" | "denominator" | "sample"): DataColumn<Row> => ({
    key, title: t(`x.${key}`), width: 110, align: "right", render: (r) => <span className="number">{r[key]?.toLocaleString(undefined, { maximumFractionDigits: 1 }) ?? ""}</span>, value: (r) => r[key],
  });
  const quotient = unit !== "COUNT" && unit !== "FEN";
  const columns: DataColumn<Row>[] = [
    ...by.map((d, i): DataColumn<Row> => ({ key: d, title: term("MetricDimension", d), width: 170, render: (r) => label(r.labels[i]), value: (r) => label(r.labels[i]) })),
    { key: "value", title: t("x.value"), width: 110, align: "right", render: value, value: (r) => r.value },
    ...(quotient ? [number("numerator"), number("denominator")] : []),
    number("sample"),
    ...(metric.target ? [{ key: "target", title: t("x.target"), width: 100, align: "right" as const, render: (r: Row) => <span className="number">{metricValue(r.target, unit, lang)}</span>, value: (r: Row) => r.target }] : []),
    ...(quotient ? [{ key: "marks", title: t("x.marks"), width: 110, render: (r: Row) => r.small && <Small />, value: (r: Row) => (r.small ? t("x.small") : "") }] : []),
  ];
  return (
    <DataList
      label={lang === "en" ? metric.titleEn : metric.title}
      rows={source}
      columns={columns}
      cardHeight={74}
      card={(r) => (
        <>
          <span className="row"><strong className="cut">{r.labels.map(label).join(" · ")}</strong><span className="grow" />{value(r)}</span>
          <span className="muted small number">{quotient && r.denominator !== null ? `${r.numerator.toLocaleString()} / ${r.denominator.toLocaleString()}` : ""} {r.small && t("x.small")}</span>
        </>
      )}
      asked={{ document: ExploreMetricDocument, variables }}
    />
  );
}
