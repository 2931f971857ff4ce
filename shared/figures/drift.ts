import { type Count, type Counted, type Counts, NO_COUNT } from "./counters.ts";

/** A counter that is not what its rows come to. */
export interface Drift {
  readonly key: string;
  readonly counted: Count;
  readonly recounted: Count;
}

/** Where counters and a recount differ; nowhere, if the count law holds. */
export function driftOf(counted: Counts, recounted: Counts): Drift[] {
  const keys = [...new Set([...counted.keys(), ...recounted.keys()])].sort();
  const pairs = keys.map((key) => ({
    key,
    counted: counted.get(key) ?? NO_COUNT,
    recounted: recounted.get(key) ?? NO_COUNT,
  }));
  return pairs.filter((pair) => !isSameCount(pair.counted, pair.recounted));
}

/** Whether two visitors' rows are counted alike. */
export function isSameCounted(one: Counted, other: Counted): boolean {
  return (
    one.segment === other.segment &&
    one.scores === other.scores &&
    one.tiers === other.tiers &&
    one.orders === other.orders &&
    one.productsMilli === other.productsMilli &&
    one.revenueMinor === other.revenueMinor &&
    one.audiences.toSorted().join("\n") === other.audiences.toSorted().join("\n")
  );
}

function isSameCount(one: Count, other: Count): boolean {
  return (
    one.visitors === other.visitors &&
    one.orders === other.orders &&
    one.productsMilli === other.productsMilli &&
    one.revenueMinor === other.revenueMinor
  );
}
