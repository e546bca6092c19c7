import { Alert, App, Button, Form } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { useMutation } from "urql";
import type { TypedDocumentNode } from "@urql/core";
import { useAppTexts, useSession } from "../../app/use.ts";
import {
  AttachToTicketDocument, MoveTicketDocument, NoteTicketDocument, type TicketCaseQuery, TransferTicketDocument,
} from "../../gql/tickets.ts";
import { faultOf } from "../../lib/client.ts";
import { useFormMutation } from "../../parts/form-drawer.tsx";
import type { Field } from "../../parts/verb.tsx";
import { Fields, inputOf } from "../../parts/verb-form.tsx";
import { useFields } from "./fields.tsx";
import { Photos } from "./photos.tsx";
import { useTicketTexts } from "./texts.ts";
import { fieldsOf, titleOf, type Verb, withPhotos } from "./verbs.ts";

type Ticket = NonNullable<TicketCaseQuery["ticket"]>;
type Values = Record<string, unknown> & { photos?: File[] };

/** What is about to be done to a ticket: a verb of its life cycle, a note, or to give it to somebody else. */
export type Doing = Verb | "note" | "transfer";

/** The form of what is about to be done, where the buttons were. Photos go first: they are there when it is said to be done. */
export function VerbPanel({ ticket, doing, close, done }: { ticket: Ticket; doing: Doing; close(): void; done(): void }) {
  const { t, lang } = useTicketTexts();
  const fieldOf = useFields(ticket);
  const centre = useSession().viewer.roles.includes("COMPLAINT_CENTRE");
  if (doing === "note") {
    const fields: Field[] = [{ name: "text", label: t("field.text"), kind: "area", required: true }];
    return <Panel ticket={ticket} title={t("note")} document={NoteTicketDocument} fixed={{ id: ticket.id }} fields={fields} photos close={close} done={done} />;
  }
  if (doing === "transfer") {
    const whom = fieldOf("assigneeId", false);
    const fields: Field[] = [
      ...(centre ? [{ name: "toSite", label: t("transfer.toSite"), kind: "check" as const }, ...whom.map((f) => ({ ...f, when: (v: Values) => v["toSite"] !== true }))] : whom),
      ...fieldOf("reason", false),
    ];
    return <Panel ticket={ticket} title={t("transfer")} document={TransferTicketDocument} fixed={{ id: ticket.id }} fields={fields} close={close} done={done} />;
  }
  const fields = fieldsOf(doing, ticket.kind).flatMap(({ name, needed }) => fieldOf(name, needed));
  const known: Values = doing.verb === "classify"
    ? { class: ticket.class, type: ticket.type, severity: ticket.severity, topic: ticket.topic, category: ticket.category }
    : doing.verb === "dispatch" ? { assigneeId: ticket.assignee?.id, department: ticket.department } : {};
  return (
    <Panel
      ticket={ticket}
      title={titleOf(doing, lang)}
      document={MoveTicketDocument}
      fixed={{ id: ticket.id, verb: doing.verb }}
      fields={fields.map((f) => (known[f.name] ? { ...f, initial: known[f.name] } : f))}
      photos={withPhotos.has(doing.verb)}
      close={close}
      done={done}
    />
  );
}

function Panel<Data, Input extends object>({ ticket, title, document, fixed, fields, photos = false, close, done }: {
  ticket: Ticket;
  title: string;
  document: TypedDocumentNode<Data, { input: Input }>;
  fixed: Partial<Input>;
  fields: readonly Field[];
  photos?: boolean;
  close(): void;
  done(): void;
}) {
  const { t } = useTicketTexts();
  const app = useAppTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { submit, busy, problem } = useFormMutation(document, form);
  const attach = useAttach();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
    const first = box.current?.querySelector<HTMLElement>("textarea, input, button[type=submit]");
    first?.focus({ preventScroll: true });
  }, []);
  const finish = async ({ photos: taken = [], ...values }: Values) => {
    const left = await attach.all(ticket.id, taken);
    if (left.length > 0) {
      form.setFieldValue("photos", left);
      return;
    }
    form.setFieldValue("photos", []); // they are there, whatever becomes of the rest
    const { amount, ...given } = inputOf(values, fields);
    const data = await submit({ ...given, ...(typeof amount === "number" ? { amount: Math.round(amount * 100) } : {}), ...fixed } as Input);
    if (!data) return;
    void message.success(t("did", { what: title }));
    done();
  };
  return (
    <section className="panel" aria-label={title} ref={box} onKeyDown={(e) => { if (e.key === "Escape") { e.stopPropagation(); close(); } }}>
      <h3>{title}</h3>
      <Form<Values>
        name="verb"
        form={form}
        layout="vertical"
        initialValues={Object.fromEntries(fields.map((f) => [f.name, f.initial]))}
        onFinish={(values) => void finish(values)}
        onValuesChange={(changed: Values) => form.setFields(Object.keys(changed).map((name) => ({ name, errors: [] })))}
      >
        <Fields fields={fields} site={ticket.communityId} />
        {photos && <Form.Item name="photos" label={t("photos")}><Photos /></Form.Item>}
        <Problems>{[attach.problem, problem]}</Problems>
        <div className="row">
          <Button type="primary" htmlType="submit" loading={busy || attach.busy}>{attach.busy ? t("uploading") : title}</Button>
          <Button onClick={close}>{app.t("do.cancel")}</Button>
        </div>
      </Form>
    </section>
  );
}

/** What went wrong, read out. */
export function Problems({ children }: { children: ReactNode[] }) {
  const said = children.filter(Boolean);
  return said.length === 0 ? null : <Alert type="error" role="alert" title={said.map((s, i) => <div key={i}>{s}</div>)} style={{ marginBottom: 12, whiteSpace: "pre-line" }} />;
}

/** Attaches photos to a ticket, one after the other; tells which are left where one is refused. */
export function useAttach(): { all(ticketId: string, files: readonly File[]): Promise<File[]>; busy: boolean; problem: string | undefined } {
  const { t } = useTicketTexts();
  const [{ fetching, data, error }, run] = useMutation(AttachToTicketDocument);
  const all = async (ticketId: string, files: readonly File[]) => {
    for (const [i, file] of files.entries()) {
      const result = await run({ input: { ticketId, file } });
      if (!result.data?.attachToTicket.attachment) return files.slice(i);
    }
    return [];
  };
  const refused = data?.attachToTicket.userErrors.map((e) => e.message).join("\n");
  const said = error ? faultOf(error).message : refused;
  return { all, busy: fetching, problem: said ? `${t("photoFailed")} ${said}` : undefined };
}
