import { expect, test } from "vitest";
import { pages } from "../app/pages.ts";
import { tilesFor } from "../pages/pulse/layout.ts";
import { canOf } from "./access.ts";

const row = (group: string, level: string) => ({ group, level, whole: true, communityCount: null }) as never;

test("a level includes those before it, and no group is open by itself", () => {
  const can = canOf([row("OWNERS", "MASKED"), row("TICKETS", "WRITE")]);
  expect(can("OWNERS")).toBe(true);
  expect(can("OWNERS", "MASKED")).toBe(true);
  expect(can("OWNERS", "READ")).toBe(false);
  expect(can("TICKETS", "WRITE")).toBe(true);
  expect(can("MONEY")).toBe(false);
});

test("who may not read tickets has neither the page nor the tiles", () => {
  const hr = canOf([row("PORTFOLIO", "READ"), row("PEOPLE", "WRITE"), row("DUTIES", "READ")]);
  expect(pages.filter((p) => p.open(hr)).map((p) => p.name)).not.toContain("tickets");
  expect(pages.filter((p) => p.open(hr)).map((p) => p.name)).not.toContain("admin");
  expect(tilesFor("QUALITY", hr)).toEqual(["DUTIES_IN_TIME"]);
  expect(tilesFor("HR", hr)).toHaveLength(8);
  expect(tilesFor("ADMINISTRATOR", hr)).toEqual([]);
});
