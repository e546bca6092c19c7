import {
  ExportClocksDocument, ExportDutiesDocument, ExportNonconformitiesDocument, ExportTicketsDocument, ExportUnitsDocument, ExportVisitsDocument,
} from "../../gql/data.ts";
import type { FieldGroup } from "../../lib/access.ts";
import { instantsOf, monthsOf, type Period } from "../../lib/period.ts";

/** What can be exported: a document, the field group that opens it, its columns, and what "in the period" means for it. */
export interface ExportNoun {
  document: { definitions?: readonly unknown[] };
  group: FieldGroup;
  /** Paths into a row; "state:TicketState" names its codes. */
  columns: readonly string[];
  /** Columns only for who reads contacts. */
  contacts?: readonly string[];
  within?(period: Period): object;
}

const span = (from: string, before: string) => (period: Period) => {
  const at = instantsOf(period);
  return { [from]: at.from, [before]: at.before };
};

/** Whatever can be exported, by the name in the URL. */
export const exportNouns = {
  tickets: {
    document: ExportTicketsDocument, group: "TICKETS", within: span("openedAtFrom", "openedAtBefore"),
    columns: [
      "number", "kind:TicketKind", "state:TicketState", "phase:TicketPhase", "community.name", "unit.propertyNo", "content", "openedAt", "dueAt", "resolvedAt", "closedAt",
      "class:TicketClass", "type:TicketType", "severity:TicketSeverity", "validity:TicketValidity", "topic:TicketTopic", "channel:TicketChannel", "category", "collective", "demand", "result", "outcome", "level", "occurrence", "quoted", "assignee.name", "rowId",
    ],
    contacts: ["contactName", "contactPhone"],
  },
  visits: {
    document: ExportVisitsDocument, group: "QUALITY", within: (period) => ({ month: monthsOf(period) }),
    columns: ["type:ReturnVisitType", "state:ReturnVisitState", "community.name", "unit.propertyNo", "ticket.number", "month", "completedAt", "dueAt", "visitedAt", "onTime", "qualified", "satisfaction:Mark", "method", "rule", "shortcomings", "opinions", "rowId"],
  },
  nonconformities: {
    document: ExportNonconformitiesDocument, group: "QUALITY", within: span("raisedAtFrom", "raisedAtBefore"),
    columns: ["number", "source", "state:NonconformityState", "community.name", "topic:TicketTopic", "description", "cause", "raisedAt", "dueAt", "implementedAt", "verifiedBy", "effective", "closedAt", "reopened", "rowId"],
  },
  clocks: {
    document: ExportClocksDocument, group: "TICKETS", within: span("startedAtFrom", "startedAtBefore"),
    columns: ["rule", "state:ClockState", "breached", "community.name", "ticket.number", "ticket.kind:TicketKind", "startedAt", "dueAt", "endedAt", "pausedSeconds", "level", "policyKey", "rowId"],
  },
  duties: {
    document: ExportDutiesDocument, group: "DUTIES", within: span("dueAtFrom", "dueAtBefore"),
    columns: ["template.code", "template.title", "kind", "state:DutyState", "community.name", "period", "dueAt", "doneAt", "onTime", "score", "fullScore", "assignee.name", "reason", "penaltyKey", "rowId"],
  },
  units: {
    document: ExportUnitsDocument, group: "PORTFOLIO",
    columns: ["community.name", "building.name", "propertyNo", "floor", "occupancy", "use", "rowId"],
  },
} as const satisfies Record<string, ExportNoun>;

export type ExportName = keyof typeof exportNouns;
