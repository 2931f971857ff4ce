// npm run bench: every ratio against a baseline of the same run, what a page view is billed, and what a visitor takes.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { requirePort } from "../../worker/cli/local/port.ts";
import { buildParts } from "../../worker/cli/steps/buildSteps.ts";
import { runSteps } from "../../worker/cli/steps/runSteps.ts";
import type { BrowserFigures } from "./browser/soonerRun.ts";
import { PORTS } from "./config.ts";
import { countPageViews } from "./counts.ts";
import { decideHundred } from "./decideHundred.bench.ts";
import { decideObject } from "./decideObject.bench.ts";
import { decideToken } from "./decideToken.bench.ts";
import { extension } from "./extension.bench.ts";
import { extensionDashboard } from "./extensionDashboard.bench.ts";
import { type Footprint, footprintOf } from "./footprint.ts";
import { compare, type Load, type Run, rateOf, type Size } from "./load.ts";
import { longLife } from "./longLife.bench.ts";
import { pageDecide } from "./pageDecide.bench.ts";
import { firstByteOf, proxySlots } from "./proxySlots.bench.ts";
import { Runtime } from "./runtime.ts";
import { type BatchRun, scoreBatch } from "./scoreBatch.bench.ts";
import { openShop, type Shop } from "./shop.ts";
import { tagLoad } from "./tagLoad.bench.ts";
import { transition } from "./transition.bench.ts";
import { sanitising, trust } from "./trust.bench.ts";

const HELP = `npm run bench [-- options]

  --json FILE      writes the figures there as well
  --pairs N        pairs of runs a ratio is the median of (default 5)
  --seconds N      how long each run takes (default 3)
  --crowd PEOPLE   how many more are known when the dashboard is loaded again (default 2000)
  --only WORD      of the routes only those whose name begins so, and nothing else
`;
const VISITORS = 200;
const MORE_VISITORS = 1_000;

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    pairs: { type: "string", default: "5" },
    seconds: { type: "string", default: "3" },
    crowd: { type: "string", default: "2000" },
    only: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(HELP);
else {
  const { pairs, seconds, crowd } = values;
  await bench({ pairs: Number(pairs), seconds: Number(seconds), crowd: Number(crowd) }, values);
}

async function bench(size: Extent, { json, only }: { readonly json?: string; readonly only?: string }) {
  if (!(size.pairs >= 1 && size.seconds >= 1 && size.crowd >= 1))
    throw new RangeError("bench requires --pairs, --seconds and --crowd of 1 or more");
  for (const port of Object.values(PORTS)) await requirePort(port);
  const { ok } = await runSteps(buildParts(["worker", "extension"]));
  if (!ok) throw new Error("the Worker and the extension cannot be built");
  const runtime = await Runtime.prepare();
  const end = () => void runtime.end().then(() => process.exit(1));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
  try {
    await runtime.start();
    if (only !== undefined) return await measureOnly(runtime, size, only);
    const report = await measure(runtime, size);
    print(report);
    if (json !== undefined) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await runtime.end();
  }
}

interface Extent extends Omit<Size, "busyMs"> {
  /** So many people come in, before the dashboard is loaded with all of them. */
  readonly crowd: number;
}

type Report = Awaited<ReturnType<typeof measure>>;

function at(port: number): string {
  return `http://127.0.0.1:${port}`;
}

async function measure(runtime: Runtime, size: Extent) {
  const counts = await countPageViews(at(PORTS.counted));
  const { runs, drift, firstByte, shop } = await measureRoutes(runtime, size);
  const footprint = await footprintOf(runtime, shop, MORE_VISITORS);
  const batch = await scoreBatch(size.pairs);
  const browser = await measureBrowser(shop, size);
  const all = [...runs, ...measureWork(size), batch, ...browser.runs];
  return { runs: all, counts, footprint, drift, firstByte, batch, extension: browser.lines };
}

async function measureOnly(runtime: Runtime, size: Extent, only: string): Promise<void> {
  const { runs, shop, ...routes } = await measureRoutes(runtime, size, only);
  const browser = await measureBrowser(shop, size, only);
  const all = [...runs, ...measureWork(size, only), ...browser.runs];
  printRoutes({ ...routes, runs: all, extension: browser.lines });
}

