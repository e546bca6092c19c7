import { EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Suspense, useState } from "react";
import { later } from "../../lib/later.ts";
import { LatePopover } from "../../parts/late.tsx";
import { useTicketTexts } from "./texts.ts";

const ViewName = later(() => import("./view-name.tsx"));

/** Gives one's own view another name. */
export function RenameView({ name, rename }: { name: string; rename(to: string): void }) {
  const { t } = useTicketTexts();
  const [open, setOpen] = useState(false);
  return (
    <LatePopover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Suspense><ViewName name={name} save={(to) => { setOpen(false); rename(to); }} /></Suspense>}
    >
      <Button size="small" type="text" icon={<EditOutlined />} aria-label={t("view.rename", { name })} />
    </LatePopover>
  );
}
