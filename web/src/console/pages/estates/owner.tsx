import { EditOutlined, EyeOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input, Popover } from "antd";
import { Suspense, useState } from "react";
import { useQuery } from "urql";
import { Failed, Loading, NothingHere } from "../../app/states.tsx";
import { useSession } from "../../app/use.ts";
import { OwnerCardDocument, type OwnerCardQuery } from "../../gql/estates.ts";
import { RevealOwnerDocument, type RevealOwnerMutation } from "../../gql/parts.ts";
import { OwnerDocumentKind } from "../../gql/schema.ts";
import { dateTime } from "../../lib/format.ts";
import { oneOf, useUrl } from "../../lib/url.ts";
import { later } from "../../lib/later.ts";
import { useFormMutation } from "../../parts/form-drawer.tsx";
import { PersonPhone } from "../../parts/person-phone.tsx";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { Facts } from "./facts.tsx";
import { History } from "./history.tsx";
import { Part, share, spanOf } from "./part.tsx";
import { useEstatesTexts } from "./texts.ts";
import { Tickets } from "./tickets.tsx";

export type Owner = NonNullable<OwnerCardQuery["owner"]>;
type Revealed = RevealOwnerMutation["revealOwner"];

/** What of an owner is to be changed: all that is known, how he is reached, or his document. */
export type OwnerForm = "owner" | "contact" | "document";

const OwnerFormDrawer = later(() => import("./owner-forms.tsx"));

/** The owner that the URL names: who he is, as far as the viewer may know, what he owns, what he reported, who looked at his data. */
export default function OwnerDrawer({ id, close }: { id: string; close(): void }) {
  const { t } = useEstatesTexts();
  const { can } = useSession();
  const [form, setForm] = useState<OwnerForm>();
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
        extra={owner && can("OWNERS", "WRITE") && <Button icon={<EditOutlined />} onClick={() => setForm("owner")}>{t("edit")}</Button>}
      >
        {owner ? <Card key={id} owner={owner} refresh={refresh} change={setForm} /> : error ? <Failed error={error} retry={refresh} /> : fetching ? <Loading /> : <NothingHere title={t("noOwner")} hint="" />}
      </SideDrawer>
      {owner && form && <Suspense fallback={null}><OwnerFormDrawer owner={owner} form={form} close={() => setForm(undefined)} done={refresh} /></Suspense>}
    </>
  );
}

function Card({ owner, refresh, change }: { owner: Owner; refresh(): void; change(form: OwnerForm): void }) {
  const { t, lang } = useEstatesTexts();
  const { can } = useSession();
  const [, setUrl] = useUrl();
  const [shown, setShown] = useState<Revealed>();
  const write = can("OWNERS", "WRITE");
  const reads = can("OWNERS", "READ");
  const kindName = (kind: string | null) => {
    const known = oneOf(kind ?? undefined, OwnerDocumentKind);
    return known ? t(`OwnerDocumentKind.${known}`) : (kind ?? "");
  };
  return (
    <>
      <Facts
        of={[
          [t("site"), owner.community.name],
          [t("kind"), t(`OwnerKind.${owner.kind}`)],
          [t("phone"), (
            <span key="p" className="row">
              <PersonPhone phone={shown ? shown.phone : owner.phone} />
              {write && <Button size="small" type="link" onClick={() => change("contact")}>{t("changeContact")}</Button>}
            </span>
          )],
          // Who reads owners masked is not told whether there is one, until he looks.
          [t("document"), (
            <span key="d" className="row">
              {shown ? (
                shown.documentNumber ? <span className="number">{kindName(shown.documentKind)} {shown.documentNumber}</span> : <span className="muted">{t("noDocument")}</span>
              ) : owner.idDocument || !reads ? (
                <span className="number">{kindName(owner.idDocument)} <span role="img" aria-label={t("hidden")}>••••••</span></span>
              ) : (
                <span className="muted">{t("noDocument")}</span>
              )}
              {!shown && can("OWNERS", "MASKED") && <Reveal id={owner.id} show={(of) => { setShown(of); refresh(); }} />}
              {write && <Button size="small" type="link" onClick={() => change("document")}>{t("recordDocument")}</Button>}
            </span>
          )],
          [t("birthday"), owner.birthday],
          [t("occupation"), owner.occupation],
          [t("employer"), owner.employer],
          [t("hobby"), owner.hobby],
          [t("specialCare"), owner.specialCare && owner.specialCare !== "NONE" && t(`OwnerSpecialCare.${owner.specialCare}`)],
          [t("profile"), t(`OwnerProfile.${owner.profile}`)],
        ]}
      />
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
      {write && <History id={owner.id} />}
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
      <Button size="small" icon={<EyeOutlined />}>{t("reveal")}</Button>
    </Popover>
  );
}
