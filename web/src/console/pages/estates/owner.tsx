import { EditOutlined, EyeOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input, Popover, Select } from "antd";
import { useState } from "react";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { OwnerCardDocument, type OwnerCardQuery, UpdateOwnerDocument } from "../../gql/estates.ts";
import { RevealOwnerDocument, type RevealOwnerMutation } from "../../gql/parts.ts";
import { OwnerKind, OwnerProfile, OwnerSpecialCare } from "../../gql/schema.ts";
import { dateTime } from "../../lib/format.ts";
import { useUrl } from "../../lib/url.ts";
import { FormDrawer, useFormMutation } from "../../parts/form-drawer.tsx";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { Facts } from "./facts.tsx";
import { History } from "./history.tsx";
import { useEstatesTexts } from "./texts.ts";
import { Part, share, spanOf, Tickets } from "./unit.tsx";

type Owner = NonNullable<OwnerCardQuery["owner"]>;
type Revealed = RevealOwnerMutation["revealOwner"];

/** The owner that the URL names: who he is, as far as the viewer may know, what he owns, what he reported, who looked at his data. */
export default function OwnerDrawer({ id, close }: { id: string; close(): void }) {
  const { t } = useEstatesTexts();
  const { can } = useSession();
  const [editing, setEditing] = useState(false);
  const [{ data, error, fetching }, again] = useQuery({
    query: OwnerCardDocument,
    variables: { id, tickets: can("TICKETS") },
    requestPolicy: "cache-and-network",
  });
  const owner = data?.owner?.id === id ? data.owner : undefined;
  const refresh = () => again({ requestPolicy: "network-only" });
  return (
    <>
      <SideDrawer
        open
        close={close}
        title={owner ? `${owner.name ?? "–"} · ${owner.code}` : t("owner")}
        extra={owner && can("OWNERS", "WRITE") && <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>{t("edit")}</Button>}
      >
        {owner ? <Card owner={owner} refresh={refresh} /> : error ? <Failed error={error} retry={refresh} /> : fetching ? <Loading /> : <NothingHere title={t("noOwner")} hint="" />}
      </SideDrawer>
      {owner && editing && (
        <FormDrawer
          open
          close={() => setEditing(false)}
          title={`${t("edit")} ${owner.name ?? owner.code}`}
          document={UpdateOwnerDocument}
          fixed={{ id }}
          initial={{ name: owner.name, kind: owner.kind, phone: owner.phone, profile: owner.profile, specialCare: owner.specialCare, occupation: owner.occupation, employer: owner.employer, hobby: owner.hobby }}
        >
          <Form.Item name="name" label={t("ownerName")} rules={[{ required: true, whitespace: true }]}><Input maxLength={120} /></Form.Item>
          <Form.Item name="kind" label={t("kind")}><Select options={OwnerKind.map((value) => ({ value, label: t(`OwnerKind.${value}`) }))} /></Form.Item>
          <Form.Item name="phone" label={t("phone")}><Input maxLength={32} inputMode="tel" /></Form.Item>
          <Form.Item name="profile" label={t("profile")}><Select options={OwnerProfile.map((value) => ({ value, label: t(`OwnerProfile.${value}`) }))} /></Form.Item>
          <Form.Item name="specialCare" label={t("specialCare")}><Select options={OwnerSpecialCare.map((value) => ({ value, label: t(`OwnerSpecialCare.${value}`) }))} /></Form.Item>
          <Form.Item name="occupation" label={t("occupation")}><Input maxLength={60} /></Form.Item>
          <Form.Item name="employer" label={t("employer")}><Input maxLength={120} /></Form.Item>
          <Form.Item name="hobby" label={t("hobby")}><Input maxLength={120} /></Form.Item>
        </FormDrawer>
      )}
    </>
  );
}

function Card({ owner, refresh }: { owner: Owner; refresh(): void }) {
  const { t, lang } = useEstatesTexts();
  const { can } = useSession();
  const [, setUrl] = useUrl();
  const [shown, setShown] = useState<Revealed>();
  return (
    <>
      <Facts
        of={[
          [t("site"), owner.community.name],
          [t("kind"), t(`OwnerKind.${owner.kind}`)],
          [t("phone"), <PersonPhone key="p" phone={shown?.phone ?? owner.phone} />],
          [t("document"), shown ? (shown.documentNumber ? `${shown.documentKind ?? ""} ${shown.documentNumber}` : t("noDocument")) : owner.idDocument],
          [t("birthday"), owner.birthday],
          [t("occupation"), owner.occupation],
          [t("employer"), owner.employer],
          [t("hobby"), owner.hobby],
          [t("specialCare"), owner.specialCare && owner.specialCare !== "NONE" && t(`OwnerSpecialCare.${owner.specialCare}`)],
          [t("profile"), t(`OwnerProfile.${owner.profile}`)],
        ]}
      />
      {!shown && can("OWNERS", "MASKED") && <Reveal id={owner.id} show={(of) => { setShown(of); refresh(); }} />}
      <Part title={t("unitsOwned")} empty={owner.ownerships.nodes.length === 0}>
        <ul className="rows">
          {owner.ownerships.nodes.map((o) => (
            <li key={o.id} className={o.until ? "muted" : ""}>
              <button type="button" className="plain number" onClick={() => setUrl({ unit: o.unit.id, owner: undefined }, "push")}>{o.unit.propertyNo}</button>
              <span className="number">{share(o.share)}</span>
              <span>{t(`UnitUse.${o.unit.use}`)} {o.unit.area && `${o.unit.area} ㎡`}</span>
              <span>{t(`UnitOccupancy.${o.unit.occupancy}`)}</span>
              <span className="muted number">{spanOf(o)}</span>
            </li>
          ))}
        </ul>
      </Part>
      {owner.tickets && <Tickets of={owner.tickets.nodes} />}
      {owner.reveals.nodes.length > 0 && (
        <Part title={t("reveals")}>
          <ul className="rows">
            {owner.reveals.nodes.map((r) => <li key={r.id}><span className="number muted">{dateTime(r.at, lang)}</span><span className="whole">{r.reason ?? "–"}</span></li>)}
          </ul>
        </Part>
      )}
      {can("OWNERS", "WRITE") && <History id={owner.id} />}
    </>
  );
}

/** Asks why, and shows phone and document in full; the hub keeps who looked and why. */
function Reveal({ id, show }: { id: string; show(of: Revealed): void }) {
  const { t } = useEstatesTexts();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ reason: string }>();
  const { submit, busy, problem } = useFormMutation(RevealOwnerDocument, form as never);
  const finish = async ({ reason }: { reason: string }) => {
    const data = await submit({ ownerId: id, reason });
    if (data) show(data.revealOwner);
  };
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <Form form={form} layout="vertical" style={{ width: 260 }} onFinish={(values) => void finish(values)} requiredMark={false}>
          <Form.Item name="reason" label={t("revealWhy")} extra={t("revealHint")} rules={[{ required: true, whitespace: true, message: t("revealWhy") }]}><Input autoFocus maxLength={200} /></Form.Item>
          {problem && <Alert type="error" role="alert" title={problem} style={{ marginBottom: 8 }} />}
          <Button type="primary" htmlType="submit" loading={busy} block>{t("revealDo")}</Button>
        </Form>
      }
    >
      <Button icon={<EyeOutlined />} style={{ marginTop: 8 }}>{t("reveal")}</Button>
    </Popover>
  );
}
