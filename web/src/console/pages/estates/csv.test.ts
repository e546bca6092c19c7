import { expect, test } from "vitest";
import { readCsv, textOf } from "./csv.ts";

test("cells may hold separators, quotes and line ends; rows know their lines", () => {
  const rows = readCsv('\uFEFF房号,备注\r\n101,"a, ""b""\nc"\r\n\r\n102,x\n', 100);
  expect(rows).toEqual([
    { line: 1, cells: ["房号", "备注"] },
    { line: 2, cells: ["101", 'a, "b"\nc'] },
    { line: 5, cells: ["102", "x"] },
  ]);
});

test("the separator is the one the header has most of; no more rows than wanted", () => {
  expect(readCsv("a\tb,c\td\n1\t2\t3\n4\t5\t6", 2).map((r) => r.cells)).toEqual([["a", "b,c", "d"], ["1", "2", "3"]]);
});

test("texts in GB18030 are read", async () => {
  expect(await textOf(new Blob([new Uint8Array([0xb7, 0xbf, 0xba, 0xc5])]))).toBe("房号");
  expect(await textOf(new Blob(["房号"]))).toBe("房号");
});
