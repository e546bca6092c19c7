import { expect, test } from "vitest";
import { changesOf, daysOf, festivalsOf, type SpecialDay, weekendsAround, workingDays } from "./festivals.ts";

const off = (day: string, name = "春节"): SpecialDay => ({ day, kind: "HOLIDAY", name });
const worked = (day: string, name = "春节"): SpecialDay => ({ day, kind: "MAKE_UP", name });
const bare = (days: readonly SpecialDay[]) => days.map(({ day, kind, name }) => `${day} ${kind} ${name}`).sort();

test("festivals become days and days become the festivals they came of", () => {
  const festivals = [
    { name: "元旦", from: "2027-01-01", to: "2027-01-03", worked: [] },
    { name: "春节", from: "2027-02-05", to: "2027-02-07", worked: ["2027-01-31", "2027-02-20"] },
  ];
  const days = daysOf(festivals);
  expect(days.map((d) => [d.festival, d.field, d.day])).toEqual([
    [0, "from", "2027-01-01"], [0, "to", "2027-01-02"], [0, "to", "2027-01-03"],
    [1, "from", "2027-02-05"], [1, "to", "2027-02-06"], [1, "to", "2027-02-07"], [1, "worked", "2027-01-31"], [1, "worked", "2027-02-20"],
  ]);
  expect(festivalsOf(days)).toEqual(festivals);
});

test("no day of a version is lost on the way through the form, whatever the version looks like", () => {
  const odd = [off("2027-10-01", "国庆节"), off("2027-10-03", "国庆节"), off("2027-10-04", "国庆节"), worked("2027-10-09", "国庆节"), worked("2027-01-02", "元旦"), off("2027-02-05")];
  expect(bare(daysOf(festivalsOf(odd)))).toEqual(bare(odd));
  expect(festivalsOf(odd)).toContainEqual({ name: "国庆节", from: "2027-10-03", to: "2027-10-04", worked: ["2027-10-09"] });
});

test("what is no range is said as it is, for the hub to refuse", () => {
  expect(daysOf([{ name: "春节", from: "2027-02-07", to: "2027-02-05" }]).map((d) => [d.field, d.day])).toEqual([["from", "2027-02-07"], ["to", "2027-02-05"]]);
  expect(daysOf([{ name: "元旦", from: "2027-01-01" }]).map((d) => d.day)).toEqual(["2027-01-01"]);
  expect(daysOf([{ name: "元旦" }, {}])).toEqual([]);
  expect(daysOf([{ from: "2027-01-01", to: "2127-01-01" }]).length).toBeLessThan(100);
});

test("weekends are offered around a festival, in its year, and not those within it", () => {
  const around = weekendsAround(2027, { from: "2027-02-05", to: "2027-02-11" });
  expect(around).toContain("2027-01-31");
  expect(around).toContain("2027-02-20");
  expect(around).not.toContain("2027-02-06");
  expect(around.every((d) => d.startsWith("2027"))).toBe(true);
  expect(weekendsAround(2027, {}).length).toBe(104);
});

test("working days are Monday to Friday, less the days off, and what is made up", () => {
  expect(workingDays(2027, [])).toBe(261);
  expect(workingDays(2027, [off("2027-02-05"), off("2027-02-06"), worked("2027-02-20")])).toBe(261);
  expect(workingDays(2027, [off("2027-02-08")])).toBe(260);
});

test("versions are told apart by their days", () => {
  expect(changesOf([off("2027-01-01"), worked("2027-01-10")], [off("2027-01-01"), off("2027-01-10"), off("2027-01-02")])).toEqual([
    { day: "2027-01-02", is: "HOLIDAY" }, { day: "2027-01-10", was: "MAKE_UP", is: "HOLIDAY" },
  ]);
});
