import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import * as v from "valibot";
import { Failure } from "../failure.ts";
import { licencesText } from "../supply/licences.ts";
import { inRoot } from "./root.ts";
import { runCommand } from "./runCommand.ts";
import { type StampedStep, stamped } from "./stamped.ts";
import { callStep, commandStep, type Step } from "./step.ts";

const COMMON = ["shared", "package-lock.json", "worker/cli/steps/buildSteps.ts", "worker/cli/supply/licences.ts"];

/** The browser tag and what stands beside it for consent, each as one script that old browsers can read too. */
const tag = callStep("build tag", async () => {
  const common = { bundle: true, minify: true, format: "iife", target: "es2020", legalComments: "none" } as const;
  // By the folder's compiler options the scripts would say "use strict", which changes nothing in them and costs bytes.
  const lean = { ...common, logLevel: "silent", tsconfigRaw: {} } as const;
  await build({
    ...lean,
    entryPoints: [inRoot("worker", "tag", "signals", "index.ts")],
    outfile: inRoot("dist", "assets", "consent.js"),
  });
  await build({
    ...lean,
    entryPoints: [inRoot("worker", "tag", "index.ts")],
    outfile: inRoot("dist", "assets", "tag.js"),
  });
});

/** What takes the tag's place on a page in preview, and how a preview looks. */
const preview = callStep("build preview", async () => {
  const common = { bundle: true, minify: true, legalComments: "none", logLevel: "silent" } as const;
  const styles = inRoot("dist", "assets", "preview.css");
  await build({ ...common, entryPoints: [inRoot("worker", "tag", "preview", "banner.css")], outfile: styles });
  await build({
    ...common,
    entryPoints: [inRoot("worker", "tag", "preview", "index.ts")],
    outfile: inRoot("dist", "assets", "preview.js"),
    format: "esm",
    target: "es2022",
    define: { BANNER_STYLES: JSON.stringify(await readFile(styles, "utf8")) },
  });
});

/** How a visitor's own page looks, and what lets the tag's copies go. */
const ownData = callStep("build own data", async () => {
  const common = { bundle: true, minify: true, legalComments: "none", logLevel: "silent" } as const;
  const [folder, assets] = [inRoot("worker", "tag", "own"), inRoot("dist", "assets")];
  await build({ ...common, entryPoints: [`${folder}/page.css`], outfile: `${assets}/own-data.css` });
  await build({ ...common, entryPoints: [`${folder}/index.ts`], outfile: `${assets}/own-data.js`, format: "iife" });
});
const ownDataStep = stamped(ownData, { inputs: [...COMMON, "worker/tag"], output: "dist/assets/own-data.js" });
const previewStep = stamped(preview, { inputs: [...COMMON, "worker/tag"], output: "dist/assets/preview.js" });

const tagStep = stamped(tag, { inputs: [...COMMON, "worker/tag"], output: "dist/assets/tag.js" });

// The next two are loaded when they are built: a check of the rest does not stop at a shop that does not load.

/** The demo shop, served at /demo/. */
const demo = callStep("build demo", async () => {
  const { buildDemo } = await import("../../demo/build.ts");
  await buildDemo(inRoot("dist", "assets", "demo"));
});
const demoStep = stamped(demo, {
  inputs: [...COMMON, "worker/demo"],
  without: ["worker/demo/data"],
  output: "dist/assets/demo/index.html",
});

/** `openapi.json` and the page that makes it readable. */
const docs = callStep("build docs", async () => {
  const { writeOpenApi } = await import("../openapi.ts");
  await writeOpenApi(inRoot("dist", "assets"));
});
const docsStep = stamped(docs, {
  inputs: [...COMMON, "worker/cli/openapi.ts", "worker/cli/openapi", "worker/cli/factsheet"],
  output: "dist/assets/openapi.json",
});

/** What others' licences ask for, beside the other files that the Worker serves: its source map names what is in it. */
const licences = callStep("licences", async () => {
  const map = await readFile(inRoot("dist", "worker", "index.js.map"), "utf8");
  const { sources } = v.parse(v.pipe(v.string(), v.parseJson(), SourceMapSchema), map);
  const modules = sources.map((source) => join(inRoot("dist", "worker"), source));
  await writeFile(inRoot("dist", "assets", "licences.txt"), await licencesText(modules));
});
const SourceMapSchema = v.object({ sources: v.array(v.string()) });

/** What wrangler reads in its own file, for whoever runs the Worker: to load wrangler takes longer than all the rest of a start. */
const options = callStep("worker options", async () => {
  // It logs what only a deployment lacks, and settles how much it logs when it is loaded.
  process.env["WRANGLER_LOG"] ??= "none";
  const { unstable_getMiniflareWorkerOptions } = await import("wrangler");
  const { workerOptions } = unstable_getMiniflareWorkerOptions(inRoot("wrangler.toml"));
  await writeFile(inRoot("dist", "worker", "options.json"), JSON.stringify(workerOptions));
});

/** The Worker as it is deployed; `npm start` runs this very file. */
const worker: Step = {
  name: "build worker",
  run: async () => {
    let outcome = await runCommand("wrangler deploy --dry-run --outdir dist/worker");
    for (const step of [options, licences]) if (outcome.ok) outcome = await step.run();
    return outcome;
  },
};
const workerStep = stamped(worker, {
  inputs: [...COMMON, "worker", "wrangler.toml"],
  without: ["worker/tag", "worker/demo", "worker/cli"],
  output: "dist/worker/options.json",
});

/** The extension for both browsers, Manifest V3, with the archives that the stores take. */
const extension = commandStep("build extension", "wxt zip extension", "wxt zip extension -b firefox --mv3");
const extensionStep = stamped(extension, {
  inputs: [...COMMON, "extension"],
  output: "dist/extension/chrome-mv3/manifest.json",
});

const PARTS: Readonly<Record<string, readonly StampedStep[]>> = {
  assets: [tagStep, previewStep, ownDataStep, demoStep, docsStep],
  worker: [workerStep],
  extension: [extensionStep],
};

/**
 * The steps that make the named parts (`assets`, `worker`, `extension`), or all of them. The assets come first: the Worker
 * is bundled with their folder.
 *
 * @throws Failure where a part is unknown
 */
export function buildParts(names: readonly string[] = []): readonly (readonly StampedStep[])[] {
  const unknown = names.find((name) => !(name in PARTS));
  if (unknown !== undefined) throw new Failure(`Unknown part ${unknown}: there are ${Object.keys(PARTS).join(", ")}`);
  const wanted = Object.keys(PARTS).filter((name) => names.length === 0 || names.includes(name));
  const later = wanted.filter((name) => name !== "assets").flatMap((name) => PARTS[name] ?? []);
  return [wanted.includes("assets") ? (PARTS["assets"] ?? []) : [], later];
}
