#!/usr/bin/env node
// Types are stripped by Node 22.18 and newer; where the machine's own Node is older, the installed one takes over.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const installed = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));

if (process.features.typescript) await import("./main.ts");
else if (existsSync(installed)) {
  // The terminal sends its signals to both; the child decides when it is done.
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => {});
  const { status, signal } = spawnSync(installed, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  process.exitCode = status ?? (signal ? 1 : 0);
} else {
  console.error("rfedge needs Node 22.18 or newer, or an installed project: run npm ci first.");
  process.exitCode = 1;
}
