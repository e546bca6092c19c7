import type { PulseClocksQueryVariables, PulseDutiesQueryVariables, PulseTicketsQueryVariables, PulseVisitsQueryVariables } from "../../gql/pulse.ts";
import { TicketState } from "../../gql/schema.ts";
import { addDays, inDays, instantsOf, monthsOf, type Period, wholeMonths } from "../../lib/period.ts";
import { type MetricKey, periodOf } from "../../parts/metric-tiles.ts";

type TicketWhere = NonNullable<PulseTicketsQueryVariables["where"]>;
type ClockWhere = NonNullable<PulseClocksQueryVariables["where"]>;
type VisitWhere = NonNullable<PulseVisitsQueryVariables["where"]>;
type DutyWhere = NonNullable<PulseDutiesQueryVariables["where"]>;

/** The lists a figure can lead to. */
export type Kind = "Ticket" | "Clock" | "ReturnVisit" | "Duty" | "Nonconformity" | "Survey" | "DutyLogEntry" | "Finding";

/** Parts of the rows a metric counts: what is in its numerator, what is not. The first is shown unless another is asked for. */
export type Parts = Readonly<Record<string, object>>;

export interface Drill {
  kind: Kind;
  /** The condition of all parts. */
  where: object;
  parts: Parts;
}

/** Which rows: of which communities, in which time, of which rule or kind of duty. */
export interface Place {
  communityId: string[] | undefined;
  period: Period;
  rule?: string | undefined;
  dutyKind?: string | undefined;
  now: string;
}

const states = (...without: string[]) => ({ state: TicketState.filter((s) => !without.includes(s)) }) satisfies TicketWhere;
const once = states("MERGED");
const lasting = states("MERGED", "CANCELLED");
const all: Parts = { all: {} };

const tickets: Partial<Record<MetricKey, [TicketWhere, Record<string, TicketWhere>?]>> = {
  COMPLAINTS: [{ kind: ["COMPLAINT"], ...once }],
  COMPLAINTS_COLLECTIVE: [{ kind: ["COMPLAINT"], collective: true, ...once }],
  COMPLAINTS_REPEATED: [{ kind: ["COMPLAINT"], ...once }, { repeated: { occurrenceMin: 2 }, first: { occurrenceMax: 1 } }],
  ...Object.fromEntries(
    (["VALID", "INVALID", "ASSIST"] as const).map((validity) => [
      `COMPLAINTS_${validity}`,
      [{ kind: ["COMPLAINT"], ...once }, { counted: { validity: [validity] }, others: { validity: (["VALID", "INVALID", "ASSIST"] as const).filter((v) => v !== validity) } }],
    ]),
  ),
  JUDGEMENTS_REVERSED: [{ kind: ["COMPLAINT"], ...once }, { counted: { judgement: ["REVERSED"] }, others: { judgement: ["UPHELD"] } }],
  TICKETS: [once],
  TICKETS_SOLVED: [lasting, { unsolved: { resolvedAtMissing: true }, solved: { resolvedAtMissing: false } }],
  TICKETS_SOLVED_IN_TIME: [{ ...lasting, resolvedAtMissing: false }],
  SOLVE_MINUTES: [{ ...lasting, resolvedAtMissing: false }],
  REPAIRS_REPEATED: [{ kind: ["REPAIR"], ...once }, { repeated: { occurrenceMin: 3 }, first: { occurrenceMax: 2 } }],
  REPAIRS_FIRST_VISIT: [{ kind: ["REPAIR"], ...lasting }, { unfinished: { unfinishedMin: 1 }, solved: { unfinishedMax: 0, resolvedAtMissing: false } }],
  REPAIRS_UNFINISHED: [{ kind: ["REPAIR"], unfinishedMin: 1, ...lasting }],
  HOME_SERVICES: [{ kind: ["HOME_SERVICE"], ...once }],
  PAID_SERVICES: [{ kind: ["REPAIR", "HOME_SERVICE", "SPECIAL_SERVICE"], receiptNoMissing: false, ...lasting }],
  PAID_SERVICE_INCOME: [{ kind: ["REPAIR", "HOME_SERVICE", "SPECIAL_SERVICE"], receiptNoMissing: false, ...lasting }],
};