/** What is computed without a runtime. @param only as for routes */
function measureWork(size: Extent, only = ""): Run[] {
  return [
    ...("next-transition".startsWith(only) ? [transition(size)] : []),
    ...("long-life".startsWith(only) ? [longLife(size)] : []),
  ];
}

/** The dashboard comes last, as it brings a crowd. @param only as for routes */
async function measureBrowser(shop: Shop, size: Extent, only = ""): Promise<BrowserFigures> {
  const parts: BrowserFigures[] = [];
  if ("extension".startsWith(only)) parts.push(await extension(shop, size));
  if ("extension-dashboard".startsWith(only)) parts.push(await extensionDashboard(shop, size));
  return { runs: parts.flatMap(({ runs }) => runs), lines: parts.flatMap(({ lines }) => lines) };
}

/** @param only the beginning of the names of those that are wanted */
async function measureRoutes(runtime: Runtime, size: Extent, only = "") {
  const hello: Load = { url: `${at(PORTS.baseline)}/hello`, isGood: (body) => body.includes("world") };
  const shop = await openShop(at(PORTS.rfedge), VISITORS);
  await rateOf(hello, 1);
  const before = await rateOf(hello, size.seconds);
  const runs: Run[] = [];
  const comparisons = [
    ...[decideObject, decideToken, pageDecide, trust].flatMap((made) => made(shop, at(PORTS.baseline))),
    ...(await decideHundred(at(PORTS.rfedge), at(PORTS.growthbook))),
    ...(await proxySlots(at(PORTS.rfedge), at(PORTS.baseline), at(PORTS.origin))),
  ];
  for (const comparison of comparisons.filter(({ name }) => name.startsWith(only)))
    runs.push(await compare(comparison, { ...size, busyMs: () => runtime.busyMs() }));
  if ("trust-sanitise".startsWith(only)) runs.push(sanitising(shop, size));
  if ("tag-load".startsWith(only)) runs.push(...(await tagLoad(size.pairs)));
  // The machine's own drift: how a bare route fares at the end against the beginning.
  const drift = (await rateOf(hello, size.seconds)) / before;
  const firstByte = await firstByteOf(at(PORTS.rfedge), at(PORTS.origin));
  return { runs, drift, firstByte, shop };
}

function printRoutes({ runs, drift, firstByte, extension }: Omit<Report, "counts" | "footprint" | "batch">): void {
  console.log("\nratio  samples                        a second, ours / baseline; processor ms each");
  for (const run of runs) console.log(lineOf(run));
  console.log(`${drift.toFixed(2)}   a bare Hono route at the end against the beginning of this run`);
  const { proxiedMs, directMs } = firstByte;
  console.log(
    `first byte of a page: ${proxiedMs.toFixed(2)} ms through the proxy, filled; ${directMs.toFixed(2)} ms from its server`,
  );
  if (extension.length > 0) console.log(`\nthe extension\n  ${extension.join("\n  ")}`);
}

function print({ counts, footprint, batch, ...routes }: Report): void {
  printRoutes(routes);
  console.log("\ncounted, per page view with decision of someone known");
  for (const [name, count] of Object.entries(counts)) console.log(`  ${name.padEnd(28)} ${count}`);
  console.log(`\n${sentenceOf(footprint)}\n${peakOf(batch)}`);
}

function peakOf({ peakMb }: BatchRun): string {
  return `scoring a million orders takes ${peakMb.ours.toFixed(0)} MB at most, DuckDB ${peakMb.baseline.toFixed(0)} MB`;
}

function lineOf({ name, against, ratio, samples, perSecond, busyMs }: Run): string {
  const rates = `${perSecond.ours.toFixed(0)} / ${perSecond.baseline.toFixed(0)}`;
  const busy = busyMs === null ? "" : `${busyMs.ours.toFixed(2)} / ${busyMs.baseline.toFixed(2)}`;
  const list = samples.map((sample) => sample.toFixed(2)).join(" ");
  return `${ratio.toFixed(2)}   ${list.padEnd(30)} ${rates.padEnd(12)} ${busy.padEnd(12)} ${name}\n       against ${against}`;
}

function sentenceOf({ visitors, storedBytesPerVisitor, residentBytesPerVisitor }: Footprint): string {
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  const resident = residentBytesPerVisitor === null ? "not measured here" : kilobytes(residentBytesPerVisitor);
  return `a visitor takes ${kilobytes(storedBytesPerVisitor)} on disk and ${resident} of workerd's memory while awake (${visitors} visitors)`;
}
