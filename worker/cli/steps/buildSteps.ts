import { build } from "esbuild";
import { Failure } from "../failure.ts";
import { inRoot } from "./root.ts";
import { callStep, commandStep, type Step } from "./step.ts";

/** The browser tag, as one script that old browsers can read too. */
const tagStep = callStep("build tag", async () => {
  await build({
    entryPoints: [inRoot("worker", "tag", "index.ts")],
    outfile: inRoot("dist", "assets", "tag.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    legalComments: "none",
    logLevel: "silent",
  });
});

// The next two are loaded when they are built: a check of the rest does not stop at a shop that does not load.

/** The demo shop, served at /demo/. */
const demoStep = callStep("build demo", async () => {
  const { buildDemo } = await import("../../demo/build.ts");
  await buildDemo(inRoot("dist", "assets", "demo"));
});

/** `openapi.json` and the page that makes it readable. */
const docsStep = callStep("build docs", async () => {
  const { writeOpenApi } = await import("../openapi.ts");
  await writeOpenApi(inRoot("dist", "assets"));
});

/** The Worker as it is deployed; `npm start` runs this very file. */
const workerStep = commandStep("build worker", "wrangler deploy --dry-run --outdir dist/worker");

/** The extension for both browsers, Manifest V3, with the archives that the stores take. */
const extensionStep = commandStep("build extension", "wxt zip extension", "wxt zip extension -b firefox --mv3");

const PARTS: Readonly<Record<string, readonly Step[]>> = {
  assets: [tagStep, demoStep, docsStep],
  worker: [workerStep],
  extension: [extensionStep],
};

/**
 * The steps that make the named parts (`assets`, `worker`, `extension`), or all of them. The assets come first: the Worker
 * is bundled with their folder.
 *
 * @throws Failure where a part is unknown
 */
export function buildParts(names: readonly string[] = []): readonly (readonly Step[])[] {
  const unknown = names.find((name) => !(name in PARTS));
  if (unknown !== undefined) throw new Failure(`Unknown part ${unknown}: there are ${Object.keys(PARTS).join(", ")}`);
  const wanted = Object.keys(PARTS).filter((name) => names.length === 0 || names.includes(name));
  const later = wanted.filter((name) => name !== "assets").flatMap((name) => PARTS[name] ?? []);
  return [wanted.includes("assets") ? (PARTS["assets"] ?? []) : [], later];
}
