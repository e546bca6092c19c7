/** A column of a sheet. */
export interface Column<Row> {
  title: string;
  width?: number;
  value(row: Row): string | number | Date | boolean | null | undefined;
}

/** Makes an .xlsx of rows and gives it to the browser as a download. The library comes when it is first wanted. */
export async function saveExcel<Row>(fileName: string, columns: readonly Column<Row>[], rows: readonly Row[]): Promise<void> {
  const { default: write } = await import("write-excel-file/browser");
  const head = columns.map((c) => ({ value: c.title, fontWeight: "bold" as const }));
  const body = rows.map((row) =>
    columns.map((column) => {
      const value = column.value(row);
      if (value === null || value === undefined || value === "") return null;
      if (value instanceof Date) return { value, type: Date, format: "yyyy-mm-dd hh:mm" };
      return { value };
    }),
  );
  const sheet = write([head, ...body] as never, {
    columns: columns.map((c) => ({ width: c.width ?? 16 })),
    stickyRowsCount: 1,
  } as never) as unknown as { toFile(name: string): Promise<void> };
  await sheet.toFile(fileName);
}
