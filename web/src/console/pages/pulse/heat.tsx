import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useMemo, useState } from "react";
import { NothingHere } from "../../app/states.tsx";
import { usePhone } from "../../app/theme.ts";
import { useSession } from "../../app/use.ts";
import type { PulseBoardQuery } from "../../gql/pulse.ts";
import { saveExcel } from "../../lib/excel.ts";
import { metricValue } from "../../lib/format.ts";
import { addDays, inDays, type Period } from "../../lib/period.ts";
import { along, type Search, useUrl } from "../../lib/url.ts";
import { type Asked, MoreActions } from "../../parts/actions.tsx";
import { usePulseTexts } from "./texts.ts";

type Heat = NonNullable<PulseBoardQuery["heat"]>;

interface Cell {
  overdue: number;
  of: number;
}

interface Line {
  /** The community's id, or the code of the rule or kind of duty. */
  key: string;
  title: string;
  cells: Map<string, Cell>;
  all: Cell;
}

const add = (to: Cell, { overdue, of }: Cell) => {
  to.overdue += overdue;
  to.of += of;
};

/** The lines of a heat map, the worst first, of those with at least one row. */
export function linesOf(rows: Heat["rows"], english: boolean): Line[] {
  const lines = new Map<string, Line>();
  for (const row of rows) {
    const [what, week] = row.labels;
    const key = row.communityId ?? what?.value ?? "";
    let line = lines.get(key);
    if (!line) {
      line = { key, title: row.community?.name ?? (english ? what?.titleEn : what?.title) ?? key, cells: new Map(), all: { overdue: 0, of: 0 } };
      lines.set(key, line);
    }
    const cell = { overdue: (row.denominator ?? 0) - row.numerator, of: row.denominator ?? 0 };
    line.cells.set(week?.value ?? "", cell);
    add(line.all, cell);
  }
  const share = (c: Cell) => (c.of === 0 ? 0 : c.overdue / c.of);
  return [...lines.values()].sort((a, b) => share(b.all) - share(a.all) || b.all.of - a.all.of);
}

/** The weeks a heat map shows: those of the period, at least twelve and at most 26, up to today. */
export function heatPeriod(period: Period, now: string): Period {
  const last = inDays(period) ? period.to : addDays(`${nextMonth(period.to)}-01`, -1);
  const to = last < now ? last : now;
  const first = mondayOf(inDays(period) ? period.from : `${period.from}-01`);
  const at = (weeks: number) => addDays(mondayOf(to), -7 * (weeks - 1));
  const from = first > at(12) ? at(12) : first < at(26) ? at(26) : first;
  return { from, to };
}

function nextMonth(month: string): string {
  const [y = 0, m = 0] = month.split("-").map(Number);
  return m === 12 ? `${y + 1}-01` : `${y}-${String(m + 1).padStart(2, "0")}`;
}

function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

function weeksOf({ from, to }: Period): string[] {
  const weeks: string[] = [];
  for (let monday = from; monday <= to; monday = addDays(monday, 7)) weeks.push(monday);
  return weeks;
}

const shown = 24;

/**
 * Sites (or, for who has one, rules or kinds of duty) by weeks: what share of
 * what was due is overdue. A cell leads to its rows; arrows go from cell to cell.
 */
