import type { Can, FieldGroup } from "../../lib/access.ts";
import type { ViewerQuery } from "../../gql/app.ts";
import { type MetricKey, tilesAtOnce } from "../../parts/metric-tiles.ts";

export type Role = NonNullable<ViewerQuery["viewer"]>["roles"][number];

/** The figures of each role, the most telling first. The administrator has none: he sees the house. */
const layouts: Record<Role, readonly MetricKey[]> = {
  QUALITY: [
    "COMPLAINTS", "FORMAL_REPLY_IN_TIME", "DEADLINES_IN_TIME", "DOOR_IN_TIME",
    "VISIT_COVERAGE", "VISITS_SATISFIED", "NONCONFORMITIES_OVERDUE", "DUTIES_IN_TIME",
  ],
  COMPLAINT_CENTRE: [
    "COMPLAINTS", "FIRST_FEEDBACK_IN_TIME", "FORMAL_REPLY_IN_TIME", "CENTRE_REPORTBACK_IN_TIME",
    "COLLECTIVE_DIRECTOR_IN_TIME", "COLLECTIVE_COMPANY_IN_TIME", "COMPLAINTS_REPEATED", "VISITS_SATISFIED",
  ],
  SITE_MANAGER: [
    "TICKETS", "TICKETS_SOLVED_IN_TIME", "COMPLAINTS", "DOOR_IN_TIME",
    "DEADLINES_IN_TIME", "VISITS_IN_TIME", "NONCONFORMITIES_OPEN", "DUTIES_IN_TIME",
  ],
  SITE_STAFF: [
    "TICKETS", "TICKETS_SOLVED_IN_TIME", "DOOR_IN_TIME", "REPAIRS_FIRST_VISIT",
    "DEADLINES_IN_TIME", "VISITS_IN_TIME", "VISITS_SATISFIED", "DUTIES_IN_TIME",
  ],
  HR: [
    "DUTIES_IN_TIME", "DUTIES_MADE_UP", "DUTIES_PENALISED", "RETURNS_IN_TIME",
    "PATROLS_IN_TIME", "SIGN_CHECKS_IN_TIME", "DUTY_LOG_SIGNED", "DUTY_LOG_SAMPLED",
  ],
  FINANCE: [
    "REPORTS_IN_TIME", "RETURNS_IN_TIME", "DUTIES_IN_TIME", "DUTIES_MADE_UP",
    "DUTIES_PENALISED", "DUTY_LOG_SIGNED", "PATROLS_IN_TIME", "CLEANING_SCORE",
  ],
  BI: [
    "TICKETS", "TICKETS_SOLVED", "TICKETS_SOLVED_IN_TIME", "SOLVE_MINUTES",
    "DEADLINES_IN_TIME", "VISIT_COVERAGE", "SURVEY_SATISFIED", "DUTIES_IN_TIME",
  ],
  ADMINISTRATOR: [],
};

/** Roles in the order in which one of several gives the page its layout. */
const order = Object.keys(layouts) as Role[];

/** The viewer's roles, first the one whose layout he gets unless he asks for another. */
export function rolesOf(roles: readonly Role[]): Role[] {
  return order.filter((role) => roles.includes(role));
}

/** The field group that opens the rows of a noun a metric counts. */
export function groupOf(noun: string): FieldGroup {
  if (noun === "Ticket" || noun === "Clock") return "TICKETS";
  return noun === "Duty" || noun === "Finding" || noun === "DutyLogEntry" ? "DUTIES" : "QUALITY";
}

/** The field group of a metric of the layouts, told by its name: the dictionary comes later than the page. */
function groupOfKey(key: MetricKey): FieldGroup {
  if (/^(DUT|PATROLS|SIGN_|RETURNS|REPORTS|CLEANING|INSPECTION|FINDINGS)/.test(key)) return "DUTIES";
  return /^(VISIT|NONCONF|MEASURES_EFF|SURVEY_(?!COUNTED))/.test(key) ? "QUALITY" : "TICKETS";
}

/** The tiles of a role that are open to the viewer. */
export function tilesFor(role: Role | undefined, can: Can): MetricKey[] {
  return role ? layouts[role].filter((key) => can(groupOfKey(key))).slice(0, tilesAtOnce) : [];
}
