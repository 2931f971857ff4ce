import { type Chosen, choose, type Limits, NO_LIMITS } from "./choose.ts";
import { type Content, type ContentType, contentOf } from "./content.ts";
import type { Slot } from "./slot.ts";

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
      /** The language of the content, where it is there in several. */
      readonly language?: string;
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

/** What was chosen for a slot as its decision. */
export function decisionOf(slot: Slot, chosen: Chosen | null): Decision {
  if (chosen === null) return inSlot(slot, PAGE_DEFAULT);
  if (chosen.holdout !== null) return inSlot(slot, HELD_OUT);
  const shown = contentOf(chosen.snippet);
  return shown === null ? inSlot(slot, PAGE_DEFAULT) : matchOf(slot, chosen.snippet.key, shown);
}

/** What a snippet shows is the same for everybody who matches it, so it is made once, and written once. */
const MATCHES = new WeakMap<Content, { readonly slot: Slot; readonly decision: Decision }>();
const TEXTS = new WeakMap<object, string>();

function matchOf(slot: Slot, snippet: string, shown: Content): Decision {
  const known = MATCHES.get(shown);
  if (known?.slot === slot) return known.decision;
  const { content, contentType } = shown;
  const decision = inSlot(slot, { snippet, content, contentType, reason: "match" });
  MATCHES.set(shown, { slot, decision });
  TEXTS.set(decision, JSON.stringify(decision));
  return decision;
}

/**
 * A decision in JSON: as `JSON.stringify` writes it.
 *
 * @example decisionText(PAGE_DEFAULT); // => '{"snippet":null,"content":null,"contentType":null,"reason":"default"}'
 */
export function decisionText(decision: object): string {
  return TEXTS.get(decision) ?? JSON.stringify(decision);
}

/**
 * The decision for every slot: what `choose` chooses.
 *
 * @param factOf the value of a fact by name, the page's included; undefined where it is missing
 * @param at epoch milliseconds, for the schedules
 * @param bucketIn where the visitor falls by what is drawn, from 0 to below 100; asked only where something is
 * @example decide([], () => undefined, 0, () => 0); // => {}
 */
export function decide(
  slots: readonly Slot[],
  factOf: (name: string) => unknown,
  at: number,
  bucketIn: (draw: string) => number,
  limits: Limits = NO_LIMITS,
): Record<string, Decision> {
  const decisions: Record<string, Decision> = {};
  for (const slot of slots) decisions[slot.key] = decisionOf(slot, choose(slot, factOf, at, bucketIn, limits));
  return decisions;
}

/** A choice as the decision for a slot. */
export function inSlot({ selector }: Pick<Slot, "selector">, choice: Choice): Decision {
  return selector === null ? choice : { ...choice, selector };
}
