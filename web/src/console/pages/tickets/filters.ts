import type { TicketListQueryVariables } from "../../gql/tickets.ts";
import { TicketClass, TicketJudgement, TicketKind, TicketPhase, TicketSeverity, TicketState, TicketTopic } from "../../gql/schema.ts";
import { addDays, instantsOf, type Period } from "../../lib/period.ts";
import { listOf, type Search } from "../../lib/url.ts";

export type Where = NonNullable<TicketListQueryVariables["where"]>;

/** Entries of the URL that filter tickets; a saved view is what stands in them, and how rows are ordered and laid out. */
export const filterKeys = [
  "kind", "state", "phase", "class", "topic", "severity", "judgement", "assignee", "unit", "owner", "q",
  "open", "overdue", "due", "escalated", "collective", "repeat", "opened",
] as const;
export const viewKeys = [...filterKeys, "order", "layout"] as const;

/** What the conditions need to know beside the URL. */
export interface Ground {
  period: Period;
  communityId: string[] | undefined;
  now: string;
  today: string;
  /** The viewer as a member of staff, for assignee=me. */
  staffId: string | null | undefined;
  /** Whether he may search by who reported it. */
  contacts: boolean;
}

/** What the URL asks of the list. */
export function whereOf(search: Search, { period, communityId, now, today, staffId, contacts }: Ground): Where {
  const many = <T extends string>(name: string, among: readonly T[]) => {
    const values = listOf(search[name], among);
    return values.length ? { [name]: values } : {};
  };
  const ids = (name: string) => (search[name] ?? "").split(",").filter(Boolean);
  const on = (name: string) => search[name] === "1";
  const opened = search["opened"] === "period" ? instantsOf(period) : undefined;
  const assignee = search["assignee"] === "me" ? (staffId ?? "0") : search["assignee"];
  return {
    ...(communityId ? { communityId } : {}),
    ...many("kind", TicketKind),
    ...many("state", TicketState),
    ...many("phase", TicketPhase),
    ...many("class", TicketClass),
    ...many("topic", TicketTopic),
    ...many("severity", TicketSeverity),
    ...many("judgement", TicketJudgement),
    ...(assignee === "none" ? { assigneeIdMissing: true } : assignee ? { assigneeId: [assignee] } : {}),
    ...(ids("unit").length ? { unitId: ids("unit") } : {}),
    ...(ids("owner").length ? { ownerId: ids("owner") } : {}),
    ...(search["q"] ? textWhere(search["q"], contacts) : {}),
    ...(on("open") ? { open: true } : {}),
    ...(on("escalated") ? { levelMin: 1 } : {}),
    ...(on("collective") ? { collective: true } : {}),
    ...(on("repeat") ? { occurrenceMin: 2 } : {}),
    ...(opened ? { openedAtFrom: opened.from, openedAtBefore: opened.before } : {}),
    ...(search["due"] === "today" ? { open: true, dueAtFrom: `${today}T00:00:00+08:00`, dueAtBefore: `${addDays(today, 1)}T00:00:00+08:00` } : {}),
    ...(on("overdue") ? { open: true, dueAtBefore: now } : {}),
  } as Where;
}

/** The order the URL asks for: the latest first, or what is due first. */
export function orderOf(search: Search): NonNullable<TicketListQueryVariables["orderBy"]> {
  return search["order"] === "due" ? { field: "DUE_AT", direction: "ASC" } : { field: "OPENED_AT", direction: "DESC" };
}

/** Whether a text is the beginning of a unit's number, as 3-2-1201. */
export const isRoom = (text: string): boolean => /^\w{1,4}-/.test(text) && /^\d/.test(text);

/** What a text may be: the number of a ticket, a phone, else who reported it or, for who may not ask that, its category. */
export function textWhere(text: string, contacts: boolean): Where {
  if (/^[a-z]{1,3}-?\d*/i.test(text)) return { numberStartsWith: text.toUpperCase() };
  if (/^\d{7,}$/.test(text) && contacts) return { contactPhoneStartsWith: text };
  if (/^\d+$/.test(text)) return { numberContains: text };
  return contacts ? { contactNameStartsWith: text } : { categoryContains: text };
}
