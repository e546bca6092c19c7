import { Button, Checkbox, Form, Input, Modal, Progress } from "antd";
import { useState } from "react";
import { useMutation } from "urql";
import { useAppTexts, useSession } from "../../app/use.ts";
import { NoteTicketDocument, type TicketRowFragment, TransferTicketDocument } from "../../gql/tickets.ts";
import { faultOf } from "../../lib/client.ts";
import { StaffSelect } from "../../parts/pickers.tsx";
import { useTicketTexts } from "./texts.ts";

type What = "nudge" | "transfer";
type Values = { text?: string; toSite?: boolean; assigneeId?: string; department?: string; reason?: string };

/** What became of many: how many are through, and which were refused with the reason. */
interface Run {
  done: number;
  refused: { row: TicketRowFragment; why: string }[];
}

/** What is done to the rows selected: a word to each, or each to somebody else. One after the other: each stands for itself. */
export default function BulkBar({ rows, clear }: { rows: readonly TicketRowFragment[]; clear(): void }) {
  const { t } = useTicketTexts();
  const [what, setWhat] = useState<What>();
  if (rows.length === 0) return null;
  return (
    <div className="bulk" role="region" aria-label={t("bulk")}>
      <strong>{t("selected", { count: rows.length })}</strong>
      <Button onClick={() => setWhat("nudge")}>{t("nudge")}</Button>
      <Button onClick={() => setWhat("transfer")}>{t("transfer")}</Button>
      <Button type="text" onClick={clear}>{t("unselect")}</Button>
      {what && <Bulk what={what} rows={rows} close={() => setWhat(undefined)} clear={clear} />}
    </div>
  );
}

function Bulk({ what, rows, close, clear }: { what: What; rows: readonly TicketRowFragment[]; close(): void; clear(): void }) {
  const { t } = useTicketTexts();
  const app = useAppTexts();
  const { viewer } = useSession();
  const [form] = Form.useForm<Values>();
  const toSite = Form.useWatch("toSite", form) === true;
  const [, note] = useMutation(NoteTicketDocument);
  const [, transfer] = useMutation(TransferTicketDocument);
  const [run, setRun] = useState<Run>();
  const sites = new Set(rows.map((row) => row.communityId));
  const over = run?.done === rows.length;

  const one = async (row: TicketRowFragment, values: Values): Promise<string | undefined> => {
    const answer = what === "nudge"
      ? await note({ input: { id: row.id, text: values.text ?? null } }).then((r) => ({ error: r.error, said: r.data?.noteTicket.userErrors }))
      : await transfer({ input: { id: row.id, ...values } }).then((r) => ({ error: r.error, said: r.data?.transferTicket.userErrors }));
    if (answer.error) return faultOf(answer.error).message;
    return answer.said?.map((e) => e.message).join(" ") || undefined;
  };
  const finish = async (values: Values) => {
    const refused: Run["refused"] = [];
    setRun({ done: 0, refused });
    for (const [i, row] of rows.entries()) {
      const why = await one(row, values);
      if (why) refused.push({ row, why });
      setRun({ done: i + 1, refused });
    }
  };
  const leave = () => {
    close();
    if (over) clear();
  };
  return (
    <Modal
      open
      title={t(what === "nudge" ? "nudge.title" : "transfer.title", { count: rows.length })}
      onCancel={leave}
      closable={!run || over}
      mask={{ closable: false }}
      onOk={() => (over ? leave() : form.submit())}
      okText={over ? app.t("do.close") : t(what)}
      confirmLoading={Boolean(run) && !over}
      cancelButtonProps={run ? { style: { display: "none" } } : {}}
    >
      {run ? (
        <>
          <Progress percent={Math.floor((run.done / rows.length) * 100)} status={over ? (run.refused.length ? "exception" : "success") : "active"} aria-label={t("bulk")} />
          <p role="status">{t("bulk.done", { done: run.done - run.refused.length, count: rows.length })}</p>
          {run.refused.length > 0 && (
            <>
              <strong>{t("bulk.refused", { count: run.refused.length })}</strong>
              <ul className="plain-list">{run.refused.map(({ row, why }) => <li key={row.id}><span className="number">{row.number}</span> {why}</li>)}</ul>
            </>
          )}
        </>
      ) : (
        <Form<Values> name="bulk" form={form} layout="vertical" initialValues={{ text: t("nudge.text") }} onFinish={(values) => void finish(values)}>
          {what === "nudge" ? (
            <Form.Item name="text" label={t("field.text")} rules={[{ required: true, whitespace: true, message: app.t("form.required") }]}>
              <Input.TextArea autoSize={{ minRows: 2 }} />
            </Form.Item>
          ) : (
            <>
              {viewer.roles.includes("COMPLAINT_CENTRE") && <Form.Item name="toSite" valuePropName="checked"><Checkbox>{t("transfer.toSite")}</Checkbox></Form.Item>}
              {!toSite && (sites.size === 1
                ? <Form.Item name="assigneeId" label={t("field.assigneeId")}><StaffSelect site={[...sites][0]} /></Form.Item>
                : <p className="muted">{t("transfer.sites")}</p>)}
              {!toSite && <Form.Item name="department" label={t("field.department")} rules={[({ getFieldValue }) => ({
                validator: (_, value) => (value || getFieldValue("assigneeId") ? Promise.resolve() : Promise.reject(new Error(t("transfer.whom")))),
              })]}>
                <Input />
              </Form.Item>}
              <Form.Item name="reason" label={t("field.reason")}><Input.TextArea autoSize /></Form.Item>
            </>
          )}
        </Form>
      )}
    </Modal>
  );
}
