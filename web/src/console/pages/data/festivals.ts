import { addDays } from "../../lib/period.ts";

/** A day that is not as its weekday says. */
export interface SpecialDay {
  day: string;
  kind: "HOLIDAY" | "MAKE_UP";
  name: string;
}

/** A festival as the notice tells of it: off from one day to another, and days at weekends worked for it. */
export interface Festival {
  name?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  worked?: string[] | undefined;
}

/** A day of a calendar with the festival it is of and the field it comes from. */
export interface FestivalDay extends SpecialDay {
  festival: number;
  field: "from" | "to" | "worked";
}

/** More days than a year has weeks off; what is longer is a slip of the pen. */
const longest = 60;

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(Date.parse(text!));

/** The days of festivals one by one, in the order they are told to the hub. */
export function daysOf(festivals: readonly Festival[]): FestivalDay[] {
  return festivals.flatMap((f, festival) => {
    const name = f.name?.trim() ?? "";
    const day = (day: string, kind: SpecialDay["kind"], field: FestivalDay["field"]): FestivalDay => ({ day, kind, name, festival, field });
    const from = f.from || f.to;
    const to = f.to || f.from;
    const off: FestivalDay[] = [];
    if (from && to && (!isDay(from) || !isDay(to) || to < from)) {
      // Said as it is: the hub judges each.
      off.push(day(from, "HOLIDAY", "from"), ...(to === from ? [] : [day(to, "HOLIDAY", "to")]));
    } else if (from && to) {
      for (let at = from; at <= to && off.length < longest; at = addDays(at, 1)) off.push(day(at, "HOLIDAY", at === from ? "from" : "to"));
    }
    return [...off, ...(f.worked ?? []).map((at) => day(at, "MAKE_UP", "worked"))];
  });
}

/** The festivals of a calendar's days: days off in a row under one name are one, with what is worked for them. */
export function festivalsOf(days: readonly SpecialDay[]): Festival[] {
  const sorted = [...days].sort((a, b) => (a.day < b.day ? -1 : 1));
  const festivals: (Festival & { name: string; worked: string[] })[] = [];
  for (const { day, kind, name } of sorted) {
    if (kind !== "HOLIDAY") continue;
    const last = festivals.findLast((f) => f.name === name);
    if (last && addDays(last.to!, 1) === day) last.to = day;
    else festivals.push({ name, from: day, to: day, worked: [] });
  }
  for (const { day, kind, name } of sorted) {
    if (kind !== "MAKE_UP") continue;
    const of = festivals.filter((f) => f.name === name);
    const nearest = of.sort((a, b) => apart(a, day) - apart(b, day))[0];
    if (nearest) nearest.worked.push(day);
    else festivals.push({ name, worked: [day] });
  }
  return festivals;
}

const apart = (of: Festival, day: string) => (of.from ? Math.abs(Date.parse(of.from) - Date.parse(day)) : 0);

/** What stands on a day's sheet: off, worked, a weekend, or nothing. */
export function weekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** Days at weekends that may be worked for a festival: those five weeks around it; all of the year while it has no days. */
export function weekendsAround(year: number, of: Festival): string[] {
  const around = 35;
  const begin = isDay(of.from) ? addDays(of.from, -around) : `${year}-01-01`;
  const end = isDay(of.to) ? addDays(of.to, around) : isDay(of.from) ? addDays(of.from, around) : `${year}-12-31`;
  const days: string[] = [];
  for (let day = begin < `${year}-01-01` ? `${year}-01-01` : begin; day <= end && day <= `${year}-12-31`; day = addDays(day, 1)) {
    if (weekend(day) && !(isDay(of.from) && day >= of.from && day <= (of.to || of.from))) days.push(day);
  }
  return days;
}

/** The days worked in a year: Monday to Friday less the days off, and what is made up. */
export function workingDays(year: number, days: readonly SpecialDay[]): number {
  const kinds = new Map(days.map((d) => [d.day, d.kind]));
  let count = 0;
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
    const kind = kinds.get(day);
    if (kind === "MAKE_UP" || (!kind && !weekend(day))) count++;
  }
  return count;
}

/** What differs between two versions of a year: days that come, go, or are of another kind. */
export function changesOf(before: readonly SpecialDay[], after: readonly SpecialDay[]): { day: string; was?: SpecialDay["kind"]; is?: SpecialDay["kind"] }[] {
  const was = new Map(before.map((d) => [d.day, d.kind]));
  const is = new Map(after.map((d) => [d.day, d.kind]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((day) => was.get(day) !== is.get(day))
    .sort()
    .map((day) => ({ day, ...(was.has(day) ? { was: was.get(day)! } : {}), ...(is.has(day) ? { is: is.get(day)! } : {}) }));
}
