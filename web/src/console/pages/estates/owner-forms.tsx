import { Form, Input, Select } from "antd";
import { RecordOwnerDocumentDocument, type RecordOwnerDocumentMutationVariables, UpdateOwnerDocument, type UpdateOwnerMutationVariables } from "../../gql/estates.ts";
import { OwnerDocumentKind, OwnerKind, OwnerProfile, OwnerSpecialCare } from "../../gql/schema.ts";
import { oneOf } from "../../lib/url.ts";
import { FormDrawer } from "../../parts/form-drawer.tsx";
import { emptied } from "./inputs.ts";
import type { Owner, OwnerForm } from "./owner.tsx";
import { useEstatesTexts } from "./texts.ts";

type Input_ = UpdateOwnerMutationVariables["input"];
type DocumentInput = RecordOwnerDocumentMutationVariables["input"];

/** Changes what is known of an owner, how he is reached, or the document he shows. */
export default function OwnerFormDrawer({ owner, form, close, done }: { owner: Owner; form: OwnerForm; close(): void; done(): void }) {
  const { t } = useEstatesTexts();
  const name = owner.name ?? owner.code;
  const must = [{ required: true, whitespace: true, message: t("required") }];
  const phone = <Form.Item name="phone" label={t("phone")}><Input maxLength={32} inputMode="tel" /></Form.Item>;
  const common = { open: true, close, done };
  if (form === "document") {
    const kind = oneOf(owner.idDocument ?? undefined, OwnerDocumentKind) ?? "ID_CARD";
    return (
      <FormDrawer<object, DocumentInput> {...common} title={`${t("recordDocument")} · ${name}`} document={RecordOwnerDocumentDocument as never} fixed={{ ownerId: owner.id }} initial={{ kind }}>
        <p className="muted">{t("recordDocumentHint")}</p>
        <Form.Item name="kind" label={t("documentKind")}><Select options={OwnerDocumentKind.map((value) => ({ value, label: t(`OwnerDocumentKind.${value}`) }))} /></Form.Item>
        <Form.Item name="number" label={t("documentNumber")} rules={must}><Input maxLength={64} autoComplete="off" /></Form.Item>
      </FormDrawer>
    );
  }
  const shape = (values: Input_) => emptied(values, false);
  if (form === "contact") {
    return (
      <FormDrawer<object, Input_> {...common} title={`${t("changeContact")} · ${name}`} document={UpdateOwnerDocument as never} fixed={{ id: owner.id }} initial={{ phone: owner.phone }} shape={shape}>
        {phone}
      </FormDrawer>
    );
  }
  return (
    <FormDrawer<object, Input_>
      {...common}
      title={`${t("edit")} ${name}`}
      document={UpdateOwnerDocument as never}
      fixed={{ id: owner.id }}
      initial={{
        name: owner.name, kind: owner.kind, phone: owner.phone, birthday: owner.birthday, profile: owner.profile, specialCare: owner.specialCare,
        occupation: owner.occupation, employer: owner.employer, hobby: owner.hobby,
      }}
      shape={shape}
    >
      <Form.Item name="name" label={t("ownerName")} rules={must}><Input maxLength={120} /></Form.Item>
      <Form.Item name="kind" label={t("kind")}><Select options={OwnerKind.map((value) => ({ value, label: t(`OwnerKind.${value}`) }))} /></Form.Item>
      {phone}
      <Form.Item name="birthday" label={t("birthday")}><Input type="date" /></Form.Item>
      <Form.Item name="profile" label={t("profile")}><Select options={OwnerProfile.map((value) => ({ value, label: t(`OwnerProfile.${value}`) }))} /></Form.Item>
      <Form.Item name="specialCare" label={t("specialCare")}><Select options={OwnerSpecialCare.map((value) => ({ value, label: t(`OwnerSpecialCare.${value}`) }))} /></Form.Item>
      <Form.Item name="occupation" label={t("occupation")}><Input maxLength={60} /></Form.Item>
      <Form.Item name="employer" label={t("employer")}><Input maxLength={120} /></Form.Item>
      <Form.Item name="hobby" label={t("hobby")}><Input maxLength={120} /></Form.Item>
    </FormDrawer>
  );
}
