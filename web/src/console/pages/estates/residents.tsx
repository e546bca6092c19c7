import { Button, Tag } from "antd";
import { type ReactNode, Suspense, useState } from "react";
import { useSession } from "../../app/use.ts";
import type { UnitCardQuery } from "../../gql/estates.ts";
import { money } from "../../lib/format.ts";
import { later } from "../../lib/later.ts";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { Part, spanOf } from "./part.tsx";
import { useEstatesTexts } from "./texts.ts";

type Unit = NonNullable<UnitCardQuery["unit"]>;
export type Household = NonNullable<Unit["households"]>["nodes"][number];
export type Member = Household["members"]["nodes"][number];
export type Tenancy = NonNullable<Unit["tenancies"]>["nodes"][number];

/** What is to be written down; without `of` it is new. */
export type Wanted =
  | { what: "household"; of?: Household }
  | { what: "moveOut" | "dropHousehold"; of: Household }
  | { what: "member"; in: Household; of?: Member }
  | { what: "dropMember"; of: Member }
  | { what: "tenancy"; of?: Tenancy }
  | { what: "endTenancy" | "dropTenancy"; of: Tenancy };

const ResidentForm = later(() => import("./resident-forms.tsx"));

const latestFirst = <Row extends { since: string }>(rows: readonly Row[]) => [...rows].sort((a, b) => (a.since < b.since ? 1 : -1));

/** Who lives in a unit and who rents it; for who may, the ways to write it down. */
export function Residents({ unit, changed, edit }: { unit: Unit; changed(): void; edit(): void }) {
  const { t, lang } = useEstatesTexts();
  const { can } = useSession();
  const [wanted, setWanted] = useState<Wanted>();
  const write = can("OWNERS", "WRITE");
  const households = latestFirst(unit.households?.nodes ?? []);
  const tenancies = latestFirst(unit.tenancies?.nodes ?? []);
  const let_ = tenancies.some((l) => l.state === "ACTIVE");
  const odd = tenancies.length > 0 && let_ !== (unit.occupancy === "LET") && can("PORTFOLIO", "WRITE");
  const act = (label: string, name: string | null, to: Wanted) => (
    <Button size="small" type="link" aria-label={`${label}: ${name ?? "–"}`} onClick={() => setWanted(to)}>{label}</Button>
  );
  const add = (label: string, to: Wanted): ReactNode => write && <Button size="small" onClick={() => setWanted(to)}>{label}</Button>;
  return (
    <>
      {unit.households && (
        <Part title={t("household")} empty={households.length === 0} extra={add(t("addHousehold"), { what: "household" })}>
          <ul className="rows">
            {households.map((h) => (
              <li key={h.id} className={h.until ? "muted" : ""}>
                <strong>{h.head ?? "–"}</strong>
                <PersonPhone phone={h.phone} />
                <span className="muted number">{t("people_", { count: h.size })} · {spanOf(h)}</span>
                {h.until && <Tag>{t("movedOut")}</Tag>}
                {h.members.nodes.length > 0 && (
                  <ul className="members whole">
                    {h.members.nodes.map((m) => (
                      <li key={m.id}>
                        <span>{m.name ?? "–"}</span>
                        {m.relation && <span className="muted">{m.relation}</span>}
                        {m.phone && <PersonPhone phone={m.phone} />}
                        {m.birthday && <span className="muted number">{m.birthday}</span>}
                        {write && <span className="acts">{act(t("edit"), m.name, { what: "member", in: h, of: m })}{act(t("remove"), m.name, { what: "dropMember", of: m })}</span>}
                      </li>
                    ))}
                  </ul>
                )}
                {write && (
                  <span className="acts whole">
                    {!h.until && act(t("addMember"), h.head, { what: "member", in: h })}
                    {act(t("edit"), h.head, { what: "household", of: h })}
                    {!h.until && act(t("moveOut"), h.head, { what: "moveOut", of: h })}
                    {act(t("remove"), h.head, { what: "dropHousehold", of: h })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {unit.tenancies && (write || tenancies.length > 0) && (
        <Part title={t("tenancy")} empty={tenancies.length === 0} extra={add(t("addTenancy"), { what: "tenancy" })}>
          {odd && (
            <p className="small">
              {t(let_ ? "letButNotSo" : "notLetButSo", { occupancy: t(`UnitOccupancy.${unit.occupancy}`) })}{" "}
              <button type="button" className="plain" onClick={edit}>{t("changeOccupancy")}</button>
            </p>
          )}
          <ul className="rows">
            {tenancies.map((l) => (
              <li key={l.id} className={l.state === "ENDED" ? "muted" : ""}>
                <strong>{l.lessee ?? "–"}</strong>
                <PersonPhone phone={l.lesseePhone} />
                <Tag {...(l.state === "ACTIVE" ? { color: "blue" } : {})}>{t(`TenancyState.${l.state}`)}</Tag>
                <span className="muted number">{spanOf(l)}</span>
                {(l.rent || l.deposit) && (
                  <span className="muted number whole">
                    {[l.rent && t("rent", { rent: money(l.rent, lang) }), l.deposit && t("depositOf", { deposit: money(l.deposit, lang) })].filter(Boolean).join(" · ")}
                  </span>
                )}
                {write && (
                  <span className="acts whole">
                    {act(t("edit"), l.lessee, { what: "tenancy", of: l })}
                    {l.state === "ACTIVE" && act(t("endTenancy"), l.lessee, { what: "endTenancy", of: l })}
                    {act(t("remove"), l.lessee, { what: "dropTenancy", of: l })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {wanted && (
        <Suspense fallback={null}>
          <ResidentForm wanted={wanted} unit={unit} close={() => setWanted(undefined)} done={changed} />
        </Suspense>
      )}
    </>
  );
}
