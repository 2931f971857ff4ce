import type { Served } from "../visitor/exposures.ts";
import type { Chosen } from "./choose.ts";
import { armsOf } from "./experiment.ts";
import { hashOf } from "./holdout.ts";
import type { Slot } from "./slot.ts";
import type { Snippet } from "./snippet.ts";

/** What the draws of a slot go by. */
type Drawn = Pick<Slot, "key" | "holdoutPercent"> & {
  readonly snippets: readonly Pick<Slot["snippets"][number], "key" | "experiment" | "weight">[];
};

/**
 * Names the draw by which visitors are held out of a slot, or with `experiment` dealt its snippets. It has another name once shares or
 * weights change: those who were drawn by others are not compared.
 *
 * @param holdoutPercent the site's own
 * @example drawOf({ key: "hero", holdoutPercent: 10, snippets: [] }, 0) === drawOf({ key: "hero", holdoutPercent: 20, snippets: [] }, 0); // => false
 */
export function drawOf(slot: Drawn, holdoutPercent: number, experiment: string | null = null): string {
  const arms = experiment === null ? [] : armsOf(slot, experiment);
  return hashOf(JSON.stringify([slot.key, holdoutPercent, slot.holdoutPercent, experiment, arms])).toString(36);
}

/** What is kept of a choice. */
export function servedOf(slot: Slot, { snippet, holdout }: Chosen, holdoutPercent: number): Served["slots"][number] {
  const held = holdout === null ? 0 : holdout === "slot" ? 1 : 2;
  return [slot.key, snippet.key, held, ...drawsOf(slot, snippet, holdoutPercent)];
}

/** The draws in which showing a snippet counts. */
function drawsOf(slot: Slot, { experiment = null }: Snippet, holdoutPercent: number): readonly string[] {
  const place = `${holdoutPercent} ${experiment ?? ""}`;
  const known = DRAWS.get(slot)?.get(place);
  if (known !== undefined) return known;
  const draws = [drawOf(slot, holdoutPercent)];
  if (experiment !== null) draws.push(drawOf(slot, holdoutPercent, experiment));
  DRAWS.set(slot, new Map([...(DRAWS.get(slot) ?? []), [place, draws]]));
  return draws;
}

/** Kept per published slot, which never changes: names are not made anew with each view. */
const DRAWS = new WeakMap<Slot, ReadonlyMap<string, readonly string[]>>();

/**
 * Whether what a slot shows must be kept with the page view: it is counted for a cap, or measured. Then a visitor's object decides it, in the
 * very request that stores the view; what is kept nowhere cannot be shown from a token either, where it could differ.
 *
 * @param holdoutPercent the site's own
 */
export function mustBeRecorded(slot: Slot, holdoutPercent = 0): boolean {
  const isMeasured = holdoutPercent > 0 || slot.holdoutPercent > 0 || slot.measured === true || slot.cost != null;
  return (
    isMeasured ||
    slot.snippets.some(
      ({ cap, stopAfterConversion, experiment, cost }) =>
        cap != null || stopAfterConversion === true || experiment != null || cost != null,
    )
  );
}
