import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const assets = resolve(import.meta.dirname, "../dist/assets");

// All of it at once is more than anybody loads: one language, one page.
test("our own code is under 60 KB gzipped, all pages and the larger language together", () => {
  const sizes = readdirSync(assets)
    .filter((name) => /\.js$/.test(name) && !/^(?:vendor-|graphiql|rolldown)/.test(name))
    .map((name) => ({ name, size: gzipSync(readFileSync(join(assets, name)), { level: 9 }).length }));
  const sum = (ending: RegExp) => sizes.filter((s) => ending.test(s.name)).reduce((all, s) => all + s.size, 0);
  const pages = sizes.filter((s) => s.name.startsWith("page-")).length;
  expect(pages).toBe(8);
  const languages = /(?:^text-.*|^terms)-(?:zh|en)\.js$/;
  const total = sum(/./) - sum(languages) + Math.max(sum(/-zh\.js$/), sum(/-en\.js$/));
  expect(total, JSON.stringify(sizes)).toBeLessThan(60 * 1024);
  expect(total).toBeGreaterThan(5 * 1024);
});
