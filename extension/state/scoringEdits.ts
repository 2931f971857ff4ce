import { diffConfig } from "#shared/config/diffConfig";
import { pointerTo } from "#shared/config/faults";
import type { SiteConfig } from "#shared/config/siteConfig";

/** What of a site's configuration is edited: how values become scores, and scores segments. */
export type ScoringEdits = Pick<SiteConfig, "scoring" | "segments">;

type Segment = SiteConfig["segments"][number];
type Bag = Readonly<Record<string, unknown>>;

/** A configuration's scoring and segments alone. */
export function editsOf({ scoring, segments }: ScoringEdits): ScoringEdits {
  return { scoring, segments };
}

/** Whether two documents say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return diffConfig(one, other).length === 0;
}

/**
 * A document with another value at one place; `undefined` takes the key away.
 *
 * @example changedAt({ a: { b: [1, 2] }, c: 3 }, ["a", "b", 1], 5); // => { a: { b: [1, 5] }, c: 3 }
 */
export function changedAt<T>(document: T, path: readonly (string | number)[], value: unknown): T {
  return withValue(document, path, value) as T;
}

function withValue(document: unknown, [key, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(document))
    return document.map((item, index) => (index === Number(key) ? withValue(item, rest, value) : item));
  const bag = { ...(isBag(document) ? document : {}) };
  const inner = withValue(bag[key], rest, value);
  if (inner === undefined) delete bag[key];
  else bag[key] = inner;
  return bag;
}

/** My changes upon what a colleague has saved meanwhile. */
export interface MergedEdits {
  readonly merged: ScoringEdits;
  /** Where both changed the same: there theirs stands. JSON pointers, a segment by its key. */
  readonly lost: readonly string[];
}

/**
 * Brings my changes onto theirs: each place as whoever changed it left it, cuts, rules and points each as a whole, segments by their keys.
 *
 * @param base what both began with
 */
export function mergeEdits(base: ScoringEdits, mine: ScoringEdits, theirs: ScoringEdits): MergedEdits {
  const lost: string[] = [];
  const scoring = merged(base.scoring, mine.scoring, theirs.scoring, ["scoring"], lost);
  const byKey = merged(keyed(base), keyed(mine), keyed(theirs), ["segments"], lost) as Readonly<
    Record<string, Segment>
  >;
  const order = mergedOrder(...([base, mine, theirs].map(keysOf) as [string[], string[], string[]]), lost);
  const known = order.filter((key) => Object.hasOwn(byKey, key));
  const missing = Object.keys(byKey).filter((key) => !known.includes(key));
  // What was added stands before the last segment, which takes all that are left.
  const keys = [...known.slice(0, -1), ...missing, ...known.slice(-1)];
  return {
    merged: { scoring: scoring as ScoringEdits["scoring"], segments: keys.flatMap((key) => byKey[key] ?? []) },
    lost,
  };
}

const keysOf = ({ segments }: ScoringEdits) => segments.map(({ key }) => key);

function keyed({ segments }: ScoringEdits): Bag {
  return Object.fromEntries(segments.map((segment) => [segment.key, segment]));
}

function mergedOrder(base: string[], mine: string[], theirs: string[], lost: string[]): string[] {
  if (isSame(mine, base) || isSame(mine, theirs)) return theirs;
  if (isSame(theirs, base)) return mine;
  const stayed = (keys: string[], others: string[]) => keys.filter((key) => others.includes(key));
  // Both may have added or removed some: that is no quarrel over the order of the others.
  const common = (keys: string[]) => stayed(stayed(stayed(keys, base), mine), theirs);
  if (isSame(common(mine), common(base))) return theirs;
  if (isSame(common(theirs), common(base))) return mine;
  lost.push("/segments");
  return theirs;
}

function merged(base: unknown, mine: unknown, theirs: unknown, path: readonly string[], lost: string[]): unknown {
  if (isSame(mine, base) || isSame(mine, theirs)) return theirs;
  if (isSame(theirs, base)) return mine;
  if (isBag(base) && isBag(mine) && isBag(theirs) && !isWhole(path)) {
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
    const entries = keys.map((key) => [key, merged(base[key], mine[key], theirs[key], [...path, key], lost)] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
  lost.push(pointerTo(path));
  return theirs;
}

/** Rules, and what one event is worth, mean something as a whole only. */
function isWhole(path: readonly string[]): boolean {
  return (path[0] === "segments" && path[2] === "rule") || (path[2] === "points" && path.length === 4);
}

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
