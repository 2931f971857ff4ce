import { matches } from "../rules/matches.ts";
import { isHeldOut } from "./holdout.ts";
import type { Slot } from "./slot.ts";
import { type ContentType, isScheduledAt } from "./snippet.ts";

export const REASONS = ["match", "holdout", "default", "preview"] as const;
/** Why a slot is filled, or left as it is; `preview` is said by who makes one. */
export type Reason = (typeof REASONS)[number];

/** What one visitor gets in one slot; with nothing but a reason the page keeps its own content. */
export type Decision = Choice & {
  /** The selector of a slot that has one: where a page has it without saying so. */
  readonly selector?: string;
};

type Choice =
  | {
      readonly snippet: string;
      readonly content: string;
      readonly contentType: ContentType;
      readonly reason: "match" | "preview";
    }
  | {
      readonly snippet: null;
      readonly content: null;
      readonly contentType: null;
      readonly reason: "holdout" | "default" | "preview";
    };

/** The page's own content. */
export const PAGE_DEFAULT: Choice = { snippet: null, content: null, contentType: null, reason: "default" };

/** Only who would have been shown a snippet is held out: the others see the default anyway, and would water the comparison down. */
const HELD_OUT: Choice = { ...PAGE_DEFAULT, reason: "holdout" };

/**
 * The decision for every slot: the first snippet, in the order written, whose schedule and rule both match.
 *
 * @param factOf the value of a fact by name, the page's included; undefined where it is missing
 * @param at epoch milliseconds, for the schedules
 * @param holdoutBucket where the visitor falls in a slot, from 0 to below 100; asked only where the slot holds visitors out
 * @example decide([], () => undefined, 0, () => 0); // => {}
 */
export function decide(
  slots: readonly Slot[],
  factOf: (name: string) => unknown,
  at: number,
  holdoutBucket: (slotKey: string) => number,
): Record<string, Decision> {
  const decideSlot = ({ key, snippets, holdoutPercent }: Slot): Choice => {
    const snippet = snippets.find((candidate) => isScheduledAt(candidate, at) && matches(candidate.rule, factOf));
    if (snippet === undefined) return PAGE_DEFAULT;
    if (holdoutPercent > 0 && isHeldOut(holdoutBucket(key), holdoutPercent)) return HELD_OUT;
    return { snippet: snippet.key, content: snippet.content, contentType: snippet.contentType, reason: "match" };
  };
  return Object.fromEntries(slots.map((slot) => [slot.key, inSlot(slot, decideSlot(slot))]));
}

/** A choice as the decision for a slot. */
export function inSlot({ selector }: Pick<Slot, "selector">, choice: Choice): Decision {
  return selector === null ? choice : { ...choice, selector };
}
