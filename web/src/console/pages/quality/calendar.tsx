import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useMemo } from "react";
import { Failed } from "../../app/states.tsx";
import { usePeriods, useScope, useSession } from "../../app/use.ts";
import { DutyState } from "../../gql/schema.ts";
import { instants } from "../../lib/format.ts";
import { addDays, addMonths, instantsOf, today } from "../../lib/period.ts";
import { leavesOf } from "../../lib/scope.ts";
import { useUrl } from "../../lib/url.ts";
import { SiteSelect } from "../../parts/pickers.tsx";
import { DutyRows } from "./duties.tsx";
import { useDutyMonth } from "./month.ts";
import { useQualityTexts } from "./texts.ts";
import { useNames } from "./use.ts";

const tones: Record<string, string> = { SCHEDULED: "var(--hub-muted)", LATE: "var(--hub-bad)", DONE: "var(--hub-good)", VERIFIED: "var(--hub-good)", MADE_UP: "var(--hub-warn)", SKIPPED: "var(--hub-muted)" };

/** The site of a view of one site: the URL's, else the first in scope. */
export function useSite(): string | undefined {
  const [search] = useUrl();
  const scope = useScope();
  const { tree, names } = useSession();
  const asked = search["site"];
  return asked && names.has(asked) ? asked : (scope?.[0] ?? leavesOf(tree)[0]?.id);
}

/** A month of duties of one site, day by day, and those of the day picked. */
export function Calendar({ bar }: { bar: ReactNode }) {
  const { t, lang } = useQualityTexts();
  const { single } = useSession();
  const { period } = usePeriods();
  const name = useNames();
  const [search, setUrl] = useUrl();
  const site = useSite();
  const month = /^\d{4}-\d{2}$/.test(search["month"] ?? "") ? search["month"]! : period.to.slice(0, 7);
  const first = `${month}-01`;
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const { duties, total, reading, error, again } = useDutyMonth(site, month);
  const days = useMemo(() => {
    const by = new Map<string, Map<string, number>>();
    for (const { dueAt, state } of duties) {
      const day = today(new Date(dueAt));
      const of = by.get(day) ?? new Map<string, number>();
      of.set(state, (of.get(state) ?? 0) + 1);
      by.set(day, of);
    }
    return by;
  }, [duties]);
  const start = addDays(first, -((new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7));
  const weeks = Array.from({ length: 6 }, (_, w) => Array.from({ length: 7 }, (_, d) => addDays(start, w * 7 + d))).filter((week) => week[0]! <= last);
  const day = search["day"] && search["day"].startsWith(month) ? search["day"] : undefined;
  const weekday = (d: string) => instants(lang, { weekday: "short", timeZone: "UTC" }).format(new Date(`${d}T00:00:00Z`));
  const span = instantsOf({ from: day ?? first, to: day ?? last });
  const go = (to: string) => setUrl({ month: to, day: undefined });
  const words = (counts: Map<string, number> | undefined) => DutyState.flatMap((s) => (counts?.get(s) ? [`${name("DutyState", s)} ${counts.get(s)}`] : [])).join("，");
  return (
    <>
      <div className="row">
        {bar}
        {!single && <SiteSelect label={t("community")} {...(site ? { value: site } : {})} onChange={(id) => setUrl({ site: id })} />}
        <span className="row" style={{ flexWrap: "nowrap" }}>
          <Button icon={<LeftOutlined />} aria-label={t("duties.monthBefore")} onClick={() => go(addMonths(month, -1))} />
          <strong className="number" aria-live="polite">{month}</strong>
          <Button icon={<RightOutlined />} aria-label={t("duties.monthAfter")} onClick={() => go(addMonths(month, 1))} />
        </span>
        {day && <Button onClick={() => setUrl({ day: undefined })}>{t("duties.wholeMonth")}</Button>}
      </div>
      {error && duties.length === 0 ? <Failed error={error} retry={again} /> : (
        <table className="month" aria-label={`${t("tab.duties")} ${month}`} aria-busy={reading}>
          <thead><tr>{weeks[0]!.map((d) => <th key={d} scope="col">{weekday(d)}</th>)}</tr></thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]}>
                {week.map((d) => {
                  const counts = days.get(d);
                  return (
                    <td key={d} className={d.startsWith(month) ? "" : "other"}>
                      {d.startsWith(month) && (
                        <button type="button" aria-pressed={d === day} aria-current={d === today() ? "date" : undefined} aria-describedby={`day-${d}`} onClick={() => setUrl({ day: d === day ? undefined : d })}>
                          <span className="number">{Number(d.slice(8))}</span>
                          <span id={`day-${d}`} hidden>{d} {words(counts)}</span>
                          <span className="dots" aria-hidden="true">
                            {DutyState.map((s) => counts?.get(s) && <span key={s} className="number" style={{ color: tones[s] }} title={name("DutyState", s)}>{marks[s]}{counts.get(s)}</span>)}
                          </span>
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="row muted" style={{ margin: 0, fontSize: 12 }}>
        {DutyState.map((s) => <span key={s} style={{ color: tones[s] }}>{marks[s]} {name("DutyState", s)}</span>)}
        {total !== undefined && <span className="number" role="status">{duties.length < total ? t("duties.countedSome", { count: duties.length, total }) : t("duties.counted", { count: total })}</span>}
        {error && duties.length > 0 && <Button size="small" onClick={again}>{t("duties.countOn")}</Button>}
      </p>
      <DutyRows bar={null} view="day" where={{ communityId: site ? [site] : [], dueAtFrom: span.from, dueAtBefore: span.before }} note={again} />
    </>
  );
}

/** States by a sign as well as by colour. */
const marks: Record<string, string> = { SCHEDULED: "○", LATE: "!", DONE: "●", VERIFIED: "✓", MADE_UP: "◐", SKIPPED: "–" };
