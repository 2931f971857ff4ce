import { matches } from "../rules/matches.ts";
import { dealtTo } from "./experiment.ts";
import { isHeldOut } from "./holdout.ts";
import { isScheduledAt } from "./schedule.ts";
import type { Slot } from "./slot.ts";
import type { Snippet } from "./snippet.ts";

/** What beside rule and schedule keeps a snippet from someone. */
export interface Limits {
  /** The site's own holdout, from 0 to 100. */
  readonly holdoutPercent: number;
  /** Whether someone has been shown a snippet as often as they may be. */
  readonly isCapped: (slot: string, snippet: string) => boolean;
}

export const NO_LIMITS: Limits = { holdoutPercent: 0, isCapped: () => false };

/** The snippet for someone, and whether they are shown nothing instead: with the slot's holdout, or in every slot with the site's. */
export interface Chosen {
  readonly snippet: Snippet;
  readonly holdout: "slot" | "site" | null;
}

/** Whether the page that is viewed is one of those the slot is on. */
export function isOnPage({ pages }: Slot, factOf: (name: string) => unknown): boolean {
  return pages == null || matches(pages, factOf);
}

/**
 * The snippet for someone in a slot: the first, in the order written, whose schedule and rule both match and that they may still be shown. Where
 * it belongs to an experiment, that of its snippets which they are dealt; null: none, or the slot is not on the page.
 *
 * @param bucketIn where someone falls by what is drawn, from 0 to below 100: a slot's key, `""` for the site's holdout, `slot/experiment`; asked only where something is drawn
 */
export function choose(
  slot: Slot,
  factOf: (name: string) => unknown,
  at: number,
  bucketIn: (draw: string) => number,
  { holdoutPercent, isCapped }: Limits = NO_LIMITS,
): Chosen | null {
  if (!isOnPage(slot, factOf)) return null;
  const dealt = new Set<string>();
  for (const candidate of slot.snippets) {
    if (!(isScheduledAt(candidate, at) && matches(candidate.rule, factOf))) continue;
    const { experiment } = candidate;
    let snippet: Snippet = candidate;
    if (experiment != null) {
      // All of an experiment's snippets are for the same people, so the first that fits is dealt for them all.
      if (dealt.has(experiment)) continue;
      dealt.add(experiment);
      snippet = dealtTo(slot, experiment, bucketIn(`${slot.key}/${experiment}`)) ?? candidate;
    }
    if (isCapped(slot.key, snippet.key)) continue;
    if (holdoutPercent > 0 && isHeldOut(bucketIn(""), holdoutPercent)) return { snippet, holdout: "site" };
    const isHeld = slot.holdoutPercent > 0 && isHeldOut(bucketIn(slot.key), slot.holdoutPercent);
    return { snippet, holdout: isHeld ? "slot" : null };
  }
  return null;
}
