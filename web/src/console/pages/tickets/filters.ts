import type { TicketListQueryVariables } from "../../gql/tickets.ts";
import { TicketKind, TicketPhase } from "../../gql/schema.ts";
import { instantsOf, type Period } from "../../lib/period.ts";
import { listOf, type Search } from "../../lib/url.ts";

type Variables = Omit<TicketListQueryVariables, "after" | "first">;

/**
 * What the URL asks of the list: kind=, phase=, number=, order=due,
 * opened=period, overdue=1.
 */
export function variablesOf(search: Search, period: Period, communityId: string[] | undefined, now: string): Variables {
  const kind = listOf(search["kind"], TicketKind);
  const phase = listOf(search["phase"], TicketPhase);
  const opened = search["opened"] === "period" ? instantsOf(period) : undefined;
  return {
    where: {
      ...(communityId ? { communityId } : {}),
      ...(kind.length ? { kind } : {}),
      ...(phase.length ? { phase } : {}),
      ...(search["number"] ? { numberStartsWith: search["number"] } : {}),
      ...(opened ? { openedAtFrom: opened.from, openedAtBefore: opened.before } : {}),
      ...(search["overdue"] === "1" ? { open: true, dueAtBefore: now } : {}),
    } as Variables["where"] & object,
    orderBy: search["order"] === "due" ? { field: "DUE_AT", direction: "ASC" } : { field: "OPENED_AT", direction: "DESC" },
  };
}
