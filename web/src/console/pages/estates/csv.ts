/** A row of a text file, with the line it begins in. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/**
 * Reads comma-, semicolon- or tab-separated text as far as it is to be shown:
 * quoted cells may hold separators, quotes (doubled) and line ends.
 */
export function readCsv(text: string, most: number): CsvRow[] {
  const body = text.replace(/^\uFEFF/, "");
  const head = body.slice(0, body.search(/[\r\n]|$/));
  const separator = [",", "\t", ";"].reduce((best, s) => (head.split(s).length > head.split(best).length ? s : best));
  const rows: CsvRow[] = [];
  let line = 1;
  let at = 0;
  while (at < body.length && rows.length < most) {
    const row: CsvRow = { line, cells: [] };
    for (let more = true; more; ) {
      let cell = "";
      if (body[at] === '"') {
        for (at++; at < body.length; at++) {
          if (body[at] === '"' && body[++at] !== '"') break;
          if (body[at] === "\n") line++;
          cell += body[at];
        }
      }
      while (at < body.length && body[at] !== separator && body[at] !== "\n" && body[at] !== "\r") cell += body[at++];
      row.cells.push(cell);
      more = body[at] === separator;
      if (more) at++;
    }
    if (body[at] === "\r") at++;
    if (body[at] === "\n") at++;
    line++;
    if (row.cells.some((c) => c.trim() !== "")) rows.push(row);
  }
  return rows;
}

/** The text of a file: UTF-8 or UTF-16, else GB18030 as Chinese spreadsheets write it. */
export async function textOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
