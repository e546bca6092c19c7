import { Button, Form, Input } from "antd";
import { useAppTexts } from "../../app/use.ts";
import { useTicketTexts } from "./texts.ts";

/** Asks for the name under which a view is kept. */
export default function ViewName({ name, save }: { name?: string; save(name: string): void }) {
  const { t } = useTicketTexts();
  const app = useAppTexts();
  return (
    <Form layout="inline" initialValues={{ name }} onFinish={({ name }: { name: string }) => save(name.trim())}>
      <Form.Item name="name" rules={[{ required: true, whitespace: true, message: app.t("form.required") }]}>
        <Input autoFocus maxLength={30} placeholder={t("view.name")} aria-label={t("view.name")} />
      </Form.Item>
      <Button type="primary" htmlType="submit">{app.t("do.save")}</Button>
    </Form>
  );
}
