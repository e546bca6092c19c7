import { useEffect, useState } from "react";
import type { TicketCaseQuery } from "../../gql/tickets.ts";
import { dateTime, duration, shortTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { Mark } from "./marks.tsx";
import type { Names } from "./names.ts";
import { useTicketTexts } from "./texts.ts";

type Clock = NonNullable<TicketCaseQuery["ticket"]>["clocks"]["nodes"][number];

/** The time, anew every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Whether a deadline is still waited for: one that ran out may have been dropped since, and keeps its verdict. */
const runs = (clock: Clock) => !clock.endedAt;

const colour: Record<string, string> = { MET: "green", LATE: "red", BREACHED: "red", PAUSED: "gold", CANCELLED: "default" };

/** The deadlines of a ticket: those that run with the time left, and those that are over. */
export function Clocks({ clocks, names }: { clocks: readonly Clock[]; names: Names | undefined }) {
  const { t } = useTicketTexts();
  const now = useNow();
  const live = clocks.filter(runs);
  const over = clocks.filter((c) => !runs(c));
  if (clocks.length === 0) return <p className="muted">{t("clocks.none")}</p>;
  return (
    <>
      <ul className="clocks" aria-label={t("clocks.running")}>
        {live.map((c) => <Row key={c.id} clock={c} names={names} now={now} />)}
      </ul>
      {over.length > 0 && (
        <details open={live.length === 0}>
          <summary className="muted">{t("clocks.over", { count: over.length })}</summary>
          <ul className="clocks">{over.map((c) => <Row key={c.id} clock={c} names={names} now={now} />)}</ul>
        </details>
      )}
    </>
  );
}

function Row({ clock: c, names, now }: { clock: Clock; names: Names | undefined; now: number }) {
  const { t, lang } = useTicketTexts();
  const term = useTerm();
  const minutes = (Date.parse(c.dueAt) - now) / 60_000;
  const said = () => {
    if (c.state === "PAUSED") return <Mark color="gold">{t("clocks.paused", { why: term("TicketWaitingFor", c.pauseReason) })}</Mark>;
    if (!runs(c)) return <Mark color={colour[c.state] ?? "default"}>{term("ClockState", c.state)}</Mark>;
    return minutes < 0
      ? <strong className="bad number">{t("clocks.late", { time: duration(-minutes, lang) })}</strong>
      : <span className={minutes < 120 ? "warn number" : "number"}>{t("clocks.left", { time: duration(minutes, lang) })}</span>;
  };
  return (
    <li>
      <span className="grow">{names?.rule(c.rule, lang) ?? c.rule} <span className="muted">{c.rule}</span></span>
      {said()}
      <span className="muted number" title={dateTime(c.dueAt, lang)}>{shortTime(c.dueAt, lang)}</span>
    </li>
  );
}
