import type { TypedDocumentNode } from "@urql/core";
import { Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { CreateBillDocument, RemoveBillDocument, UpdateBillDocument } from "../../gql/estates.ts";
import { BillFee } from "../../gql/schema.ts";
import { money } from "../../lib/format.ts";
import { today } from "../../lib/period.ts";
import { FormDrawer } from "../../parts/form-drawer.tsx";
import type { Wanted } from "./bills.tsx";
import { emptied, fen, yuan } from "./inputs.ts";
import { useEstatesTexts } from "./texts.ts";

/** Any of the mutations here: what differs are the fields, which each form names. */
type Anything = TypedDocumentNode<object, { input: object }>;

type Values = { amount?: number | null; owed?: number | null; paid?: number | null; paidOn?: string };

/** The form of a bill: a new one, a change, a payment, or its removal. */
export default function BillForm({ wanted, unit, close, done }: { wanted: Wanted; unit: { id: string; propertyNo: string; community: { id: string } }; close(): void; done(): void }) {
  const { t, lang } = useEstatesTexts();
  const { of } = wanted;
  const must = [{ required: true, message: t("required") }];
  const sum = (name: string, label: string) => <Form.Item name={name} label={`${label} (¥)`} rules={must}><InputNumber precision={2} style={{ width: "100%" }} /></Form.Item>;
  const day = (name: string, label: string, required = true) => <Form.Item name={name} label={label} rules={required ? must : []}><Input type="date" /></Form.Item>;
  const form = (title: string, document: unknown, fixed: object, initial: object, shape: (values: Values) => object, children: ReactNode, more: object = {}) => (
    <FormDrawer<object, object>
      open close={close} done={done} title={`${title} · ${unit.propertyNo}`} document={document as Anything}
      fixed={fixed} initial={initial} shape={(values) => emptied(shape(values), !of)} {...more}
    >
      {children}
    </FormDrawer>
  );
  if (wanted.what === "drop") {
    return form(t("removeBill"), RemoveBillDocument, { id: wanted.of.id }, {}, (values) => values,
      <p>{t("removeBillAsk", { fee: t(`BillFee.${wanted.of.fee}`), since: wanted.of.since })}</p>, { submitText: t("remove"), danger: true });
  }
  if (wanted.what === "payment") {
    const { owed, fee, since } = wanted.of;
    return form(
      t("recordPayment"), UpdateBillDocument, { id: wanted.of.id }, { paid: yuan(owed), paidOn: today() },
      // More than is owed would leave less than nothing, which the hub refuses at the sum.
      ({ paid, ...rest }) => ({ ...rest, owed: owed - (fen(paid) ?? 0) }),
      <>
        <p className="muted">{t("paymentHint", { fee: t(`BillFee.${fee}`), since, sum: money(owed, lang) })}</p>
        <Form.Item name="paid" label={`${t("paid")} (¥)`} rules={[...must, { type: "number", min: 0.01, max: owed / 100, message: t("paidRange", { sum: money(owed, lang) }) }]}><InputNumber precision={2} style={{ width: "100%" }} /></Form.Item>
        {day("paidOn", t("paidOn"))}
      </>,
    );
  }
  return form(
    t(of ? "editBill" : "addBill"), of ? UpdateBillDocument : CreateBillDocument, of ? { id: of.id } : { communityId: unit.community.id, unitId: unit.id },
    of ? { amount: yuan(of.amount), owed: yuan(of.owed), until: of.until, dueOn: of.dueOn, paidOn: of.paidOn } : { fee: "PROPERTY_FEE", since: `${today().slice(0, 7)}-01` },
    ({ amount, owed, ...rest }) => ({ ...rest, amount: fen(amount), owed: fen(of ? owed : (owed ?? amount)) }),
    <>
      {!of && <Form.Item name="fee" label={t("fee")} rules={must}><Select options={BillFee.map((value) => ({ value, label: t(`BillFee.${value}`) }))} /></Form.Item>}
      {!of && day("since", t("billSince"))}
      {day("until", t("billUntil"), false)}
      {sum("amount", t("amount"))}
      {of ? sum("owed", t("owed")) : <Form.Item name="owed" label={`${t("owed")} (¥)`} extra={t("owedAll")}><InputNumber precision={2} style={{ width: "100%" }} /></Form.Item>}
      {day("dueOn", t("dueOn"))}
      {of && day("paidOn", t("paidOn"), false)}
    </>,
  );
}
