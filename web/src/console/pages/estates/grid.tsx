import { Button, Segmented } from "antd";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { BuildingGridDocument, type BuildingGridQuery } from "../../gql/estates.ts";
import { useConnection } from "../../lib/connection.ts";
import { saveExcel } from "../../lib/excel.ts";
import { today } from "../../lib/period.ts";
import { oneOf, useUrl } from "../../lib/url.ts";
import { MoreActions } from "../../parts/actions.tsx";
import { gridOf, step } from "./floors.ts";
import { Legend } from "./occupancy.tsx";
import { amountOf, type Colour, coloursOf, DepthLegend, paintOf } from "./shading.tsx";
import { useEstatesTexts } from "./texts.ts";

type Building = NonNullable<BuildingGridQuery["building"]>;
type Unit = Building["units"]["nodes"][number];

const empty = { nodes: [] as Unit[], pageInfo: { hasNextPage: false } };

/** A building from its roof down: a cell for each unit, coloured by how it is lived in, its open tickets or its arrears. */
export default function Grid({ id }: { id: string }) {
  const { t } = useEstatesTexts();
  const { can } = useSession();
  const [search, setUrl] = useUrl();
  const building = useRef<Building>(undefined);
  const colours = coloursOf(can);
  const variables = { id, tickets: colours.includes("tickets"), money: colours.includes("arrears"), today: today() };
  const source = useConnection(BuildingGridDocument, variables, (data) => {
    if (data.building) building.current = data.building;
    return data.building?.units ?? empty;
  });
  const { rows, loading, error, hasMore, loadMore, refresh } = source;
  useEffect(() => {
    if (hasMore && !loading) loadMore();
  }, [hasMore, loading, loadMore, rows.length]);
  const colour = oneOf(search["colour"], colours) ?? "occupancy";
  const floors = useMemo(() => gridOf(rows), [rows]);
  const of = building.current?.id === id ? building.current : undefined;
  if (error && rows.length === 0) return <Failed error={error} retry={refresh} />;
  if (!of) return loading ? <Loading /> : <NothingHere title={t("noBuilding")} hint="" />;
  const counts = new Map<string, number>();
  for (const u of rows) counts.set(u.occupancy, (counts.get(u.occupancy) ?? 0) + 1);
  return (
    <>
      <div className="page-head">
        <Button onClick={() => setUrl({ building: undefined, site: of.community.id })}>{of.community.name}</Button>
        <h2>{of.name}</h2>
        <span className="muted">{of.estate.name} · {t("floorsLifts", { floors: of.floors, lifts: of.lifts })}</span>
        <span className="grow" />
        {colours.length > 1 && (
          <Segmented
            aria-label={t("colourBy")}
            value={colour}
            options={colours.map((value) => ({ value, label: t(`colour.${value}`) }))}
            onChange={(value) => setUrl({ colour: value === "occupancy" ? undefined : value })}
          />
        )}
        <MoreActions
          label={of.name}
          asked={{ document: BuildingGridDocument, variables }}
          exportExcel={() =>
            void saveExcel(`${of.community.name} ${of.name}.xlsx`, [
              { title: t("propertyNo"), value: (u: Unit) => u.propertyNo },
              { title: t("floor"), value: (u) => u.floor },
              { title: t("use"), value: (u) => t(`UnitUse.${u.use}`) },
              { title: t("occupancy"), value: (u) => t(`UnitOccupancy.${u.occupancy}`) },
              ...colours.slice(1).map((by) => ({ title: t(`colour.${by}`), value: (u: Unit) => amountOf(u, by) })),
            ], rows)}
        />
      </div>
      {colour === "occupancy" ? <Legend counts={counts} /> : <DepthLegend units={rows} colour={colour} />}
      {loading && <span role="status" className="muted">{t("loadingUnits", { count: rows.length })}</span>}
      {rows.length === 0 && !loading ? <NothingHere title={t("noUnits")} hint="" /> : <Floors floors={floors} colour={colour} label={`${of.community.name} ${of.name}`} open={(unit) => setUrl({ unit }, "push")} />}
    </>
  );
}

/** The cells. Arrows, Home and End move among them, Enter opens one; Tab goes in and out of the whole. */
function Floors({ floors, colour, label, open }: { floors: ReturnType<typeof gridOf<Unit>>; colour: Colour; label: string; open(unit: string): void }) {
  const { t } = useEstatesTexts();
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const box = useRef<HTMLDivElement>(null);
  const onKey = (event: KeyboardEvent) => {
    const next = step(floors, at, event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(next);
    box.current?.querySelector<HTMLElement>(`[data-at="${next.join()}"]`)?.focus();
  };
  const told = (unit: Unit) =>
    [unit.propertyNo, t(`UnitOccupancy.${unit.occupancy}`), unit.openTickets && t("openTickets", { count: amountOf(unit, "tickets") }), amountOf(unit, "arrears") > 0 && t("monthsBehind", { count: amountOf(unit, "arrears") })]
      .filter(Boolean).join(", ");
  const wide = floors.every((f) => f.cells.every(Boolean)) && floors.length <= 2;
  const columns = Math.max(0, ...floors.map((f) => f.cells.length));
  // The cell that Tab goes to is always one there is.
  const [row, column] = floors[at[0]]?.cells[at[1]] ? at : ([0, floors[0]?.cells.findIndex(Boolean) ?? 0] as const);
  return (
    <div className="scroller">
      <div ref={box} role="grid" aria-label={label} aria-rowcount={floors.length} className={wide ? "floors wrap" : "floors"} style={wide ? undefined : { minWidth: 50 + columns * 55 }} onKeyDown={onKey}>
        {floors.map((floor, i) => (
          <div role="row" key={floor.floor} style={wide ? undefined : { gridTemplateColumns: `44px repeat(${columns}, minmax(52px, 120px))` }}>
            <span role="rowheader" className="number muted">{t("floorNo", { floor: floor.floor })}</span>
            {floor.cells.map((unit, j) =>
              unit ? (
                <span role="gridcell" key={unit.id} className={floor.gaps.has(j) ? "gap" : undefined}>
                  <button
                    type="button"
                    data-at={`${i},${j}`}
                    tabIndex={i === row && j === column ? 0 : -1}
                    className={paintOf(unit, colour)}
                    data-amount={amountOf(unit, colour) || undefined}
                    aria-label={told(unit)}
                    onFocus={() => setAt([i, j])}
                    onClick={() => open(unit.id)}
                  >
                    {unit.doorNo}
                  </button>
                </span>
              ) : (
                <span role="gridcell" key={j} className={floor.gaps.has(j) ? "gap" : undefined} />
              ),
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
