import type { TypedDocumentNode } from "@urql/core";
import { Form, Input, InputNumber } from "antd";
import type { ReactNode } from "react";
import {
  CreateHouseholdDocument, CreateHouseholdMemberDocument, CreateTenancyDocument, RemoveHouseholdDocument, RemoveHouseholdMemberDocument,
  RemoveTenancyDocument, UpdateHouseholdDocument, UpdateHouseholdMemberDocument, UpdateTenancyDocument,
} from "../../gql/estates.ts";
import { today } from "../../lib/period.ts";
import { FormDrawer } from "../../parts/form-drawer.tsx";
import { emptied, fen, yuan } from "./inputs.ts";
import type { Wanted } from "./residents.tsx";
import { useEstatesTexts } from "./texts.ts";

/** Any of the mutations here: what differs are the fields, which each form names. */
type Anything = TypedDocumentNode<object, { input: object }>;

/** The form of what is to be written down about who lives in a unit or rents it. */
export default function ResidentForm({ wanted, unit, close, done }: { wanted: Wanted; unit: { id: string; propertyNo: string; community: { id: string } }; close(): void; done(): void }) {
  const { t } = useEstatesTexts();
  const must = [{ required: true, whitespace: true, message: t("required") }];
  const day = (name: string, label: string, required = false) => (
    <Form.Item name={name} label={label} rules={required ? [{ required: true, message: t("required") }] : []}><Input type="date" /></Form.Item>
  );
  const text = (name: string, label: string, maxLength: number, required = false) => (
    <Form.Item name={name} label={label} rules={required ? must : []}><Input maxLength={maxLength} /></Form.Item>
  );
  const phone = (name: string, label: string) => <Form.Item name={name} label={label}><Input maxLength={32} inputMode="tel" /></Form.Item>;
  const here = { communityId: unit.community.id, unitId: unit.id };
  const form = (title: string, document: unknown, fixed: object, initial: object, children: ReactNode, more: object = {}) => (
    <FormDrawer<object, object>
      open close={close} done={done} title={`${title} · ${unit.propertyNo}`} document={document as Anything}
      fixed={fixed} initial={initial} shape={(values) => emptied(values, !("id" in fixed))} {...more}
    >
      {children}
    </FormDrawer>
  );
  const drop = (title: string, document: unknown, id: string, name: string | null) =>
    form(title, document, { id }, {}, <p>{t("removeAsk", { name: name ?? "–" })}</p>, { submitText: t("remove"), danger: true });

  switch (wanted.what) {
    case "household": {
      const { of } = wanted;
      return form(
        t(of ? "editHousehold" : "addHousehold"), of ? UpdateHouseholdDocument : CreateHouseholdDocument, of ? { id: of.id } : here,
        of ? { head: of.head, phone: of.phone, size: of.size, until: of.until } : { size: 1, since: today() },
        <>
          {text("head", t("head"), 120, true)}
          {phone("phone", t("phone"))}
          <Form.Item name="size" label={t("size")} rules={[{ required: true, message: t("required") }]}><InputNumber precision={0} /></Form.Item>
          {of ? of.until && day("until", t("movedOutOn")) : day("since", t("movedInOn"), true)}
        </>,
      );
    }
    case "moveOut":
      return form(
        t("moveOut"), UpdateHouseholdDocument, { id: wanted.of.id }, { until: today() },
        <><p className="muted">{t("moveOutHint", { name: wanted.of.head ?? "–" })}</p>{day("until", t("movedOutOn"), true)}</>, { submitText: t("moveOut") },
      );
    case "dropHousehold": return drop(t("removeHousehold"), RemoveHouseholdDocument, wanted.of.id, wanted.of.head);
    case "member": {
      const { of } = wanted;
      return form(
        t(of ? "editMember" : "addMember"), of ? UpdateHouseholdMemberDocument : CreateHouseholdMemberDocument,
        of ? { id: of.id } : { communityId: unit.community.id, householdId: wanted.in.id },
        of ? { name: of.name, relation: of.relation, phone: of.phone, birthday: of.birthday } : {},
        <>
          {text("name", t("memberName"), 120, true)}
          {text("relation", t("relation"), 32)}
          {phone("phone", t("phone"))}
          {day("birthday", t("birthday"))}
        </>,
      );
    }
    case "dropMember": return drop(t("removeMember"), RemoveHouseholdMemberDocument, wanted.of.id, wanted.of.name);
    case "tenancy": {
      const { of } = wanted;
      return form(
        t(of ? "editTenancy" : "addTenancy"), of ? UpdateTenancyDocument : CreateTenancyDocument, of ? { id: of.id } : here,
        of ? { lessee: of.lessee, lesseePhone: of.lesseePhone, until: of.until, rent: yuan(of.rent), deposit: yuan(of.deposit) } : { since: today() },
        <>
          {text("lessee", t("lessee"), 120, true)}
          {phone("lesseePhone", t("lesseePhone"))}
          {!of && day("since", t("letFrom"), true)}
          {day("until", t("letUntil"))}
          <Form.Item name="rent" label={`${t("rentMonthly")} (¥)`}><InputNumber precision={2} style={{ width: "100%" }} /></Form.Item>
          <Form.Item name="deposit" label={`${t("deposit")} (¥)`}><InputNumber precision={2} style={{ width: "100%" }} /></Form.Item>
        </>,
        { shape: (values: { rent?: number | null; deposit?: number | null }) => emptied({ ...values, rent: fen(values.rent), deposit: fen(values.deposit) }, !of) },
      );
    }
    case "endTenancy":
      return form(
        t("endTenancy"), UpdateTenancyDocument, { id: wanted.of.id, state: "ENDED" }, { until: today() },
        <><p className="muted">{t("endTenancyHint", { name: wanted.of.lessee ?? "–" })}</p>{day("until", t("endedOn"), true)}</>, { submitText: t("endTenancy") },
      );
    case "dropTenancy": return drop(t("removeTenancy"), RemoveTenancyDocument, wanted.of.id, wanted.of.lessee);
  }
}
