import { expect, test } from "vitest";
import { gridOf, step } from "./floors.ts";

const unit = (entrance: string, floor: number, doorNo: string) => ({ id: `${entrance}-${doorNo}`, entrance, floor, doorNo });
const drawn = (floors: ReturnType<typeof gridOf>) => floors.map((f) => `${f.floor}: ${f.cells.map((c) => c?.id ?? ".").join(" ")}`);

test("doors stand above each other by what follows the floor, the roof first", () => {
  const floors = gridOf([unit("1", 1, "101"), unit("1", 1, "102"), unit("2", 1, "101"), unit("1", 12, "1201"), unit("2", 12, "1201"), unit("1", 2, "202")]);
  expect(drawn(floors)).toEqual(["12: 1-1201 . 2-1201", "2: . 1-202 .", "1: 1-101 1-102 2-101"]);
  expect([...floors[0]!.gaps]).toEqual([2]);
});

test("doors whose numbers say nothing of the floor stand in their own order", () => {
  const floors = gridOf(["A9", "A10", "B1", "B2", "C1", "C2", "D1", "D2"].map((no, i) => unit("", i < 2 ? -1 : -2 - Math.floor(i / 3), no)));
  expect(floors.flatMap((f) => f.cells).every(Boolean)).toBe(true);
  expect(drawn(floors)[0]).toBe("-1: -A9 -A10");
});

test("arrows go over gaps and stop at the walls", () => {
  const floors = gridOf([unit("1", 1, "101"), unit("1", 1, "102"), unit("1", 1, "103"), unit("1", 2, "201"), unit("1", 2, "203"), unit("1", 3, "302")]);
  expect(step(floors, [1, 0], "ArrowRight")).toEqual([1, 2]);
  expect(step(floors, [0, 1], "ArrowDown")).toEqual([2, 1]);
  expect(step(floors, [1, 0], "ArrowLeft")).toBeUndefined();
  expect(step(floors, [2, 1], "End")).toEqual([2, 2]);
  expect(step(floors, [1, 2], "Home")).toEqual([1, 0]);
  expect(step(floors, [1, 2], "a")).toBeUndefined();
});
