import { expect, test } from "vitest";
import { readCsv } from "./csv.ts";
import { checkedRows } from "./import-rows.ts";

const bad = { line: 3, column: "楼栋编码*", value: "99", message: "没有此楼栋" };
const late = { line: 9, column: "楼层", value: "x", message: "应为整数" };
const all = { line: 0, column: "", value: "", message: "没有可导入的行" };

test("what is wrong stands in its row and under its header", () => {
  const { header, rows } = checkedRows(readCsv("物业号*,楼栋编码*\n1-1-101,1\n1-1-102,99\n", 10), [bad, late, all], []);
  expect(header).toEqual(["物业号", "楼栋编码"]);
  expect(rows.map((r) => [r.line, r.refused, r.why.join()])).toEqual([
    [0, true, "没有可导入的行"],
    [2, false, ""],
    [3, true, "楼栋编码: 没有此楼栋"],
    [9, true, "楼层: 应为整数"],
  ]);
  expect(rows[2]!.wrong.get("楼栋编码")).toBe("没有此楼栋");
});

test("of a workbook there are the cells the report names", () => {
  const { header, rows } = checkedRows(undefined, [bad, late], [{ line: 3, column: "楼层", value: "1.0", message: "读作 1" }]);
  expect(header).toEqual(["楼栋编码", "楼层"]);
  expect(rows.map((r) => [r.line, r.refused, r.cells])).toEqual([
    [3, true, ["99", "1.0"]],
    [9, true, ["", "x"]],
  ]);
});
