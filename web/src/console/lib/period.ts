/** What the period picker offers, besides from..to. */
export const periods = ["month", "lastMonth", "quarter", "year", "last30"] as const;
export type PeriodName = (typeof periods)[number];

/** Where a period begins and ends: months as 2026-01, or days as 2026-01-15. */
export interface Period {
  from: string;
  to: string;
}

/** What a search without a period means. */
export const defaultPeriod: PeriodName = "month";

const wellFormed = /^\d{4}-\d{2}(?:-\d{2})?$/;

/** Reads month, lastMonth, quarter, year, last30 or from..to; anything else is the default. */
export function readPeriod(text: string | undefined, today: string): Period {
  const [from, to] = (text ?? "").split("..");
  if (from && to && wellFormed.test(from) && from.length === to.length && wellFormed.test(to) && from <= to) {
    return { from, to };
  }
  const month = today.slice(0, 7);
  switch (nameOfPeriod(text)) {
    case "month":
      return { from: month, to: month };
    case "lastMonth":
      return { from: addMonths(month, -1), to: addMonths(month, -1) };
    case "quarter": {
      const first = month.slice(0, 5) + two(Math.floor((Number(month.slice(5)) - 1) / 3) * 3 + 1);
      return { from: first, to: month };
    }
    case "year":
      return { from: month.slice(0, 5) + "01", to: month };
    default:
      return { from: addDays(today, -29), to: today };
  }
}

/** The period's name; the default where it has none and is no from..to, undefined for from..to. */
export function nameOfPeriod(text: string | undefined): PeriodName | undefined {
  if (text?.includes("..")) {
    const [from = "", to = ""] = text.split("..");
    if (wellFormed.test(from) && wellFormed.test(to) && from.length === to.length && from <= to) return undefined;
  }
  return periods.find((name) => name === text) ?? defaultPeriod;
}

/** Whether a period is one of days. */
export function inDays(period: Period): boolean {
  return period.from.length === 10;
}

/** The period of the same length just before. */
export function before(period: Period): Period {
  if (inDays(period)) {
    const days = daysBetween(period.from, period.to) + 1;
    return { from: addDays(period.from, -days), to: addDays(period.from, -1) };
  }
  const months = monthsBetween(period.from, period.to) + 1;
  return { from: addMonths(period.from, -months), to: addMonths(period.from, -1) };
}

/** The same period a year ago; 29 February becomes the 28th. */
export function yearAgo(period: Period): Period {
  return { from: minusYear(period.from), to: minusYear(period.to) };
}

/** The twelve months that end with the period: what a tile's trend shows. */
export function trendOf(period: Period): Period {
  const to = period.to.slice(0, 7);
  return { from: addMonths(to, -11), to };
}

/** The months a period touches, for what is not counted by days. */
export function wholeMonths({ from, to }: Period): Period {
  return { from: from.slice(0, 7), to: to.slice(0, 7) };
}

/** All months of a period, in order. */
export function monthsOf(period: Period): string[] {
  const first = period.from.slice(0, 7);
  const count = monthsBetween(first, period.to.slice(0, 7)) + 1;
  return Array.from({ length: count }, (_, i) => addMonths(first, i));
}

/** A month so many months later. */
export function addMonths(month: string, count: number): string {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(all / 12)).padStart(4, "0")}-${two((all % 12) + 1)}`;
}

/** A day so many days later. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** Today in the communities' zone; the portfolio lies in China. */
export function today(now = new Date()): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** First and last instant of a period in the communities' zone, for conditions on times. */
export function instantsOf(period: Period): { from: string; before: string } {
  const first = inDays(period) ? period.from : `${period.from}-01`;
  const after = inDays(period) ? addDays(period.to, 1) : `${addMonths(period.to, 1)}-01`;
  return { from: instant(first), before: instant(after) };
}

function instant(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`)).toISOString();
}

function minusYear(text: string): string {
  const year = String(Number(text.slice(0, 4)) - 1).padStart(4, "0");
  const rest = text.slice(4);
  return year + (rest === "-02-29" ? "-02-28" : rest);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function monthsBetween(from: string, to: string): number {
  const count = (m: string) => Number(m.slice(0, 4)) * 12 + Number(m.slice(5, 7));
  return count(to) - count(from);
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
