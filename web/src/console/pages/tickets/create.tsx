import { Alert, Button, Form, Input, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { useAppTexts, useSession } from "../../app/use.ts";
import { TicketChannel, TicketKind, TicketSeverity, TicketTopic } from "../../gql/schema.ts";
import { OpenTicketDocument, type OpenTicketMutation, type OpenTicketMutationVariables, TicketUnitsDocument } from "../../gql/tickets.ts";
import { dateTime } from "../../lib/format.ts";
import { useTerm } from "../../lib/i18n.ts";
import { today } from "../../lib/period.ts";
import { leavesOf } from "../../lib/scope.ts";
import { useUrl } from "../../lib/url.ts";
import { useFormMutation } from "../../parts/form-drawer.tsx";
import { SiteSelect } from "../../parts/pickers.tsx";
import { SideDrawer } from "../../parts/side-drawer.tsx";
import { Photos } from "./photos.tsx";
import { useTicketTexts } from "./texts.ts";
import { Problems, useAttach } from "./verb-panel.tsx";
import { inOrder, titleOf } from "./verbs.ts";

type Input = OpenTicketMutationVariables["input"];
type Opened = NonNullable<OpenTicketMutation["openTicket"]["ticket"]>;
type Values = Partial<Input> & { photos?: File[] };

/** What comes in most, first. */
const kinds = ["REPAIR", "COMPLAINT", "ENQUIRY", "SUGGESTION", "HOME_SERVICE", "SPECIAL_SERVICE", "DISPUTE", "PRAISE", "DEFECT", "MEDICAL_AID"] as const satisfies readonly (typeof TicketKind)[number][];

/** A key of its own for each ticket, so that one sent again over a bad line is not opened twice. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join("-");
}

/** Opens a ticket on one screen: what kind, which room, what happened, a photo. `unit` of the URL stands in already. */
export default function Create({ open, close, opened }: { open: boolean; close(): void; opened(): void }) {
  const { t } = useTicketTexts();
  const [ticket, setTicket] = useState<Opened>();
  const [left, setLeft] = useState<string>();
  const again = () => {
    setTicket(undefined);
    setLeft(undefined);
  };
  useEffect(() => {
    if (open) again();
  }, [open]);
  return (
    <SideDrawer open={open} close={close} title={t(ticket ? "opened.title" : "create")} width={520}>
      {ticket
        ? <Done ticket={ticket} problem={left} again={again} close={close} />
        : <Sheet done={(row, problem) => { setTicket(row); setLeft(problem); opened(); }} />}
    </SideDrawer>
  );
}

function Sheet({ done }: { done(ticket: Opened, problem: string | undefined): void }) {
  const { t } = useTicketTexts();
  const { can, tree, single } = useSession();
  const term = useTerm();
  const [search] = useUrl();
  const [form] = Form.useForm<Values>();
  const { submit, busy, problem } = useFormMutation(OpenTicketDocument, form);
  const attach = useAttach();
  const [key] = useState(newKey);
  const [more, setMore] = useState(false);
  const scoped = (search["scope"] ?? "").split(",");
  const leaves = leavesOf(tree);
  const site = leaves.length === 1 ? leaves[0]!.id : leaves.find((leaf) => scoped.includes(leaf.id))?.id;
  const communityId = Form.useWatch("communityId", form);

  const finish = async ({ photos = [], ...values }: Values) => {
    const given = Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined && v !== "")) as Input;
    const data = await submit({ ...given, clientMutationKey: key });
    const row = data?.openTicket.ticket;
    if (!row) return;
    const rest = await attach.all(row.id, photos);
    done(row, rest.length > 0 ? t("photosLeft", { count: rest.length }) : undefined);
  };
  const codes = (type: string, among: readonly string[]) => among.map((value) => ({ value, label: term(type, value) }));
  return (
    <Form<Values>
      name="ticket"
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: "REPAIR", communityId: site, photos: [] }}
      onFinish={(values) => void finish(values)}
      onValuesChange={(changed: Values) => { if (changed.communityId) form.setFieldsValue({ unitId: null, ownerId: null }); }}
      scrollToFirstError
    >
      <Form.Item name="kind" noStyle><KindButtons /></Form.Item>
      {single
        ? <Form.Item name="communityId" noStyle><input type="hidden" /></Form.Item>
        : <Form.Item name="communityId" label={t("community")} rules={[{ required: true, message: t("community.missing") }]}><SiteSelect /></Form.Item>}
      <Form.Item name="unitId" label={t("unit")}>
        <Room site={communityId} owner={(ownerId) => form.setFieldValue("ownerId", ownerId)} />
      </Form.Item>
      <Form.Item name="ownerId" noStyle><input type="hidden" /></Form.Item>
      <Form.Item name="content" label={t("content")} rules={[{ required: true, whitespace: true, message: t("content.missing") }]}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} placeholder={t("content.hint")} />
      </Form.Item>
      <Form.Item name="photos"><Photos /></Form.Item>
      {more ? (
        <div className="two">
          <Form.Item name="channel" label={t("channel")}><Select options={codes("TicketChannel", TicketChannel)} /></Form.Item>
          <Form.Item name="severity" label={t("severity")}><Select options={codes("TicketSeverity", TicketSeverity)} /></Form.Item>
          <Form.Item name="topic" label={t("field.topic")}><Select allowClear options={codes("TicketTopic", TicketTopic)} /></Form.Item>
          {can("CONTACTS", "WRITE") && <Form.Item name="contactName" label={t("contact")}><Input /></Form.Item>}
          {can("CONTACTS", "WRITE") && <Form.Item name="contactPhone" label={t("phone")}><Input inputMode="tel" /></Form.Item>}
          <Form.Item name="demand" label={t("demand")}><Input /></Form.Item>
        </div>
      ) : <Button type="link" style={{ padding: 0, marginBottom: 12 }} onClick={() => setMore(true)}>{t("create.more")}</Button>}
      <Problems>{[problem, attach.problem]}</Problems>
      <Button type="primary" size="large" block htmlType="submit" loading={busy || attach.busy}>{attach.busy ? t("uploading") : t("create.do")}</Button>
    </Form>
  );
}

