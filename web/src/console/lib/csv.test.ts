import { expect, test } from "vitest";
import { csvCell } from "./csv.ts";

test("cells are quoted where they must be, and no cell is a formula", () => {
  expect(csvCell("3-2-1201")).toBe("3-2-1201");
  expect(csvCell('he said "no", twice')).toBe('"he said ""no"", twice"');
  expect(csvCell("=HYPERLINK(1)")).toBe("'=HYPERLINK(1)");
  expect(csvCell("-5")).toBe("'-5");
  expect(csvCell(-5)).toBe("-5");
  expect(csvCell(null)).toBe("");
  expect(csvCell(new Date(0))).toBe("1970-01-01T00:00:00.000Z");
});
