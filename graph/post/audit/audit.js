// Runs the published audits of GraphQL over HTTP (graphql-http) against a hub of its own, with the demo portfolio:
//
//	npm ci && node audit.js <the hub's program>
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverAudits } from "graphql-http";

const data = await mkdtemp(join(tmpdir(), "estatehub-audit-"));
const hub = spawn(process.argv[2], ["serve", "--listen", "127.0.0.1:0", "--data", data], { stdio: ["ignore", "pipe", "inherit"] });
const ended = new Promise((resolve) => hub.once("exit", resolve));
let failed = 0;
try {
  const url = await answers(hub);
  const signIns = JSON.parse(await readFile(join(data, "demo-signins.json"), "utf8"));
  const { token } = signIns.find((s) => s.role === "QUALITY");
  const fetchFn = (url, init = {}) => fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  const audits = serverAudits({ url, fetchFn });
  for (const audit of audits) {
    const result = await audit.fn();
    if (result.status !== "ok") {
      failed++;
    }
    console.log(`${result.status.padEnd(6)} ${audit.id} ${audit.name}${result.status === "ok" ? "" : `\n       ${result.reason}`}`);
  }
  console.log(`${audits.length - failed} of ${audits.length} audits pass`);
} finally {
  hub.kill("SIGTERM");
  await ended;
  await rm(data, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

// answers is the address of the hub once it says so.
function answers(hub) {
  return new Promise((resolve, reject) => {
    let said = "";
    hub.stdout.on("data", (text) => {
      said += text;
      const at = said.match(/answers at (\S+)\/graphql/);
      if (at) {
        resolve(`${at[1]}/graphql`);
      }
    });
    hub.once("error", reject);
    hub.once("exit", (code) => reject(new Error(`the hub ended with ${code}`)));
  });
}
