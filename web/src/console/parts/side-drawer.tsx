import { Drawer } from "antd";
import type { ReactNode } from "react";
import { usePhone } from "../app/theme.ts";
import { useAppTexts } from "../app/use.ts";

/** A drawer from the right; on a phone it covers the page. */
export function SideDrawer({ open, close, title, children, footer, extra, width = 560 }: {
  open: boolean;
  close(): void;
  title: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  extra?: ReactNode;
  width?: number;
}) {
  const { t } = useAppTexts();
  const phone = usePhone();
  return (
    <Drawer
      open={open}
      onClose={close}
      title={title}
      extra={extra}
      footer={footer ?? null}
      size={phone ? "100%" : width}
      closable={{ "aria-label": t("do.close") }}
      destroyOnHidden
    >
      {children}
    </Drawer>
  );
}
