import { UnitOccupancy } from "../../gql/schema.ts";
import { useEstatesTexts } from "./texts.ts";

/** The states of a unit, from those lived in to those not yet sold. */
export const occupancies: readonly (typeof UnitOccupancy)[number][] = ["OCCUPIED", "LET", "RENOVATING", "HANDED_OVER", "VACANT", "SOLD_NOT_HANDED_OVER", "UNSOLD"];

/** A bar of how a building or a site is lived in. */
export function Share({ counts, legend = false }: { counts: ReadonlyMap<string, number> | undefined; legend?: boolean }) {
  const { t } = useEstatesTexts();
  const parts = occupancies.flatMap((state) => {
    const n = counts?.get(state);
    return n ? [{ state, n }] : [];
  });
  if (parts.length === 0) return null;
  const told = parts.map(({ state, n }) => `${t(`UnitOccupancy.${state}`)} ${n}`);
  return (
    <>
      <span className="share" role="img" aria-label={told.join(", ")}>
        {parts.map(({ state, n }) => <span key={state} className={`o-${state}`} style={{ flexGrow: n }} title={`${t(`UnitOccupancy.${state}`)} ${n}`} />)}
      </span>
      {legend && <Legend counts={counts} />}
    </>
  );
}

/** What the colours of occupancy mean, with how many units there are of each. */
export function Legend({ counts }: { counts: ReadonlyMap<string, number> | undefined }) {
  const { t } = useEstatesTexts();
  return (
    <ul className="legend">
      {occupancies.filter((state) => counts?.get(state)).map((state) => (
        <li key={state}><span className={`swatch o-${state}`} aria-hidden="true" />{t(`UnitOccupancy.${state}`)} <span className="number muted">{counts?.get(state)}</span></li>
      ))}
    </ul>
  );
}
