import { expect, test } from "vitest";
import { along, formatSearch, listOf, oneOf, parseSearch, patched } from "./url.ts";

test("a search is written readably and read again", () => {
  const search = { scope: "a1,b2", period: "2025-11..2026-02", number: "投诉 1&2=3" };
  expect(formatSearch(search)).toBe("?scope=a1,b2&period=2025-11..2026-02&number=%E6%8A%95%E8%AF%89%201%262%3D3");
  expect(parseSearch(formatSearch(search))).toEqual(search);
  expect(formatSearch({ scope: undefined, kind: "" })).toBe("");
});

test("scope, period, language and theme go along, a page's own entries do not", () => {
  expect(along({ scope: "a", period: "year", lang: "en", theme: "dark", kind: "REPAIR", ticket: "t1" })).toEqual({
    scope: "a", period: "year", lang: "en", theme: "dark",
  });
});

test("a patch replaces and takes away", () => {
  expect(patched({ scope: "a", kind: "REPAIR" }, { kind: "", ticket: "t1" })).toEqual({ scope: "a", ticket: "t1" });
});

test("only known values are read", () => {
  expect(listOf("B,X,A", ["A", "B"])).toEqual(["A", "B"]);
  expect(listOf(undefined, ["A"])).toEqual([]);
  expect(oneOf("X", ["A"])).toBeUndefined();
});
