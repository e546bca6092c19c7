// Runs a TypeScript file of this folder: `node build/run.js build.ts`. Node 20
// reads no TypeScript; Vite, which is there anyway, does.
import { resolve } from "node:path";
import { runnerImport } from "vite";

process.env.NODE_ENV = "production"; // what is bundled of React is decided by it
const { module } = await runnerImport(resolve(import.meta.dirname, process.argv[2]), {
  configFile: false,
  logLevel: "error",
});
await module.main();
