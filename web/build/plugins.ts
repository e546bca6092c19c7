import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
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

/** Writes the licence of every npm package with a module in the bundle. */
export function licenses(fileName: string): Plugin {
  return {
    name: "estatehub:licenses",
    generateBundle(_options, bundle) {
      const roots = new Set<string>();
      for (const output of Object.values(bundle)) {
        if (output.type !== "chunk") continue;
        for (const id of output.moduleIds) {
          const root = packageRoot(id.split("?")[0]!);
          if (root) roots.add(root);
        }
      }
      const entries = new Map<string, string>();
      for (const root of roots) {
        const pkg = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
        const texts = readdirSync(root)
          .filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
          .sort()
          .map((name) => normalize(readFileSync(join(root, name), "utf8")));
        if (!pkg.license) this.error(`${pkg.name}: no license field`);
        if (texts.length === 0) {
          const author = typeof pkg.author === "string" ? pkg.author : pkg.author?.name;
          const where = typeof pkg.repository === "string" ? pkg.repository : pkg.repository?.url;
          texts.push(
            `The package carries no licence text; it declares: ${pkg.license}` +
              (author ? `\nAuthor: ${author}` : "") +
              (where ? `\nSource: ${where}` : ""),
          );
        }
        entries.set(`${pkg.name} ${pkg.version}`, `(${pkg.license})\n\n${texts.join("\n\n")}`);
      }
      const rule = "-".repeat(72);
      const body = [...entries]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, text]) => `${rule}\n${name} ${text}\n`)
        .join("\n");
      this.emitFile({
        type: "asset",
        fileName,
        source: `The files in assets/ contain code from these npm packages.\n\n${body}`,
      });
    },
  };
}

function packageRoot(id: string): string | undefined {
  if (id.startsWith("\0") || !id.includes("/node_modules/")) return undefined;
  for (let dir = dirname(id); dir.includes("/node_modules/"); dir = dirname(dir)) {
    const file = join(dir, "package.json");
    // Sub-folders may hold a nameless package.json of only {"type": …}.
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version) return dir;
  }
  return undefined;
}

function normalize(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[ \t]+$/gm, "").trim();
}

/**
 * Writes what dist/ was built from, and what it consists of, so that the Go
 * tests can tell a stale or half-committed dist/ without Node.
 *
 * sources: SHA-256 over every file of web/ except dist/ and node_modules/, in
 * the byte order of the slash-separated path: path, NUL, decimal size, NUL,
 * content. embed_test.go computes the same.
 */
export function sourceHash(fileName: string): Plugin {
  let outDir = "";
  return {
    name: "estatehub:source-hash",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    writeBundle: {
      order: "post",
      handler() {
        const sources = createHash("sha256");
        for (const path of walk(web, ["dist", "node_modules"])) {
          const content = readFileSync(join(web, path));
          sources.update(`${path}\0${content.length}\0`).update(content);
        }
        const files = Object.fromEntries(
          walk(outDir, [fileName]).map((path) => [
            path,
            createHash("sha256").update(readFileSync(join(outDir, path))).digest("hex"),
          ]),
        );
        const json = JSON.stringify({ sources: sources.digest("hex"), files }, null, 2);
        writeFileSync(join(outDir, fileName), json + "\n");
      },
    },
  };
}

/** All files under root as sorted slash-separated paths; skip is top-level. */
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
