import { expect, test } from "vitest";
import { groupOf, ranked, type Sheet } from "./figures.ts";

function sheet(values: Record<string, number | null>, atMost?: boolean): Sheet {
  return {
    now: { metric: { target: atMost === undefined ? null : { atMost } } },
    at: new Map(Object.entries(values).map(([id, value]) => [id, { value }])),
  } as unknown as Sheet;
}

const sites = ["a", "b", "c", "d"].map((id) => ({ id }));
const order = (rows: { site: { id: string }; rank: number | undefined }[]) => rows.map((r) => `${r.site.id}${r.rank ?? "-"}`).join(" ");

test("the largest is first, equals share a rank, those without a value have none", () => {
  expect(order(ranked(sites, sheet({ a: 0.5, b: 0.9, c: 0.9, d: null }), false))).toBe("b1 c1 a3 d-");
  expect(order(ranked(sites, sheet({ a: 0.5, b: 0.9, c: 0.7 }), true))).toBe("a3 c2 b1 d-");
});

test("where the target is at most, the smallest is first", () => {
  expect(order(ranked(sites, sheet({ a: 3, b: 1, c: 2, d: 0 }, true), false))).toBe("d1 b2 c3 a4");
});

test("nouns belong to field groups", () => {
  expect(["Ticket", "Clock", "Duty", "DutyLogEntry", "Finding", "ReturnVisit", "SurveyAnswer", "Nonconformity"].map(groupOf)).toEqual([
    "TICKETS", "TICKETS", "DUTIES", "DUTIES", "DUTIES", "QUALITY", "QUALITY", "QUALITY",
  ]);
});
