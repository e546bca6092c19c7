import { expect, test } from "vitest";
import { addMonths, before, instantsOf, monthsOf, nameOfPeriod, readPeriod, today, trendOf, yearAgo, wholeMonths } from "./period.ts";

test("names become months, the last 30 days days", () => {
  expect(readPeriod(undefined, "2026-02-09")).toEqual({ from: "2026-02", to: "2026-02" });
  expect(readPeriod("lastMonth", "2026-01-31")).toEqual({ from: "2025-12", to: "2025-12" });
  expect(readPeriod("quarter", "2026-06-30")).toEqual({ from: "2026-04", to: "2026-06" });
  expect(readPeriod("year", "2026-11-22")).toEqual({ from: "2026-01", to: "2026-11" });
  expect(readPeriod("last30", "2024-03-10")).toEqual({ from: "2024-02-10", to: "2024-03-10" });
});

test("from..to is read only where it makes sense", () => {
  expect(readPeriod("2025-11..2026-02", "2026-06-30")).toEqual({ from: "2025-11", to: "2026-02" });
  expect(nameOfPeriod("2025-11..2026-02")).toBeUndefined();
  for (const wrong of ["2026-02..2025-11", "2026-01..2026-02-03", "x..y", "nonsense"]) {
    expect(readPeriod(wrong, "2026-06-30")).toEqual({ from: "2026-06", to: "2026-06" });
    expect(nameOfPeriod(wrong)).toBe("month");
  }
});

test("the period before is as long", () => {
  expect(before({ from: "2026-01", to: "2026-03" })).toEqual({ from: "2025-10", to: "2025-12" });
  expect(before({ from: "2024-02-10", to: "2024-03-10" })).toEqual({ from: "2024-01-11", to: "2024-02-09" });
});

test("a year ago, the leap day too", () => {
  expect(yearAgo({ from: "2024-02-29", to: "2024-03-10" })).toEqual({ from: "2023-02-28", to: "2023-03-10" });
  expect(yearAgo({ from: "2026-01", to: "2026-03" })).toEqual({ from: "2025-01", to: "2025-03" });
});

test("the trend is twelve months up to the period", () => {
  const trend = trendOf({ from: "2026-02-01", to: "2026-02-09" });
  expect(trend).toEqual({ from: "2025-03", to: "2026-02" });
  expect(monthsOf(trend)).toHaveLength(12);
  expect(addMonths("2026-01", -13)).toBe("2024-12");
});

test("instants are those of China", () => {
  expect(instantsOf({ from: "2026-01", to: "2026-01" })).toEqual({
    from: "2025-12-31T16:00:00.000Z",
    before: "2026-01-31T16:00:00.000Z",
  });
  expect(today(new Date("2026-01-31T16:30:00Z"))).toBe("2026-02-01");
});

test("days become the months they touch", () => {
  expect(wholeMonths({ from: "2026-10-24", to: "2026-11-22" })).toEqual({ from: "2026-10", to: "2026-11" });
  expect(wholeMonths({ from: "2026-01", to: "2026-03" })).toEqual({ from: "2026-01", to: "2026-03" });
});
