import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";

const web = resolve(import.meta.dirname, "..");

/**
 * Drops the Roboto and Fira Code faces that GraphiQL's style sheet carries as
 * base64 (350 kB, Latin only). style.css names system fonts instead, which a
 * Chinese-language desktop has anyway.
 */
export function systemFonts(): Plugin {
  return {
    name: "estatehub:system-fonts",
    enforce: "pre",
    transform: {
      filter: { id: /node_modules\/.*\.css$/ },
      handler(code) {
        return { code: code.replace(/@font-face\s*\{[^}]*\}/g, ""), map: null };
      },
    },
  };
}

/** Gathers the licence of every npm package with a module in a bundle, over several builds. */
export function licences(): { plugin(): Plugin; write(file: string): void } {
  const entries = new Map<string, string>();
  const plugin = (): Plugin => ({
    name: "estatehub:licences",
    generateBundle(_options, bundle) {
      const roots = new Set<string>();
      for (const output of Object.values(bundle)) {
        if (output.type !== "chunk") continue;
        for (const id of output.moduleIds) {
          const root = packageRoot(id.split("?")[0]!);
          if (root) roots.add(root);
        }
      }
      for (const root of roots) {
        const pkg = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
        if (!pkg.license) this.error(`${pkg.name}: no license field`);
        entries.set(`${pkg.name} ${pkg.version}`, licenceOf(root, pkg));
      }
    },
  });
  const write = (file: string) => {
    const rule = "-".repeat(72);
    const body = [...entries]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, text]) => `${rule}\n${name} ${text}\n`)
      .join("\n");
    writeFileSync(file, `The files in assets/ contain code from these npm packages.\n\n${body}`);
  };
  return { plugin, write };
}

interface Package {
  license: string;
  author?: string | { name?: string };
  repository?: string | { url?: string };
}

function licenceOf(root: string, pkg: Package): string {
  // ECharts has a folder of licences beside its own: of what it took over.
  const texts = readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => /^(licen[cs]e|copying|notice)/i.test(name))
    .flatMap((entry) => (entry.isDirectory() ? readdirSync(join(root, entry.name)).map((name) => join(entry.name, name)) : [entry.name]))
    .sort()
    .map((name) => normalize(readFileSync(join(root, name), "utf8")));
  if (texts.length === 0) {
    const author = typeof pkg.author === "string" ? pkg.author : pkg.author?.name;
    const where = typeof pkg.repository === "string" ? pkg.repository : pkg.repository?.url;
    texts.push(
      `The package carries no licence text; it declares: ${pkg.license}` +
        (author ? `\nAuthor: ${author}` : "") +
        (where ? `\nSource: ${where}` : ""),
    );
  }
  return `(${pkg.license})\n\n${texts.join("\n\n")}`;
}

/** The folder of the package a module is of; packages in it that only name an entry are part of it. */
function packageRoot(id: string): string | undefined {
  if (id.startsWith("\0")) return undefined;
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
}

function normalize(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "").trim();
}

/** What below web/ is no source: what is built, installed or generated. */
const notSources = ["dist", "node_modules", "src/console/gql"];

/**
 * Writes what dist/ was built from, and what it consists of, so that the Go
 * tests can tell a stale or half-committed dist/ without Node.
 *
 * sources: SHA-256 over every file of web/ except those notSources names, in
 * the byte order of the slash-separated path: path, NUL, decimal size, NUL,
 * content. embed_test.go computes the same.
 */
export function writeSums(dist: string, fileName: string): void {
  const sources = createHash("sha256");
  for (const path of walk(web, notSources)) {
    const content = readFileSync(join(web, path));
    sources.update(`${path}\0${content.length}\0`).update(content);
  }
  const files = Object.fromEntries(
    walk(dist, [fileName]).map((path) => [path, createHash("sha256").update(readFileSync(join(dist, path))).digest("hex")]),
  );
  const json = JSON.stringify({ sources: sources.digest("hex"), files }, null, 2);
  writeFileSync(join(dist, fileName), json + "\n");
}

/** All files under root as sorted slash-separated paths, save those in skip and below. */
function walk(root: string, skip: string[]): string[] {
  const paths: string[] = [];
  const visit = (prefix: string) => {
    for (const entry of readdirSync(join(root, prefix), { withFileTypes: true })) {
      const path = prefix + entry.name;
      if (skip.includes(path)) continue;
      if (entry.isDirectory()) visit(path + "/");
      else if (entry.isFile()) paths.push(path);
    }
  };
  visit("");
  return paths.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