/** The kinds as large buttons, of which one is pressed. */
function KindButtons({ value, onChange }: { value?: string; onChange?(kind: string): void }) {
  const { t } = useTicketTexts();
  const term = useTerm();
  return (
    <div className="kinds" role="radiogroup" aria-label={t("kind")}>
      {kinds.map((kind) => (
        <button key={kind} type="button" role="radio" aria-checked={kind === value} onClick={() => onChange?.(kind)}>{term("TicketKind", kind)}</button>
      ))}
    </div>
  );
}

/** The room by the beginning of its number; its owner today comes along. */
function Room({ id, site, value, onChange, owner }: { id?: string; site: string | undefined; value?: string; onChange?(unit: string | undefined): void; owner(id: string | undefined): void }) {
  const { t } = useTicketTexts();
  const { can } = useSession();
  const [typed, setTyped] = useState("");
  const [no, setNo] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setNo(typed.trim()), 150);
    return () => clearTimeout(timer);
  }, [typed]);
  const [{ data, fetching }] = useQuery({
    query: TicketUnitsDocument,
    variables: { ...(site ? { communityId: [site] } : {}), no, owners: can("OWNERS", "READ") },
    pause: !site || no.length === 0,
  });
  const seen = useRef(new Map<string, { label: string; owner: string | undefined }>());
  const units = no ? (data?.units.nodes ?? []) : [];
  for (const unit of units) {
    const held = unit.ownerships?.nodes.find((o) => !o.until || o.until >= today())?.owner;
    seen.current.set(unit.id, { label: [unit.propertyNo, held?.name].filter(Boolean).join(" · "), owner: held?.id });
  }
  const listed = new Set(units.map((u) => u.id));
  if (value) listed.add(value);
  return (
    <Select<string>
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      allowClear
      size="large"
      disabled={!site}
      loading={fetching}
      placeholder={t("unit.hint")}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={no && !fetching ? t("noRoom") : null}
      options={[...listed].map((unit) => ({ value: unit, label: seen.current.get(unit)?.label ?? unit }))}
      onChange={(unit: string | undefined) => {
        onChange?.(unit);
        owner(unit ? seen.current.get(unit)?.owner : undefined);
      }}
    />
  );
}

/** What was opened: its number, by when it is due, and what is next. */
function Done({ ticket, problem, again, close }: { ticket: Opened; problem: string | undefined; again(): void; close(): void }) {
  const { t, lang } = useTicketTexts();
  const app = useAppTexts();
  const [, setUrl] = useUrl();
  const next = inOrder(ticket.allowedVerbs, ticket.phase)[0];
  const go = (verb?: string) => setUrl({ new: undefined, ticket: ticket.id, do: verb }, "push");
  return (
    <div className="opened" role="status">
      <strong className="number">{ticket.number}</strong>
      <p>{t("opened.due", { time: dateTime(ticket.dueAt, lang) })}</p>
      {problem && <Alert type="warning" title={problem} />}
      {next && <Button type="primary" size="large" block onClick={() => go(next.verb)}>{titleOf(next, lang)}</Button>}
      <Button size="large" block onClick={() => go()}>{t("opened.show")}</Button>
      <Button size="large" block onClick={again}>{t("opened.another")}</Button>
      <Button type="text" block onClick={close}>{app.t("do.close")}</Button>
    </div>
  );
}
