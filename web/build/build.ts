import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "vite";
import { consolePage, graphiqlPage } from "../vite.config.ts";
import { licences, writeSums } from "./plugins.ts";

const web = resolve(import.meta.dirname, "..");
const dist = join(web, "dist");

/** Builds both pages into dist/, with the licences of what is in them and the sums of it all. */
export async function main(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  const used = licences();
  for (const page of [graphiqlPage, consolePage]) {
    await build({ ...page([used.plugin()]), configFile: false });
  }
  used.write(join(dist, "LICENSES.txt"));
  writeSums(dist, "build.json");
}
