import { Button } from "antd";
import { useMemo } from "react";
import { Failed, Loading } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { metricValue } from "../../lib/format.ts";
import { saveExcel } from "../../lib/excel.ts";
import { useUrl } from "../../lib/url.ts";
import { MoreActions } from "../../parts/actions.tsx";
import { Chart } from "../../parts/chart.tsx";
import { atMostOf, atOnce, type Sheet, useDictionary, useFigures } from "./figures.ts";
import { Flags, Value } from "./league.tsx";
import { useEstatesTexts } from "./texts.ts";

/** Two to four sites side by side over eight metrics; the metric chosen is drawn over twelve months. */
export default function Compare({ sites }: { sites: readonly string[] }) {
  const { t, lang } = useEstatesTexts();
  const { names } = useSession();
  const [search, setUrl] = useUrl();
  const { entries, favoured, ready, error: noDictionary } = useDictionary(undefined, atOnce);
  const { sheets, loading, error, asked, retry } = useFigures(favoured, entries, { sites, pause: !ready });
  const title = (s: Sheet) => (lang === "en" ? s.now.metric.titleEn : s.now.metric.title);
  const drawn = sheets.find((s) => s.key === search["metric"]) ?? sheets[0];
  const option = useMemo(() => (drawn ? optionOf(drawn, sites, names, (v) => metricValue(v, drawn.now.metric.unit, lang)) : undefined), [drawn, sites, names, lang]);

  if (noDictionary || (error && sheets.length === 0)) return <Failed error={(noDictionary ?? error)!} retry={retry} />;
  if (!ready || loading) return <Loading />;
  return (
    <>
      <div className="row">
        <Button onClick={() => setUrl({ view: undefined })}>{t("backToLeague")}</Button>
        <span className="grow" />
        <MoreActions
          label={t("compare")}
          asked={asked}
          exportExcel={() =>
            void saveExcel(`${t("compare")}.xlsx`, [
              { title: t("metric"), width: 28, value: (s: Sheet) => title(s) },
              ...sites.map((id) => ({ title: names.get(id) ?? id, value: (s: Sheet) => s.at.get(id)?.value })),
            ], sheets)}
        />
      </div>
      <div className="scroller">
        <table className="figures">
          <caption className="sr">{t("compare")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("metric")}</th>
              {sites.map((id) => <th scope="col" key={id} className="right"><button type="button" className="plain" onClick={() => setUrl({ site: id, view: undefined }, "push")}>{names.get(id)}</button></th>)}
            </tr>
          </thead>
          <tbody>
            {sheets.map((s) => (
              <tr key={s.key} className={s === drawn ? "at" : ""}>
                <th scope="row"><button type="button" className="plain" aria-pressed={s === drawn} onClick={() => setUrl({ metric: s.key })}>{title(s)}</button></th>
                {sites.map((id) => {
                  const figure = s.at.get(id);
                  return (
                    <td key={id} className={`right${bestOf(s, sites) === figure?.value && figure?.value != null ? " best" : ""}`}>
                      <Value figure={figure} unit={s.now.metric.unit} />
                      <div><Flags figure={figure} sheet={s} site={id} /></div>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {drawn && option && (
        <section aria-label={title(drawn)} className="panel">
          <h2><button type="button" className="plain" onClick={() => setUrl({ formula: drawn.key })}>{title(drawn)}</button> · {t(drawn.now.metric.yearly ? "inPeriod" : "trend")}</h2>
          <Chart option={option} label={title(drawn)} height={260} />
          <p className="muted" style={{ margin: 0 }}>{lang === "en" ? drawn.now.metric.formulaEn : drawn.now.metric.formula}</p>
        </section>
      )}
    </>
  );
}

/** The best value where a target says which way is better and not all are alike. */
function bestOf(sheet: Sheet, sites: readonly string[]): number | undefined {
  const atMost = atMostOf(sheet);
  const values = sites.flatMap((id) => sheet.at.get(id)?.value ?? []);
  if (atMost === undefined || new Set(values).size < 2) return undefined;
  return atMost ? Math.min(...values) : Math.max(...values);
}

function optionOf(sheet: Sheet, sites: readonly string[], names: ReadonlyMap<string, string>, text: (v: number) => string) {
  const yearly = sheet.now.metric.yearly;
  const axis = { type: "value", scale: !yearly && sheet.now.metric.unit !== "COUNT", axisLabel: { formatter: text } };
  return {
    tooltip: { trigger: "axis", valueFormatter: (v: number | null) => (v === null || v === undefined ? "–" : text(v)) },
    legend: { top: 0, type: "scroll" },
    xAxis: { type: "category", data: yearly ? [""] : sheet.months },
    yAxis: axis,
    series: sites.map((id) => ({
      name: names.get(id),
      type: yearly ? "bar" : "line",
      showSymbol: false,
      connectNulls: false,
      data: yearly ? [sheet.at.get(id)?.value ?? null] : sheet.trend(id),
    })),
  };
}
