import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, type InlineConfig, type Rolldown } from "vite";
import { consolePage, graphiqlPage } from "../vite.config.ts";
import { licences, writeSums } from "./plugins.ts";

const web = resolve(import.meta.dirname, "..");
const dist = join(web, "dist");

/** Builds both pages into dist/, with the licences of what is in them and the sums of it all. */
export async function main(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  const used = licences();
  const core = await reachOf(consolePage([]));
  for (const page of [graphiqlPage([used.plugin()]), consolePage([used.plugin()], core)]) {
    await build({ ...page, configFile: false });
  }
  used.write(join(dist, "LICENSES.txt"));
  writeSums(dist, "build.json");
}

/** The modules that come with the entry of a page, not later: learnt by building it without writing it. */
async function reachOf(page: InlineConfig): Promise<Set<string>> {
  const built = await build({ ...page, configFile: false, logLevel: "warn", build: { ...page.build, write: false } });
  const chunks = new Map((built as Rolldown.RolldownOutput).output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file] as const] : [])));
  const reached = new Set<string>();
  const visit = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (!chunk || reached.has(chunk.fileName)) return;
    reached.add(chunk.fileName);
    chunk.imports.forEach((name) => visit(chunks.get(name)));
  };
  visit([...chunks.values()].find((chunk) => chunk.isEntry));
  return new Set([...reached].flatMap((name) => chunks.get(name)!.moduleIds));
}
