// npm run deploy: builds, then deploys to Cloudflare; with `-- --dry-run` all but the last step, which needs no account.
import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { buildParts } from "./steps/buildSteps.ts";
import { inRoot, ROOT } from "./steps/root.ts";
import { runSteps } from "./steps/runSteps.ts";

// What an earlier build left behind must not be published.
await rm(inRoot("dist", "assets"), { recursive: true, force: true });
const { ok } = await runSteps(buildParts(["assets", "worker"]));
const options = process.argv.slice(2);
if (!ok) process.exitCode = 1;
else if (options.includes("--dry-run")) console.log("what would be uploaded is in dist/; nothing was uploaded");
else {
  const shell = process.platform === "win32";
  const { status } = spawnSync("wrangler", ["deploy", ...options], { cwd: ROOT, stdio: "inherit", shell });
  process.exitCode = status ?? 1;
}
