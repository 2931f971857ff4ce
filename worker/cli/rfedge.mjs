#!/usr/bin/env node
// Types are stripped by Node 22.18 and newer; where the machine's own Node is older, the installed one takes over.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const installed = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));

if (process.features.typescript) await import("./main.ts");
else if (existsSync(installed)) {
  const child = spawn(installed, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => child.kill(name));
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  console.error("rfedge needs Node 22.18 or newer, or an installed project: run npm ci first.");
  process.exitCode = 1;
}