const rules: Partial<Record<MetricKey, string[]>> = {
  FIRST_FEEDBACK_IN_TIME: ["D-08"], FORMAL_REPLY_IN_TIME: ["D-09", "D-10"], DEFECT_PAST_15_DAYS: ["D-11"], DEFECT_PAST_30_DAYS: ["D-12"],
  COLLECTIVE_DIRECTOR_IN_TIME: ["D-03"], COLLECTIVE_COMPANY_IN_TIME: ["D-04"], CENTRE_REPORTBACK_IN_TIME: ["D-05"], OWNER_TOLD_IN_TIME: ["D-15"],
  DOOR_IN_TIME: ["D-19"], DOOR_MINUTES: ["D-19"], SURVEY_COUNTED_IN_TIME: ["D-35"], MEASURES_POSTED_IN_TIME: ["D-36"], DEADLINES_IN_TIME: [],
};

const dutyKinds: Partial<Record<MetricKey, NonNullable<DutyWhere["kind"]>>> = {
  REPORTS_IN_TIME: ["REPORT"], RETURNS_IN_TIME: ["RETURN"], PATROLS_IN_TIME: ["PATROL"], PATROLS_MISSED: ["PATROL"],
  SIGN_CHECKS_IN_TIME: ["SIGNAGE"], CLEANING_SCORE: ["CLEANING"], INSPECTION_SCORE: ["INSPECTION"],
};

/**
 * The period of a figure and of its rows: visits lie in the months in which
 * their matters were completed, so that of days there are the months they touch.
 */
export function rowsPeriod(key: MetricKey, period: Period): Period {
  return /^VISIT/.test(key) ? wholeMonths(period) : periodOf(key, period);
}

/** Where a figure leads; undefined where its rows have no list of their own. */
export function drillOf(key: MetricKey, place: Place): Drill | undefined {
  const { communityId, period, now } = place;
  const here = communityId ? { communityId } : {};
  const { from, before } = instantsOf(period);

  const ticket = tickets[key];
  if (ticket) return { kind: "Ticket", where: { ...here, ...ticket[0], openedAtFrom: from, openedAtBefore: before }, parts: ticket[1] ?? all };

  const rule = place.rule ? [place.rule] : rules[key];
  if (rules[key] && rule) {
    const where: ClockWhere = { ...here, ...(rule.length ? { rule } : {}), startedAtFrom: from, startedAtBefore: before };
    return { kind: "Clock", where, parts: { breached: { breached: true }, met: { state: ["MET"] } } };
  }

  if (/^VISIT/.test(key)) {
    const where: VisitWhere = { ...here, month: monthsOf(period) };
    return { kind: "ReturnVisit", where, parts: visitParts(key, now) };
  }

  const log = key === "DUTY_LOG_SIGNED" || key === "DUTY_LOG_SAMPLED";
  if (log) {
    const parts: Parts = key === "DUTY_LOG_SIGNED" ? { unsigned: { signedAtMissing: true }, signed: { signedAtMissing: false } } : { sampled: { sampled: true }, unsampled: { sampled: false } };
    return { kind: "DutyLogEntry", where: { ...here, ...daysOf(period) }, parts };
  }
  if (/^(DUTIES|REPORTS|RETURNS|PATROLS|SIGN_|CLEANING|INSPECTION)/.test(key)) {
    const kind = place.dutyKind ? [place.dutyKind] : dutyKinds[key];
    const where = { ...here, ...(kind ? { kind } : {}), dueAtFrom: from, dueAtBefore: before };
    if (/SCORE$/.test(key)) return { kind: "Duty", where: { ...where, scoreMissing: false }, parts: all };
    const done: DutyWhere["state"] = ["SCHEDULED", "DONE", "LATE", "MADE_UP", "VERIFIED"];
    const parts: Parts =
      key === "DUTIES_MADE_UP" ? { open: { onTime: false, open: true }, late: { onTime: false, open: false } }
      : key === "DUTIES_PENALISED" ? { penalised: { penaltyKeyMissing: false }, others: { penaltyKeyMissing: true, onTimeMissing: false } }
      : { overdue: { onTime: false }, onTime: { onTime: true } };
    return { kind: "Duty", where: { ...where, state: done }, parts };
  }

  if (/^NONCONFORMITIES|^MEASURES_EFFECTIVE/.test(key)) {
    const where = { ...here, raisedAtFrom: from, raisedAtBefore: before };
    const parts: Parts =
      key === "NONCONFORMITIES_OPEN" ? { open: { open: true }, closed: { open: false } }
      : key === "NONCONFORMITIES_OVERDUE" ? { lateMeasures: { implementedAtMissing: true, dueAtBefore: now }, all: {} }
      : key === "MEASURES_EFFECTIVE" ? { works: { effective: true }, fails: { effective: false } }
      : all;
    return { kind: "Nonconformity", where, parts };
  }
  if (/^SURVEY/.test(key)) {
    return { kind: "Survey", where: { ...here, sentAtMissing: false, yearMin: Number(period.from.slice(0, 4)), yearMax: Number(period.to.slice(0, 4)) }, parts: all };
  }
  if (/^FINDINGS/.test(key)) {
    const parts: Parts = key === "FINDINGS" ? all : { open: { doneAtMissing: true }, closed: { doneAtMissing: false } };
    return { kind: "Finding", where: { ...here, foundAtFrom: from, foundAtBefore: before }, parts };
  }
  return undefined;
}

