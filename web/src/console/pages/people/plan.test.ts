import { expect, test } from "vitest";
import { runs, seatsOf, tally } from "./plan.ts";

const post = (code: string) => ({ code, title: code });
const plan = (communityId: string, postId: string, planned: number) => ({ id: `${communityId}${postId}`, communityId, postId, planned, post: post(postId) });
const held = (communityId: string, postId: string, staffId: string, since = "2026-01-01", until: string | null = null) => ({
  id: staffId, communityId, postId, staffId, since, until, main: true, post: post(postId),
});

test("an assignment runs from its first day through its last", () => {
  const of = { since: "2026-03-01", until: "2026-03-31" };
  expect(["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"].map((d) => runs(of, d))).toEqual([false, true, true, false]);
  expect(runs({ since: "2026-03-01", until: null }, "2030-01-01")).toBe(true);
});

test("one too many in a post fills no vacancy of another", () => {
  const seats = seatsOf(
    [plan("a", "GUARD", 3), plan("a", "CLEAN", 1), plan("b", "GUARD", 2)],
    [held("a", "GUARD", "1"), held("a", "CLEAN", "2"), held("a", "CLEAN", "3"), held("b", "GUARD", "4"), held("b", "GUARD", "5", "2025-01-01", "2025-12-31"), held("b", "LAW", "6")],
    "2026-06-01",
  );
  expect(seats.map((s) => `${s.siteId} ${s.postId} ${s.holders.length}/${s.plan?.planned ?? "-"}`)).toEqual(["a GUARD 1/3", "b GUARD 1/2", "a CLEAN 2/1", "b LAW 1/-"]);
  expect(tally(seats)).toEqual({ planned: 6, actual: 5, vacant: 3, over: 2 });
});
