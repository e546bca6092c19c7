import { App } from "antd";
import { useAppTexts } from "../app/use.ts";
import { type Column, saveExcel } from "../lib/excel.ts";

const most = 10_000;

/** Rows for an export, at most so many; tells how many there are so far. */
export type AllRows<Row> = (max: number, progress: (count: number) => void) => Promise<Row[]>;

/** Brings the rows of a list to Excel, and tells how far it is. */
export function useExport(): <Row>(label: string, columns: readonly Column<Row>[], all: AllRows<Row>) => Promise<void> {
  const { t } = useAppTexts();
  const { message } = App.useApp();
  return async (label, columns, all) => {
    const key = `export:${label}`;
    try {
      const rows = await all(most, (count) => void message.open({ key, type: "loading", content: t("do.exporting", { count }), duration: 0 }));
      await saveExcel(`${label}.xlsx`, columns, rows);
      const cut = rows.length >= most;
      void message.open({ key, type: cut ? "warning" : "success", content: t(cut ? "do.exportCut" : "do.exported", { count: rows.length }) });
    } catch {
      void message.open({ key, type: "error", content: t("state.error") });
    }
  };
}
