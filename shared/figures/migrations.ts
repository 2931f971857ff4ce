import type { PastSegment } from "./row.ts";

/** How many went from one segment to another between two instants; `from` null: not yet seen. */
export interface Migration {
  readonly from: string | null;
  readonly to: string;
  readonly visitors: number;
}

/**
 * The segment at an instant; null before the first.
 *
 * @param segments oldest first
 * @example segmentThen([[10, "new"], [20, "lost"]], 19); // => "new"
 */
export function segmentThen(segments: readonly PastSegment[], at: number): string | null {
  return segments.findLast(([from]) => from <= at)?.[1] ?? null;
}

/**
 * Where everybody was at one instant and where at the other: each visitor once, so that who went and came back counts as having stayed.
 * Whoever was not yet seen at the later instant is left out.
 */
export function migrationsOf(pasts: Iterable<readonly PastSegment[]>, from: number, to: number): Migration[] {
  const counts = new Map<string | null, Map<string, number>>();
  for (const segments of pasts) {
    const after = segmentThen(segments, to);
    if (after === null) continue;
    const before = segmentThen(segments, from);
    const row = counts.get(before) ?? new Map<string, number>();
    counts.set(before, row.set(after, (row.get(after) ?? 0) + 1));
  }
  return listed(counts);
}

/** The migrations of several shards as one, ordered by the two segments. */
export function addMigrations(parts: readonly (readonly Migration[])[]): Migration[] {
  const counts = new Map<string | null, Map<string, number>>();
  for (const { from, to, visitors } of parts.flat()) {
    const row = counts.get(from) ?? new Map<string, number>();
    counts.set(from, row.set(to, (row.get(to) ?? 0) + visitors));
  }
  return listed(counts);
}

function listed(counts: ReadonlyMap<string | null, ReadonlyMap<string, number>>): Migration[] {
  const all = [...counts].flatMap(([from, row]) => [...row].map(([to, visitors]) => ({ from, to, visitors })));
  return all.sort((a, b) => order(a.from ?? "", b.from ?? "") || order(a.to, b.to));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
