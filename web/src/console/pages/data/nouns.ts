import type { FieldGroup } from "../../lib/access.ts";

/** The nouns of the feed that are worth a choice, by the field group that opens them. */
export const feedNouns: Readonly<Record<string, FieldGroup>> = {
  Ticket: "TICKETS", TicketEvent: "TICKETS", Clock: "TICKETS", Escalation: "TICKETS",
  ReturnVisit: "QUALITY", Survey: "QUALITY", Nonconformity: "QUALITY", CorrectiveAction: "QUALITY",
  Duty: "DUTIES", Finding: "DUTIES", DutyLogEntry: "DUTIES",
  Community: "PORTFOLIO", Building: "PORTFOLIO", Unit: "PORTFOLIO", Owner: "OWNERS", Household: "OWNERS",
  PolicyValue: "POLICIES", HolidayCalendar: "POLICIES", User: "ADMIN", Grant: "ADMIN", ServiceToken: "ADMIN",
};
