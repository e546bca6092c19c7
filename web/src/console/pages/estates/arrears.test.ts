import { describe, expect, it } from "vitest";
import { ladder, monthsBehind, standing } from "./arrears.ts";

describe("arrears of a unit", () => {
  it("count the due days that have passed, month by month", () => {
    expect(monthsBehind(undefined, "2026-11-22")).toBe(0);
    expect(monthsBehind("2026-11-22", "2026-11-22")).toBe(0);
    expect(monthsBehind("2026-11-21", "2026-11-22")).toBe(1);
    expect(monthsBehind("2026-10-25", "2026-11-22")).toBe(1);
    expect(monthsBehind("2026-10-25", "2026-11-25")).toBe(1);
    expect(monthsBehind("2026-10-25", "2026-11-26")).toBe(2);
    expect(monthsBehind("2025-12-25", "2026-01-02")).toBe(1);
    expect(monthsBehind("2026-01-31", "2026-02-28")).toBe(1);
    expect(monthsBehind("2026-01-31", "2026-03-01")).toBe(2);
  });

  it("are on the ladder from the first month, at a visit from the third, with the director after the sixth", () => {
    expect([0, 1, 2, 3, 6, 7, 13].map(ladder)).toEqual([0, 1, 1, 2, 2, 3, 3]);
  });

  it("are bills of which something is owed after their day", () => {
    const at = (amount: number, owed: number, dueOn: string) => standing({ amount, owed, dueOn }, "2026-11-22");
    expect([at(100, 0, "2026-10-25"), at(100, 100, "2026-11-22"), at(100, 40, "2026-11-25"), at(100, 40, "2026-11-21")]).toEqual(["PAID", "DUE", "PARTIAL", "OVERDUE"]);
  });
});
