import { EyeOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input, Popover } from "antd";
import { useState } from "react";
import { useSession, useAppTexts } from "../app/use.ts";
import { RevealOwnerDocument } from "../gql/parts.ts";
import { useFormMutation } from "./form-drawer.tsx";

/**
 * A phone as the viewer may see it. Of an owner it can be shown in full for a
 * reason, which the hub keeps with the reader's name; it is forgotten with the
 * page.
 */
export function PersonPhone({ phone, ownerId }: { phone: string | null | undefined; ownerId?: string | null | undefined }) {
  const { t } = useAppTexts();
  const { can } = useSession();
  const [shown, setShown] = useState<string>();
  const [open, setOpen] = useState(false);
  if (shown !== undefined) {
    return shown ? <a className="number" href={`tel:${shown}`} title={t("phone.shownUntilLeft")}>{shown}</a> : <span className="muted">{t("phone.none")}</span>;
  }
  if (!phone) return <span className="muted">–</span>;
  if (!phone.includes("*")) return <a className="number" href={`tel:${phone}`}>{phone}</a>;
  return (
    <span style={{ whiteSpace: "nowrap" }} onClick={(e) => e.stopPropagation()}>
      <span className="number">{phone}</span>
      {ownerId && can("OWNERS", "MASKED") && (
        <Popover
          trigger="click"
          open={open}
          onOpenChange={setOpen}
          destroyOnHidden
          content={<Reason ownerId={ownerId} show={(full) => { setShown(full); setOpen(false); }} />}
        >
          <Button type="text" size="small" icon={<EyeOutlined />} aria-label={t("phone.reveal")} />
        </Popover>
      )}
    </span>
  );
}

function Reason({ ownerId, show }: { ownerId: string; show(phone: string): void }) {
  const { t } = useAppTexts();
  const [form] = Form.useForm<{ reason: string }>();
  const { submit, busy, problem } = useFormMutation(RevealOwnerDocument, form as never);
  const finish = async ({ reason }: { reason: string }) => {
    const data = await submit({ ownerId, reason });
    if (data) show(data.revealOwner.phone ?? "");
  };
  return (
    <Form form={form} layout="vertical" style={{ width: 260 }} onFinish={(values) => void finish(values)} requiredMark={false}>
      <Form.Item name="reason" label={t("phone.why")} extra={t("phone.whyHint")} rules={[{ required: true, whitespace: true, message: t("form.required") }]}>
        <Input autoFocus maxLength={200} />
      </Form.Item>
      {problem && <Alert type="error" role="alert" title={problem} style={{ marginBottom: 8 }} />}
      <Button type="primary" htmlType="submit" loading={busy} block>{t("phone.show")}</Button>
    </Form>
  );
}
