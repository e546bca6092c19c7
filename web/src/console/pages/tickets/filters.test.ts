import { expect, test } from "vitest";
import { isRoom, orderOf, textWhere, whereOf } from "./filters.ts";
import { readViews, readyViews, shows, towards, viewOf } from "./views.ts";

const ground = {
  period: { from: "2026-11", to: "2026-11" }, communityId: undefined, now: "2026-11-22T04:00:00Z", today: "2026-11-22", staffId: "s1", contacts: true,
};

test("conditions follow the URL; what it does not know of codes is left out", () => {
  expect(whereOf({}, ground)).toEqual({});
  expect(whereOf({ kind: "REPAIR,NONSENSE", phase: "NEW", unit: "u1,u2", assignee: "none" }, { ...ground, communityId: ["c1"] })).toEqual({
    communityId: ["c1"], kind: ["REPAIR"], phase: ["NEW"], unitId: ["u1", "u2"], assigneeIdMissing: true,
  });
  expect(whereOf({ overdue: "1", escalated: "1" }, ground)).toEqual({ open: true, dueAtBefore: ground.now, levelMin: 1 });
  expect(whereOf({ due: "today" }, ground)).toEqual({ open: true, dueAtFrom: "2026-11-22T00:00:00+08:00", dueAtBefore: "2026-11-23T00:00:00+08:00" });
  expect(whereOf({ opened: "period" }, ground)).toEqual({ openedAtFrom: "2026-10-31T16:00:00.000Z", openedAtBefore: "2026-11-30T16:00:00.000Z" });
});

test("one's own tasks are of the viewer; who is no staff has none", () => {
  expect(whereOf({ assignee: "me" }, ground)).toEqual({ assigneeId: ["s1"] });
  expect(whereOf({ assignee: "me" }, { ...ground, staffId: null })).toEqual({ assigneeId: ["0"] });
});

test("a text is a number, a phone, a room or a name", () => {
  expect(textWhere("bx-0021", true)).toEqual({ numberStartsWith: "BX-0021" });
  expect(textWhere("2139", true)).toEqual({ numberContains: "2139" });
  expect(textWhere("15429326386", true)).toEqual({ contactPhoneStartsWith: "15429326386" });
  expect(textWhere("王", true)).toEqual({ contactNameStartsWith: "王" });
  expect(textWhere("王", false)).toEqual({ categoryContains: "王" });
  expect(["3-2-1201", "10-1", "BX-1", "15429326386", "王"].map(isRoom)).toEqual([true, true, false, false, false]);
});

test("a view is found again in the URL it led to, and leaves the layout alone", () => {
  for (const view of readyViews(true, true)) {
    const url = Object.fromEntries(Object.entries({ scope: "x", layout: "board", kind: "PRAISE", ticket: "t", ...towards(view) }).filter(([, v]) => v));
    expect(readyViews(true, true).filter((v) => shows(url, v)).map((v) => v.name)).toEqual([view.name]);
    expect(url["layout"]).toBe("board");
  }
  expect(viewOf({ kind: "REPAIR", ticket: "t", lang: "en" })).toEqual({ kind: "REPAIR" });
  expect(readyViews(false, false).map((v) => v.name)).not.toContain("view.mine");
  expect(orderOf({ order: "due" })).toEqual({ field: "DUE_AT", direction: "ASC" });
});

test("what lies in the browser may be anything", () => {
  expect(readViews(null)).toEqual([]);
  expect(readViews("{")).toEqual([]);
  expect(readViews('[{"name":"a","search":{"kind":"REPAIR"}},{"x":1},null]')).toEqual([{ name: "a", search: { kind: "REPAIR" } }]);
});
