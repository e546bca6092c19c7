import { Button, Tag } from "antd";
import { Suspense, useState } from "react";
import { useSession } from "../../app/use.ts";
import type { UnitCardQuery } from "../../gql/estates.ts";
import { money } from "../../lib/format.ts";
import { later } from "../../lib/later.ts";
import { today } from "../../lib/period.ts";
import { monthsBehind, standing } from "./arrears.ts";
import { Part, spanOf } from "./part.tsx";
import { useEstatesTexts } from "./texts.ts";

type Unit = NonNullable<UnitCardQuery["unit"]>;
export type Bill = NonNullable<Unit["bills"]>["nodes"][number];

/** What is to be written down of the bills; without `of` it is a new one. */
export type Wanted = { what: "bill"; of?: Bill } | { what: "payment" | "drop"; of: Bill };

const BillForm = later(() => import("./bill-form.tsx"));

const colours = { PAID: "green", OVERDUE: "red", PARTIAL: "gold", DUE: undefined } as const;

/** What a unit is asked to pay, the overdue first; for who keeps the books, the ways to write it down. */
export function Bills({ unit, changed }: { unit: Unit; changed(): void }) {
  const { t, lang } = useEstatesTexts();
  const { can } = useSession();
  const [wanted, setWanted] = useState<Wanted>();
  const write = can("MONEY", "WRITE");
  const now = today();
  const overdue = unit.arrears?.nodes ?? [];
  const rows = [...overdue, ...(unit.bills?.nodes ?? []).filter((bill) => !overdue.some((one) => one.id === bill.id))];
  const act = (label: string, bill: Bill, what: Wanted["what"]) => (
    <Button size="small" type="link" aria-label={`${label}: ${t(`BillFee.${bill.fee}`)} ${bill.since}`} onClick={() => setWanted({ what, of: bill })}>{label}</Button>
  );
  return (
    <Part title={t("bills")} empty={rows.length === 0} extra={write && <Button size="small" onClick={() => setWanted({ what: "bill" })}>{t("addBill")}</Button>}>
      {overdue[0] && (
        <p className="small"><strong className="late">{t("behind", { months: t("monthsBehind", { count: monthsBehind(overdue[0].dueOn, now) }), sum: money(overdue.reduce((sum, bill) => sum + bill.owed, 0), lang) })}</strong></p>
      )}
      <ul className="rows">
        {rows.map((bill) => {
          const stands = standing(bill, now);
          const colour = colours[stands];
          return (
            <li key={bill.id} className={stands === "PAID" ? "muted" : ""}>
              <strong>{t(`BillFee.${bill.fee}`)}</strong>
              <span className="muted number">{spanOf(bill)}</span>
              <span className="number">{money(bill.amount, lang)}</span>
              <Tag {...(colour ? { color: colour } : {})}>{t(`standing.${stands}`)}</Tag>
              <span className="muted number whole">
                {[t("dueBy", { day: bill.dueOn }), bill.paidOn && t("paidLast", { day: bill.paidOn }), bill.owed > 0 && bill.owed < bill.amount && t("owedStill", { sum: money(bill.owed, lang) })].filter(Boolean).join(" · ")}
              </span>
              {write && (
                <span className="acts whole">
                  {bill.owed > 0 && act(t("recordPayment"), bill, "payment")}
                  {act(t("edit"), bill, "bill")}
                  {act(t("remove"), bill, "drop")}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {unit.bills?.pageInfo.hasNextPage && <p className="muted small">{t("billsOlder")}</p>}
      {wanted && (
        <Suspense fallback={null}>
          <BillForm wanted={wanted} unit={unit} close={() => setWanted(undefined)} done={changed} />
        </Suspense>
      )}
    </Part>
  );
}
