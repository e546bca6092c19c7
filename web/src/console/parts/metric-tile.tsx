import { Link } from "@tanstack/react-router";
import { useAppTexts } from "../app/use.ts";
import { saveExcel } from "../lib/excel.ts";
import { change, metricValue } from "../lib/format.ts";
import { along, patched, type Search, useUrl } from "../lib/url.ts";
import { MoreActions } from "./actions.tsx";
import type { Tile } from "./metric-tiles.ts";
import { Sparkline } from "./sparkline.tsx";

/** Where a tile leads: a page and its own entries, as the rows that the figure counts. */
export interface DrillDown {
  to: string;
  with?: Search;
}

/**
 * A metric in the period and scope of the URL: its value with trend and
 * target, beside the period before and the one a year ago. Click the value for
 * its rows, the name for its formula (app/shell.tsx shows what formula= names).
 */
export function MetricTile({ tile, drill }: { tile: Tile; drill?: DrillDown | undefined }) {
  const { t, lang } = useAppTexts();
  const [search, setUrl] = useUrl();
  const { now, before, yearAgo } = tile;
  const { metric, total } = now;
  const title = lang === "en" ? metric.titleEn : metric.title;
  const value = metricValue(total.value, metric.unit, lang);
  const openFormula = () => setUrl({ formula: metric.key }, "push");
  const exportExcel = () =>
    void saveExcel(
      `${title}.xlsx`,
      [
        { title: lang === "en" ? "Month" : "月份", value: (r: { month: string; value: number | null }) => r.month },
        { title, width: 20, value: (r) => r.value },
      ],
      tile.months.map((month, i) => ({ month, value: tile.trend[i] ?? null })),
    );
  return (
    <section className="tile" aria-label={title}>
      <div className="row" style={{ flexWrap: "nowrap" }}>
        <h3><button type="button" onClick={openFormula}>{title}</button></h3>
        <MoreActions
          label={title}
          asked={tile.asked}
          exportExcel={exportExcel}
          items={[{ key: "formula", label: t("tile.formula") }]}
          onClick={openFormula}
        />
      </div>
      <div className="row" style={{ justifyContent: "space-between" }}>
        {drill ? (
          <Link className="value number" to={drill.to} search={patched(along(search), drill.with ?? {}) as never}>{value}</Link>
        ) : (
          <span className="value number">{value}</span>
        )}
        <Sparkline values={tile.trend} label={`${t("tile.trend")}: ${tile.trend.map((v) => metricValue(v, metric.unit, lang)).join(", ")}`} />
      </div>
      <div className="facts compared number">
        <Compared label={t("tile.lastPeriod")} now={total.value} then={before?.total.value} unit={metric.unit} atMost={metric.target?.atMost} />
        <Compared label={t("tile.lastYear")} now={total.value} then={yearAgo?.total.value} unit={metric.unit} atMost={metric.target?.atMost} />
      </div>
      <div className="facts number">
        {total.target !== null && total.target !== undefined && (
          <span className={total.met === false ? "bad" : total.met ? "good" : "muted"}>
            {t("tile.target")} {metric.target?.atMost ? "≤" : "≥"} {metricValue(total.target, metric.unit, lang)}
            {total.met !== null && total.met !== undefined && ` · ${total.met ? t("tile.met") : t("tile.unmet")}`}
          </span>
        )}
        {total.small && <button type="button" className="mark" title={t("tile.smallHint", { count: total.sample })} onClick={openFormula}>{t("tile.small")}</button>}
        {!now.comparable && (
          <Link to={"/" as string} search={{ ...along(search), explore: metric.key } as never} title={t("tile.incomparableHint")}><span className="mark">{t("tile.incomparable")}</span></Link>
        )}
        {tile.coarse && <span className="muted">{tile.coarse.from === tile.coarse.to ? tile.coarse.from : `${tile.coarse.from} – ${tile.coarse.to}`}</span>}
        {total.sample === 0 && <span className="muted">{t("tile.noRows")}</span>}
      </div>
    </section>
  );
}

/** A change against another period; good and bad are told only where a target says which way is better. */
function Compared({ label, now, then, unit, atMost }: {
  label: string;
  now: number | null | undefined;
  then: number | null | undefined;
  unit: string;
  atMost: boolean | undefined;
}) {
  const { lang } = useAppTexts();
  const moved = change(now, then, unit, lang);
  const better = atMost === undefined || !moved?.sign ? undefined : moved.sign > 0 !== atMost;
  return (
    <span className="muted">
      <span>{label}</span> {metricValue(then, unit, lang)}{" "}
      {moved && <span className={better === undefined ? "" : better ? "good" : "bad"}>{moved.text}</span>}
    </span>
  );
}
