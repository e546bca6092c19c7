import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const assets = resolve(import.meta.dirname, "../dist/assets");
const names = readdirSync(assets);
const own = (name: string) => /\.(?:js|css)$/.test(name) && !/^(?:vendor-|graphiql|rolldown)/.test(name);
const sizes = new Map(names.filter(own).map((name) => [name, gzipSync(readFileSync(join(assets, name)), { level: 9 }).length]));

/** What a file imports before it runs, and what that imports in turn. */
function needed(name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  const text = readFileSync(join(assets, name), "utf8");
  for (const [, other] of text.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g)) needed(other!, known);
  return known;
}

/** What the page itself names. */
const begun = [...readFileSync(join(assets, "../console.html"), "utf8").matchAll(/assets\/([^"]+\.(?:js|css))"/g)].map(([, name]) => name!);

/** What whoever opens any page runs. */
function shell(known = new Set<string>()): Set<string> {
  for (const name of begun) if (name.endsWith(".js")) needed(name, known);
  return known;
}

/** What somebody loads who opens a page first, in a language: the shell, the page, their words and styles. */
function firstLoad(page: string, language: string): string[] {
  const files = shell();
  for (const name of [`page-${page}.js`, `text-app-${language}.js`, `text-${page}-${language}.js`, `terms-${language}.js`]) needed(name, files);
  return [...files, ...begun.filter((n) => n.endsWith(".css")), ...names.filter((n) => n === `${page}.css`)].filter((name) => sizes.has(name));
}

const pages = names.flatMap((name) => /^page-(\w+)\.js$/.exec(name)?.[1] ?? []);

test("there are pages to measure", () => expect(pages.length).toBe(8));

test.each(pages.flatMap((page) => [[page, "zh"], [page, "en"]] as const))("the first load of %s in %s has under 60 KB of our own code, gzipped", (page, language) => {
  const files = firstLoad(page, language);
  const total = files.reduce((sum, name) => sum + sizes.get(name)!, 0);
  expect(total, files.map((name) => `${name} ${sizes.get(name)}`).join("\n")).toBeLessThan(60 * 1024);
  expect(total).toBeGreaterThan(10 * 1024);
});

// A slow phone compiles and runs all of it before anything answers.
test.each(pages)("the first load of %s has under 410 KB with the vendors' code, gzipped", (page) => {
  const files = [...needed(`page-${page}.js`, shell())];
  const total = files.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name)), { level: 9 }).length, 0);
  expect(total, files.join("\n")).toBeLessThan(410 * 1024);
});

test("charts, sheets, pinyin and the schema's language load where they are used only", () => {
  for (const page of pages) {
    const late = [...needed(`page-${page}.js`, shell())].filter((name) => /^vendor-(?:charts|excel|pinyin|schema)/.test(name));
    expect(late, page).toEqual([]);
  }
});
