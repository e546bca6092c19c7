import type { Can, FieldGroup } from "../../lib/access.ts";
import type { DrillDown } from "../../parts/metric-tile.tsx";
import { type MetricKey, tilesAtOnce } from "../../parts/metric-tiles.ts";

interface TileSpec {
  key: MetricKey;
  /** The field group whose rows the figure counts. */
  group: FieldGroup;
  drill?: DrillDown;
}

const inPeriod = { opened: "period" };

/** Tiles, the most telling first. */
const specs: readonly TileSpec[] = [
  { key: "TICKETS", group: "TICKETS", drill: { to: "/tickets", with: inPeriod } },
  { key: "TICKETS_SOLVED_IN_TIME", group: "TICKETS", drill: { to: "/tickets", with: { ...inPeriod, order: "due" } } },
  { key: "COMPLAINTS", group: "TICKETS", drill: { to: "/tickets", with: { ...inPeriod, kind: "COMPLAINT" } } },
  { key: "DOOR_IN_TIME", group: "TICKETS", drill: { to: "/tickets", with: { ...inPeriod, kind: "REPAIR" } } },
  { key: "VISITS_SATISFIED", group: "QUALITY", drill: { to: "/quality" } },
  { key: "SURVEY_SATISFIED", group: "QUALITY", drill: { to: "/quality" } },
  { key: "NONCONFORMITIES_OPEN", group: "QUALITY", drill: { to: "/quality" } },
  { key: "DUTIES_IN_TIME", group: "DUTIES", drill: { to: "/quality" } },
];

/** The tiles open to the viewer. */
export function tilesFor(can: Can): TileSpec[] {
  return specs.filter((s) => can(s.group)).slice(0, tilesAtOnce);
}
