import { expect, test } from "vitest";
import { TicketKind, TicketState } from "../gql/schema.ts";
import { terms as termsEn } from "./terms-en.ts";
import { terms as termsZh } from "./terms-zh.ts";

const modules = import.meta.glob<{ texts: Record<string, string> }>("../{app,pages/*}/{zh,en}.ts", { eager: true });

test("every text is there in both languages", () => {
  const chinese = Object.keys(modules).filter((path) => path.endsWith("/zh.ts"));
  expect(chinese.length).toBeGreaterThan(5);
  for (const path of chinese) {
    const zh = modules[path]!.texts;
    const en = modules[path.replace(/zh\.ts$/, "en.ts")]?.texts ?? {};
    expect(Object.keys(en).sort(), path).toEqual(Object.keys(zh).sort());
    for (const [key, text] of Object.entries({ ...zh, ...en })) expect(text.trim(), `${path} ${key}`).not.toBe("");
    const holes = (text = "") => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
    for (const key of Object.keys(zh)) expect(holes(en[key]), `${path} ${key}`).toEqual(holes(zh[key]));
  }
});

test("codes have names in both languages", () => {
  expect(Object.keys(termsEn).sort()).toEqual(Object.keys(termsZh).sort());
  for (const state of TicketState) expect(termsZh).toHaveProperty([`TicketState.${state}`]);
  for (const kind of TicketKind) expect(termsZh).toHaveProperty([`TicketKind.${kind}`]);
});
