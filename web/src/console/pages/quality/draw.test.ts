import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { drawn } from "./draw.ts";

test("of a share of 0.3 one of each stratum is drawn: 1-3, 4-6, 7-10, 11-13", async () => {
  const at = (k: number, size: number) => Number(createHash("sha256").update(`77/${k}`).digest().readBigUInt64BE(0) % BigInt(size));
  expect(await drawn(0.3, 77, 13)).toEqual([1 + at(1, 3), 4 + at(2, 3), 7 + at(3, 4), 11 + at(4, 3)]);
});

test("all, none, and a stratum that the month cut off", async () => {
  expect(await drawn(1, 5, 4)).toEqual([1, 2, 3, 4]);
  expect(await drawn(0, 5, 4)).toEqual([]);
  const whole = await drawn(0.3, 9, 30);
  for (let n = 0; n <= 30; n++) expect(await drawn(0.3, 9, n)).toEqual(whole.filter((x) => x <= n));
});