const marks = { VISITS_SATISFIED: "satisfaction", VISITS_SATISFIED_SECURITY: "security", VISITS_SATISFIED_CLEANING: "cleaning", VISITS_SATISFIED_GREENING: "greening", VISITS_SATISFIED_REPAIR: "repair", VISITS_SATISFIED_STAFF: "staffQuality" } as const;

function visitParts(key: MetricKey, now: string): Parts {
  const not: VisitWhere["state"] = ["DUE", "APPOINTED", "NOT_REACHED", "DONE_QUALIFIED", "DONE_UNQUALIFIED"];
  if (key in marks) {
    const mark = marks[key as keyof typeof marks];
    return { dissatisfied: { [mark]: ["FAIR", "DISSATISFIED", "VERY_DISSATISFIED"] }, satisfied: { [mark]: ["VERY_SATISFIED", "SATISFIED"] } };
  }
  switch (key) {
    case "VISITS_IN_TIME":
      return { open: { state: not, open: true, dueAtBefore: now }, late: { state: not, onTime: false }, onTime: { state: not, onTime: true } };
    case "VISITS_UNQUALIFIED":
      return { unqualified: { qualified: false }, qualified: { qualified: true } };
    case "VISITS_DRAWN":
      return { all: { sampleIdMissing: false, added: false } };
    case "VISITS":
      return { all: { state: not } };
    default:
      return { onTime: { sampleIdMissing: false, onTime: true }, others: { sampleIdMissing: false, onTimeMissing: true }, late: { sampleIdMissing: false, onTime: false } };
  }
}

function daysOf(period: Period): { month: string[] } | { dayFrom: string; dayBefore: string } {
  return inDays(period) ? { dayFrom: period.from, dayBefore: addDays(period.to, 1) } : { month: monthsOf(period) };
}

/** Where a row stands in the console. */
export function rowLink(kind: Kind, row: { id: string; ticketId?: string | null; returnVisitId?: string | null; dutyId?: string | null; ticket?: { id: string } | null }): { to: string; search: Record<string, string> } | undefined {
  const ticket = kind === "Ticket" ? row.id : (row.ticketId ?? row.ticket?.id);
  if (kind === "ReturnVisit") return { to: "/quality", search: { tab: "visits", visit: row.id } };
  if (kind === "Nonconformity") return { to: "/quality", search: { tab: "cases", case: row.id } };
  if (kind === "Survey") return { to: "/quality", search: { tab: "surveys", survey: row.id } };
  if (kind === "Duty") return { to: "/quality", search: { tab: "duties", duty: row.id } };
  if (kind === "DutyLogEntry") return { to: "/quality", search: { tab: "log", entry: row.id } };
  if (kind === "Finding") return { to: "/quality", search: { tab: "findings", finding: row.id } };
  if (ticket) return { to: "/tickets", search: { ticket } };
  if (row.returnVisitId) return { to: "/quality", search: { tab: "visits", visit: row.returnVisitId } };
  if (row.dutyId) return { to: "/quality", search: { tab: "duties", duty: row.dutyId } };
  return undefined;
}
