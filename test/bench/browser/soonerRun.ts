import { median, type Run } from "../load.ts";

export interface BrowserFigures {
  readonly runs: readonly Run[];
  /** What is no ratio, in sentences. */
  readonly lines: readonly string[];
}

/** Two ways to the same, by how long each took, milliseconds: faster is more. */
export function soonerRun(name: string, against: string, ours: readonly number[], baseline: readonly number[]): Run {
  const samples = ours.map((ms, pair) => (baseline[pair] ?? Number.NaN) / ms);
  return { name, against, ratio: median(samples), samples, ...timesOf(median(ours), median(baseline)) };
}

/** What a run tells of each side, by the milliseconds of each. */
export function timesOf(ours: number, baseline: number): Pick<Run, "perSecond" | "busyMs"> {
  return { perSecond: { ours: 1_000 / ours, baseline: 1_000 / baseline }, busyMs: { ours, baseline } };
}
