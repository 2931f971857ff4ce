import type { SiteConfig } from "#shared/config/siteConfig";

export type Segment = SiteConfig["segments"][number];

/** Whether a segment takes all who are left: it stands at the end, and everybody is in one. */
export function isCatchAll({ rule }: Segment): boolean {
  return "all" in rule && rule.all.length === 0;
}

/**
 * The list with a segment a place earlier or later; the one that takes all who are left stays at the end.
 *
 * @param by places: -1 is one earlier
 */
export function movedSegment(segments: readonly Segment[], key: string, by: number): Segment[] {
  const list = [...segments];
  const from = list.findIndex((segment) => segment.key === key);
  const [moved] = from === -1 ? [] : list.slice(from, from + 1);
  const to = from + by;
  if (moved === undefined || to < 0 || to > lastPlace(segments)) return list;
  if (from > lastPlace(segments)) return list;
  list.splice(from, 1);
  list.splice(to, 0, moved);
  return list;
}

/** The last place that is free to be taken. */
export function lastPlace(segments: readonly Segment[]): number {
  const last = segments.at(-1);
  return segments.length - (last !== undefined && isCatchAll(last) ? 2 : 1);
}

/** The list with a new segment at the end, before the one that takes all who are left. */
export function addedSegment(segments: readonly Segment[], segment: Segment): Segment[] {
  return segments.toSpliced(lastPlace(segments) + 1, 0, segment);
}

/** The list without one; what takes all who are left cannot go. */
export function removedSegment(segments: readonly Segment[], key: string): Segment[] {
  const place = segments.findIndex((segment) => segment.key === key);
  return place > lastPlace(segments) ? [...segments] : segments.filter((_, index) => index !== place);
}

/** The list with one segment as it is now. */
export function changedSegment(segments: readonly Segment[], key: string, change: Partial<Segment>): Segment[] {
  return segments.map((segment) => (segment.key === key ? { ...segment, ...change } : segment));
}

/** A key is at most 64 long: so much is left for a number. */
const LONGEST = 56;

/**
 * A key for a new segment by its name, as no other has it.
 *
 * @example keyFor("Große Käufer!", ["lost"]); // => "grosse-kaufer"
 * @example keyFor("Lost", ["lost"]); // => "lost-2"
 * @example keyFor("顧客", []); // => "segment"
 */
export function keyFor(name: string, taken: readonly string[]): string {
  const plain = name.replaceAll("ß", "ss").normalize("NFKD").toLowerCase();
  const words = plain.replace(/\p{M}/gu, "").match(/[a-z0-9]+/g) ?? [];
  const key = words.join("-").slice(0, LONGEST).replace(/-$/, "") || "segment";
  const isFree = (one: string) => !taken.includes(one) && one !== "constructor" && one !== "prototype";
  if (isFree(key)) return key;
  for (let number = 2; ; number += 1) if (isFree(`${key}-${number}`)) return `${key}-${number}`;
}
