import type { BuildingGridQuery } from "../../gql/estates.ts";
import type { Can } from "../../lib/access.ts";
import { today } from "../../lib/period.ts";
import { ladder, monthsBehind } from "./arrears.ts";
import { useEstatesTexts } from "./texts.ts";

type Unit = NonNullable<BuildingGridQuery["building"]>["units"]["nodes"][number];

/** By what the cells of a building are coloured. */
export type Colour = "occupancy" | "tickets" | "arrears";

/** The colours that a viewer has a right to. */
export const coloursOf = (can: Can): Colour[] => ["occupancy", ...(can("TICKETS") ? (["tickets"] as const) : []), ...(can("MONEY") ? (["arrears"] as const) : [])];

/** What a cell has of what its colour is about: open tickets, months in arrears. */
export function amountOf(unit: Unit, colour: Colour): number {
  if (colour === "tickets") return unit.openTickets?.nodes.length ?? 0;
  return colour === "arrears" ? monthsBehind(unit.arrears?.nodes[0]?.dueOn, today()) : 0;
}

/** How deep the colour of a cell is, from 0 to 3. */
export const depthOf = (unit: Unit, colour: Colour) => (colour === "arrears" ? ladder(amountOf(unit, colour)) : Math.min(amountOf(unit, colour), 3));

/** The class that paints a cell. */
export const paintOf = (unit: Unit, colour: Colour) => (colour === "occupancy" ? `o-${unit.occupancy}` : `t-${depthOf(unit, colour)}`);

const depths = [0, 1, 2, 3] as const;

/** What the depths of a colour mean, with how many units there are of each. */
export function DepthLegend({ units, colour }: { units: readonly Unit[]; colour: "tickets" | "arrears" }) {
  const { t } = useEstatesTexts();
  const label = (depth: (typeof depths)[number]) => (colour === "arrears" ? t(`arrearsDepth.${depth}`) : t(depth === 3 ? "ticketsMore" : "ticketsExactly", { count: depth }));
  return (
    <ul className="legend">
      {depths.map((depth) => (
        <li key={depth}><span className={`swatch t-${depth}`} aria-hidden="true" />{label(depth)} <span className="number muted">{units.filter((u) => depthOf(u, colour) === depth).length}</span></li>
      ))}
    </ul>
  );
}
