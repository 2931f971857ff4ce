import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { LAST_DATE, writeOrders } from "./batch/orders.ts";
import { median, type Run } from "./load.ts";

const ORDERS = 1_000_000;
const CUSTOMERS = 100_000;
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A comparison, and the most memory that either program had, in megabytes. */
export interface BatchRun extends Run {
  readonly peakMb: { readonly ours: number; readonly baseline: number };
}

interface Timed {
  readonly seconds: number;
  readonly peakMb: number;
}

/** `rfedge score` of a million orders, against DuckDB that makes the same table of the same file; both from the start of their process to its end. */
export async function scoreBatch(pairs: number): Promise<BatchRun> {
  const folder = await mkdtemp(join(tmpdir(), "rfedge-bench-"));
  try {
    const [file, mine, theirs] = [join(folder, "orders.csv"), join(folder, "ours.csv"), join(folder, "duckdb.csv")];
    await writeOrders(file, ORDERS, CUSTOMERS);
    const score = ["score", file, "--as-of", LAST_DATE, "--method", "quantiles", "--window-days", "365"];
    const ours = () => timed(at("../../worker/cli/main.ts"), score, mine);
    const baseline = () => timed(at("./batch/duckdb.ts"), [file, LAST_DATE, theirs], join(folder, "said"));
    await ours();
    await baseline();
    await requireSame(mine, theirs);
    const runs: { ours: Timed; baseline: Timed }[] = [];
    for (let pair = 0; pair < pairs; pair++) runs.push({ ours: await ours(), baseline: await baseline() });
    return runOf(runs);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function runOf(runs: readonly { ours: Timed; baseline: Timed }[]): BatchRun {
  const samples = runs.map(({ ours, baseline }) => baseline.seconds / ours.seconds);
  const both = (of: (timed: Timed) => number, over: (numbers: number[]) => number) => ({
    ours: over(runs.map(({ ours }) => of(ours))),
    baseline: over(runs.map(({ baseline }) => of(baseline))),
  });
  return {
    name: "score-batch",
    against: `DuckDB that makes the same table of the same ${ORDERS.toLocaleString("en-GB")} orders; here per second are orders`,
    ratio: median(samples),
    samples,
    perSecond: both(({ seconds }) => ORDERS / seconds, median),
    busyMs: null,
    peakMb: both(
      ({ peakMb }) => peakMb,
      (all) => Math.max(...all),
    ),
  };
}

/** Runs a program to its end. */
async function timed(program: string, words: readonly string[], into: string): Promise<Timed> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", at("./batch/peak.ts"), program, ...words], {
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  const file = createWriteStream(into);
  child.stdout?.pipe(file);
  let said = "";
  child.stdio[3]?.on("data", (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, "close");
  const seconds = (performance.now() - began) / 1000;
  await finished(file);
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  return { seconds, peakMb: Number(said) / 1024 };
}

/** @throws Error where the two tables differ in anything but the order of their lines: a rate of wrong answers says nothing */
async function requireSame(mine: string, theirs: string): Promise<void> {
  const [ours, other] = [await linesOf(mine), await linesOf(theirs)];
  const differing = ours.filter((line, place) => line !== other[place]);
  if (ours.length === other.length && differing.length === 0) return;
  throw new Error(
    `of ${ours.length} and ${other.length} lines ${differing.length} differ, the first is ${differing[0]}`,
  );
}

async function linesOf(path: string): Promise<string[]> {
  return (await readFile(path, "utf8")).trim().split("\n").sort();
}
