import { Alert, Button, Form, Input } from "antd";
import { useAppTexts } from "../app/use.ts";
import { RevealOwnerDocument } from "../gql/parts.ts";
import { useFormMutation } from "./form-drawer.tsx";

/** Asks for the reason to see an owner's phone in full, and shows it. */
export default function RevealForm({ ownerId, show }: { ownerId: string; show(phone: string): void }) {
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
