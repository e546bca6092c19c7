import { MoreOutlined } from "@ant-design/icons";
import { App, Button, type MenuProps } from "antd";
import { useAppTexts } from "../app/use.ts";
import { copyAsGraphQL } from "../lib/copy.ts";
import { LateDropdown } from "./late.tsx";

/** An operation with its variables, to be copied. */
export interface Asked {
  document: { definitions?: readonly unknown[] };
  variables: object;
}

/** The menu every list and tile has: its own entries, export to Excel, copy as GraphQL. */
export function MoreActions({ label, asked, exportExcel, items = [], onClick }: {
  label: string;
  asked: Asked;
  exportExcel?: (() => void) | undefined;
  items?: MenuProps["items"] & object;
  onClick?(key: string): void;
}) {
  const { t } = useAppTexts();
  const { message } = App.useApp();
  const all: MenuProps["items"] = [
    ...items,
    ...(exportExcel ? [{ key: "export", label: t("do.export") }] : []),
    { key: "copy", label: t("do.copy") },
  ];
  const act = (key: string) => {
    if (key === "export") exportExcel?.();
    else if (key === "copy") {
      copyAsGraphQL(asked.document, asked.variables).then(
        () => message.success(t("do.copied")),
        () => message.error(t("do.copyFailed")),
      );
    } else onClick?.(key);
  };
  return (
    <LateDropdown menu={{ items: all, onClick: ({ key, domEvent }) => { domEvent.stopPropagation(); act(key); } }} trigger={["click"]}>
      <Button type="text" size="small" icon={<MoreOutlined />} aria-label={`${t("do.more")}: ${label}`} />
    </LateDropdown>
  );
}
