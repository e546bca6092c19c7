import type { ImportProblemPartsFragment } from "../../gql/estates.ts";
import type { CsvRow } from "./csv.ts";

/** A row of a file as it is shown: its cells, and what is wrong or worth knowing of it. */
export interface Checked {
  id: string;
  line: number;
  cells: string[];
  why: string[];
  /** What is wrong by the header of its column. */
  wrong: ReadonlyMap<string, string>;
  refused: boolean;
}

/** Headers are compared without the star of what must be filled in. */
const plain = (title: string) => title.replace(/\*$/, "").trim();

/**
 * Puts what a report says into the rows of the file. Of a workbook, which the
 * browser does not read, the rows are made of what the report says: the cells
 * it names.
 */
export function checkedRows(
  file: readonly CsvRow[] | undefined,
  problems: readonly ImportProblemPartsFragment[],
  remarks: readonly ImportProblemPartsFragment[],
): { header: string[]; rows: Checked[] } {
  const said = new Map<number, { of: ImportProblemPartsFragment; refused: boolean }[]>();
  for (const [list, refused] of [[problems, true], [remarks, false]] as const) {
    for (const of of list) said.set(of.line, [...(said.get(of.line) ?? []), { of, refused }]);
  }
  const header = file
    ? (file[0]?.cells ?? []).map(plain)
    : [...new Set([...problems, ...remarks].map((p) => plain(p.column)).filter(Boolean))];
  const row = (line: number, cells: string[]): Checked => {
    const here = said.get(line) ?? [];
    const wrong = new Map<string, string>();
    for (const { of } of here) if (of.column) wrong.set(plain(of.column), of.message);
    return {
      id: String(line), line, cells, wrong,
      refused: here.some((s) => s.refused),
      why: here.map(({ of }) => (of.column ? `${plain(of.column)}: ${of.message}` : of.message)),
    };
  };
  const seen = new Set(file?.slice(1).map((r) => r.line));
  // What is said of the file as a whole, or of rows beyond those that were read here, stands by itself.
  const others = [...said.keys()].filter((line) => !seen.has(line)).sort((a, b) => a - b);
  const cellsOf = (line: number) => header.map((title) => said.get(line)!.find((s) => plain(s.of.column) === title)?.of.value ?? "");
  return {
    header,
    rows: [
      ...others.filter((line) => line === 0).map((line) => row(line, cellsOf(line))),
      ...(file?.slice(1) ?? []).map((r) => row(r.line, r.cells)),
      ...others.filter((line) => line > 0).map((line) => row(line, cellsOf(line))),
    ],
  };
}
