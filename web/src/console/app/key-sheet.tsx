import { Modal } from "antd";
import { keysNow } from "../lib/keys.ts";
import { pages } from "./pages.ts";
import { useAppTexts, useSession } from "./use.ts";

/** The sheet of keys. */
export default function KeySheet({ open, close }: { open: boolean; close(): void }) {
  const { t } = useAppTexts();
  const { can } = useSession();
  const rows: [string, string][] = [
    ["/", t("keys.search")],
    ["?", t("keys.help")],
    ["j", t("keys.down")],
    ["k", t("keys.up")],
    ["Enter", t("keys.open")],
    ["Esc", t("keys.close")],
    ...(open ? keysNow() : []),
    ...pages
      .filter((page) => page.open(can))
      .map((page): [string, string] => [`g ${page.letter}`, t("keys.go", { page: t(`nav.${page.name}`) })]),
  ];
  return (
    <Modal open={open} onCancel={close} footer={null} title={t("keys.title")} width={420}>
      <dl className="facts-list">
        {rows.map(([key, what]) => (
          <div key={key} style={{ display: "contents" }}>
            <dt><kbd>{key}</kbd></dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
