import { EditOutlined } from "@ant-design/icons";
import { Button, Form, Input, Popover } from "antd";
import { useState } from "react";
import { useAppTexts } from "../../app/use.ts";
import { useTicketTexts } from "./texts.ts";

/** Gives one's own view another name. */
export function RenameView({ name, rename }: { name: string; rename(to: string): void }) {
  const { t } = useTicketTexts();
  const app = useAppTexts();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <Form layout="inline" initialValues={{ name }} onFinish={({ name: to }: { name: string }) => { setOpen(false); rename(to.trim()); }}>
          <Form.Item name="name" rules={[{ required: true, whitespace: true, message: app.t("form.required") }]}>
            <Input autoFocus maxLength={30} aria-label={t("view.name")} />
          </Form.Item>
          <Button type="primary" htmlType="submit">{app.t("do.save")}</Button>
        </Form>
      }
    >
      <Button size="small" type="text" icon={<EditOutlined />} aria-label={t("view.rename", { name })} />
    </Popover>
  );
}
