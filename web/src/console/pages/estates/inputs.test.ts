import { expect, test } from "vitest";
import { emptied, fen, yuan } from "./inputs.ts";

test("what is left empty is not said of something new, and cleared of something known", () => {
  const values = { head: " 李庆鹏 ", phone: "", until: undefined, size: 0 };
  expect(emptied(values, true)).toEqual({ head: "李庆鹏", size: 0 });
  expect(emptied(values, false)).toEqual({ head: "李庆鹏", phone: null, until: null, size: 0 });
});

test("money is yuan in a form and whole fen in the API", () => {
  expect(fen(1999.99)).toBe(199999);
  expect(fen(0.29)).toBe(29);
  expect(fen(null)).toBe(null);
  expect(fen(undefined)).toBe(undefined);
  expect(yuan(175000)).toBe(1750);
  expect(yuan(0)).toBe(0);
});
