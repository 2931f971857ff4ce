import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../failure.ts";
import { buildParts } from "../steps/buildSteps.ts";
import { inRoot } from "../steps/root.ts";
import { runSteps } from "../steps/runSteps.ts";

/** What each part is made from and one file that it makes. Folders are read whole, but for the rooms that never get into the part. */
interface Part {
  readonly inputs: readonly string[];
  readonly without: readonly string[];
  readonly output: string;
}

const COMMON = ["shared", "package-lock.json", "worker/cli/steps/buildSteps.ts"];
const PARTS: Readonly<Record<string, Part>> = {
  assets: {
    inputs: [...COMMON, "worker/tag", "worker/demo", "worker/cli/openapi.ts", "worker/cli/openapi", "worker/cli/docs"],
    without: ["worker/demo/data"],
    output: "dist/assets/tag.js",
  },
  worker: {
    inputs: [...COMMON, "worker", "wrangler.toml"],
    without: ["worker/tag", "worker/demo", "worker/cli"],
    output: "dist/worker/index.js",
  },
  extension: { inputs: [...COMMON, "extension"], without: [], output: "dist/extension/chrome-mv3/manifest.json" },
};
const STAMP = "dist/stamps.json";

/**
 * Builds what does not match its sources any more, judged by their content.
 *
 * @throws Failure where a part cannot be built; what is wrong has been said
 */
export async function buildStale(): Promise<void> {
  const stamps = readStamps();
  const digests = Object.fromEntries(
    await Promise.all(Object.entries(PARTS).map(async ([name, part]) => [name, await digestOf(part)] as const)),
  );
  const stale = Object.entries(PARTS).filter(
    ([name, { output }]) => stamps[name] !== digests[name] || !existsSync(inRoot(output)),
  );
  if (stale.length === 0) return;
  const names = stale.map(([name]) => name);
  console.log(`Building ${names.join(", ")} ...`);
  const { ok } = await runSteps(buildParts(names));
  if (!ok) throw new Failure(`${names.join(", ")} could not be built: see above`);
  const path = inRoot(STAMP);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(digests, null, 2));
}

function readStamps(): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(inRoot(STAMP), "utf8"));
  } catch {
    return {};
  }
}

async function digestOf({ inputs, without }: Part): Promise<string> {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const path of await filesOf(input, without)) hash.update(`${path}\0`).update(readFileSync(inRoot(path)));
  }
  return hash.digest("hex");
}

/** The files at a path, sorted; none where there is nothing. Tests are no input. */
async function filesOf(path: string, without: readonly string[]): Promise<string[]> {
  if (!existsSync(inRoot(path)) || without.includes(path)) return [];
  if (statSync(inRoot(path)).isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  const names = (await readdir(inRoot(path))).filter((name) => !name.startsWith(".")).sort();
  return (await Promise.all(names.map((name) => filesOf(join(path, name).replaceAll("\\", "/"), without)))).flat();
}
