import type { Dimension, Family } from "#shared/scoring/families";
import type { Cause, History } from "#shared/wire/visitors";
import { DIMENSIONS } from "./measures.ts";

/** All that changed at one instant, and how things stood from then on. */
export interface Moment {
  readonly at: number;
  readonly segment: string | null;
  readonly scores: Readonly<Partial<Record<Dimension, number | null>>>;
  readonly causes: readonly Cause[];
}

/** A stretch of the chart; `from` and `to` are shares of its width. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What is drawn: the band below, a line for each dimension, a tick for each cause. */
export interface Chart {
  readonly band: readonly (Stretch & { readonly segment: string })[];
  readonly lines: readonly {
    readonly dimension: Dimension;
    readonly steps: readonly (Stretch & { readonly score: number })[];
  }[];
  readonly ticks: readonly { readonly x: number; readonly cause: Cause }[];
}

/** Segments and one family's scores as one list of moments, oldest first. */
export function momentsOf({ segments, scores }: History, family: Family): Moment[] {
  const changes = [
    ...segments.map((entry) => ({ at: entry.from, cause: entry.cause, change: { segment: entry.segment } })),
    ...scores.map((entry) => ({ at: entry.at, cause: entry.cause, change: { scores: entry[family] } })),
  ];
  const byInstant = Map.groupBy(changes, ({ at }) => Date.parse(at));
  const moments: Moment[] = [];
  let [segment, current]: [string | null, Moment["scores"]] = [null, {}];
  for (const [at, together] of [...byInstant].sort(([a], [b]) => a - b)) {
    for (const { change } of together) {
      if ("segment" in change) segment = change.segment;
      else current = change.scores;
    }
    const moment = { at, segment, scores: current, causes: [...new Set(together.map(({ cause }) => cause))] };
    // An entry that another family's scores made says nothing here.
    if (!isAlike(moments.at(-1), moment)) moments.push(moment);
  }
  return moments;
}

function isAlike(before: Moment | undefined, { segment, scores }: Moment): boolean {
  if (before === undefined || before.segment !== segment) return false;
  return Object.entries(before.scores).toString() === Object.entries(scores).toString();
}

/** The moments that a stretch of time shows: those within it, and the one that was in force when it began. */
export function momentsIn(moments: readonly Moment[], from: number): Moment[] {
  const before = moments.findLast(({ at }) => at <= from);
  const within = moments.filter(({ at }) => at > from);
  return before === undefined ? within : [{ ...before, at: Math.max(before.at, from) }, ...within];
}

/**
 * Draws moments between two instants.
 *
 * @param moments as `momentsIn` gives them
 */
export function chartOf(moments: readonly Moment[], family: Family, from: number, to: number): Chart {
  const share = (at: number) => Math.min(1, Math.max(0, (at - from) / Math.max(1, to - from)));
  const stretches = moments.map((moment, index) => ({
    ...moment,
    from: share(moment.at),
    to: share(moments[index + 1]?.at ?? to),
  }));
  return {
    band: joined(stretches.flatMap(({ segment, from, to }) => (segment === null ? [] : [{ segment, from, to }]))),
    lines: DIMENSIONS[family].map((dimension) => ({
      dimension,
      steps: stretches.flatMap(({ scores, from, to }) => {
        const score = scores[dimension] ?? null;
        return score === null ? [] : [{ score, from, to }];
      }),
    })),
    ticks: moments.flatMap(({ at, causes }) => causes.map((cause) => ({ x: share(at), cause }))),
  };
}

/** Neighbours of one segment as one stretch: no seams where only a score changed. */
function joined(band: Chart["band"]): Chart["band"] {
  const done: { segment: string; from: number; to: number }[] = [];
  for (const next of band) {
    const last = done.at(-1);
    if (last?.segment === next.segment && last.to === next.from) last.to = next.to;
    else done.push({ ...next });
  }
  return done;
}

/** Which moment is in force at a share of the chart's width; the first for all before it. */
export function momentAt(moments: readonly Moment[], at: number): number {
  return Math.max(
    0,
    moments.findLastIndex((moment) => moment.at <= at),
  );
}
