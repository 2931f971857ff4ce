import { type Difference, diffConfig } from "./diffConfig.ts";

/** A log tells what changed; the versions hold it whole. */
const MOST = 50;
const LONGEST = 120;

/** What of two documents differs, as a log keeps it: so many places, each value in short; `more` says how many places are left out. */
export interface DiffSummary {
  readonly differences: readonly Difference[];
  readonly more?: number;
}

/**
 * The differences of two configurations, in short.
 *
 * @example diffSummary({ a: 1 }, { a: 2 }); // => { differences: [{ path: "/a", before: 1, after: 2 }] }
 */
export function diffSummary(before: unknown, after: unknown): DiffSummary {
  const differences = diffConfig(before, after);
  const more = differences.length - MOST;
  return { differences: differences.slice(0, MOST).map(inShort), ...(more > 0 ? { more } : {}) };
}

function inShort({ path, ...values }: Difference): Difference {
  const short = Object.entries(values).map(([side, value]) => [side, shortened(value)]);
  return { path, ...Object.fromEntries(short) };
}

function shortened(value: unknown): unknown {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text === undefined || text.length <= LONGEST) return value;
  return `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}
