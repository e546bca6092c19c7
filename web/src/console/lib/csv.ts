import type { Column } from "./excel.ts";

/** Cells a spreadsheet would take for a formula are defused, as the hub does. */
const formula = /^[=+\-@\t\r]/;

/** A cell of a CSV file. */
export function csvCell(value: ReturnType<Column<never>["value"]>): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "string") return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Gives rows to the browser as a CSV file; the mark at its beginning tells Excel that it is UTF-8. */
export function saveCsv<Row>(fileName: string, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const parts: string[] = ["\ufeff", columns.map((c) => csvCell(c.title)).join(","), "\r\n"];
  for (const row of rows) parts.push(columns.map((c) => csvCell(c.value(row))).join(","), "\r\n");
  saveBlob(fileName, new Blob(parts, { type: "text/csv;charset=utf-8" }));
}

/** Gives a file to the browser as a download. */
export function saveBlob(fileName: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