export function HeatMap({ heat, period, metrics, asked }: {
  heat: Heat;
  period: Period;
  /** What can be shown instead, by heat=. */
  metrics: readonly ("DEADLINES_IN_TIME" | "DUTIES_IN_TIME")[];
  asked: Asked;
}) {
  const { t, lang } = usePulseTexts();
  const { single } = useSession();
  const phone = usePhone();
  const [search, setUrl] = useUrl();
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const lines = useMemo(() => linesOf(heat.rows, lang === "en"), [heat.rows, lang]);
  const allWeeks = useMemo(() => weeksOf(period), [period.from, period.to]);
  const weeks = phone ? allWeeks.slice(-5) : allWeeks;
  const rows = search["all"] === "1" ? lines : lines.slice(0, shown);
  const key = heat.metric.key;
  const total = { overdue: (heat.total.denominator ?? 0) - heat.total.numerator, of: heat.total.denominator ?? 0 };
  const title = t(key === "DUTIES_IN_TIME" ? "heat.duties" : "heat.deadlines");
  const share = (cell: Cell | undefined) => (cell && cell.of > 0 ? cell.overdue / cell.of : undefined);
  const percent = (cell: Cell | undefined) => metricValue(share(cell), "SHARE", lang).replace(/\.\d+/, "");

  const to = (line: Line, week: string | undefined): Search => ({
    ...along(search),
    rows: key,
    part: key === "DUTIES_IN_TIME" ? "overdue" : "breached",
    ...(single ? (key === "DUTIES_IN_TIME" ? { duty: line.key } : { rule: line.key }) : { at: line.key }),
    span: week ? `${week}..${addDays(week, 6)}` : `${period.from}..${period.to}`,
  });
  const move = (event: KeyboardEvent<HTMLTableElement>) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    const next: [number, number] = [
      Math.max(0, Math.min(rows.length - 1, at[0] + step[0]!)),
      Math.max(0, Math.min(weeks.length, at[1] + step[1]!)),
    ];
    event.preventDefault();
    setAt(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${next.join()}"]`)?.focus();
  };
  const exportExcel = () =>
    void saveExcel(
      `${title}.xlsx`,
      [
        { title: t(single ? "heat.what" : "heat.site"), width: 24, value: (r: { line: Line; week: string }) => r.line.title },
        { title: t("heat.week"), value: (r) => r.week },
        { title: t("heat.overdue"), value: (r) => r.line.cells.get(r.week)?.overdue ?? 0 },
        { title: t("heat.of"), value: (r) => r.line.cells.get(r.week)?.of ?? 0 },
        { title: t("heat.share"), value: (r) => share(r.line.cells.get(r.week)) },
      ],
      lines.flatMap((line) => allWeeks.map((week) => ({ line, week }))),
    );
  const cellOf = (line: Line, cell: Cell | undefined, week: string | undefined, i: number, j: number) => {
    const part = share(cell);
    const text = week ? t("heat.cell", { site: line.title, week: week.slice(5), overdue: cell?.overdue ?? 0, of: cell?.of ?? 0 }) : t("heat.line", { site: line.title, overdue: cell?.overdue ?? 0, of: cell?.of ?? 0 });
    return (
      <td key={week ?? "all"} style={part ? { background: `color-mix(in srgb, var(--hub-bad) ${Math.min(55, Math.round(part * 110))}%, var(--hub-bg))` } : {}}>
        {part === undefined ? (
          <span className="muted">·</span>
        ) : (
          <Link data-cell={`${i},${j}`} tabIndex={at[0] === i && at[1] === j ? 0 : -1} to={"/" as string} search={to(line, week) as never} title={text} aria-label={`${percent(cell)} ${text}`} onFocus={() => setAt([i, j])}>
            {percent(cell)}
          </Link>
        )}
      </td>
    );
  };
  return (
    <section className="panel heat" aria-label={title}>
      <div className="row">
        <h2>{title}</h2>
        <span className="muted number">{metricValue(share(total), "SHARE", lang)} · {total.overdue.toLocaleString()} / {total.of.toLocaleString()}</span>
        <span className="grow" />
        {metrics.length > 1 && metrics.map((m) => (
          <button key={m} type="button" className="chip" aria-pressed={m === key} onClick={() => setUrl({ heat: m === metrics[0] ? undefined : "duties" })}>
            {t(m === "DUTIES_IN_TIME" ? "heat.dutiesShort" : "heat.deadlinesShort")}
          </button>
        ))}
        <MoreActions label={title} asked={asked} exportExcel={exportExcel} items={[{ key: "formula", label: t("formula") }]} onClick={() => setUrl({ formula: key }, "push")} />
      </div>
      {rows.length === 0 ? (
        <NothingHere />
      ) : (
        <div className="heat-scroll">
          <table role="grid" aria-label={title} onKeyDown={move} className="number">
            <thead>
              <tr>
                <th scope="col">{t(single ? "heat.what" : "heat.site")}</th>
                {weeks.map((week) => <th key={week} scope="col">{week.slice(5)}</th>)}
                <th scope="col">{t("heat.all")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((line, i) => (
                <tr key={line.key}>
                  <th scope="row"><span className="cut" title={line.title}>{line.title}</span></th>
                  {weeks.map((week, j) => cellOf(line, line.cells.get(week), week, i, j))}
                  {cellOf(line, line.all, undefined, i, weeks.length)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {lines.length > rows.length && <button type="button" className="plain" onClick={() => setUrl({ all: "1" })}>{t("heat.more", { count: lines.length - rows.length })}</button>}
      <p className="muted small">{t("heat.hint")}</p>
    </section>
  );
}

