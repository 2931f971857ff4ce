import { experimentsIn } from "#shared/decision/experiment";
import type { Slot } from "#shared/decision/slot";
import type { Snippet } from "#shared/decision/snippet";
import type { Rule } from "#shared/rules/rule";

/** A snippet by its place in the lists: keys may be anything while they are typed. */
export interface SnippetPlace {
  readonly slot: number;
  readonly snippet: number;
}

/**
 * A key that is not taken, as near to the wanted one as can be.
 *
 * @example freeKey("hero", ["hero", "hero-2"]); // => "hero-3"
 * @example freeKey("Sommer grüßt!", []); // => "Sommer-gr-t"
 */
export function freeKey(wanted: string, taken: readonly string[]): string {
  const cleaned = wanted
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|-+$/g, "")
    .slice(0, 58);
  const key = cleaned === "" ? "new" : cleaned;
  const stem = key.replace(/-\d{1,4}$/, "");
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? key : `${stem}-${number}`;
    if (!taken.includes(free)) return free;
  }
}

export function withSlot(slots: readonly Slot[], place: number, change: (slot: Slot) => Slot): Slot[] {
  return slots.map((slot, index) => (index === place ? change(slot) : slot));
}

export function withSnippet(
  slots: readonly Slot[],
  place: SnippetPlace,
  change: (snippet: Snippet) => Snippet,
): Slot[] {
  return withSlot(slots, place.slot, (slot) => ({
    ...slot,
    snippets: slot.snippets.map((snippet, index) => (index === place.snippet ? change(snippet) : snippet)),
  }));
}

/** A slot without snippets, after all others. */
export function addSlot(slots: readonly Slot[], key: string, selector: string | null): Slot[] {
  const taken = slots.map((slot) => slot.key);
  return [...slots, { key: freeKey(key, taken), selector, holdoutPercent: 0, snippets: [] }];
}

export function removeSlot(slots: readonly Slot[], place: number): Slot[] {
  return slots.filter((_, index) => index !== place);
}

/** A snippet that is empty as yet, after all others: it takes nothing from them. @param rule for whom; left out: for everybody */
export function addSnippet(slots: readonly Slot[], place: number, key: string, rule: Rule = { all: [] }): Slot[] {
  return withSlot(slots, place, (slot) => ({
    ...slot,
    snippets: [
      ...slot.snippets,
      {
        key: freeKey(
          key,
          slot.snippets.map((snippet) => snippet.key),
        ),
        rule,
        content: "",
        contentType: "text/html",
        from: null,
        until: null,
      },
    ],
  }));
}

/** The same once more, right after the one it is of. */
export function duplicateSnippet(slots: readonly Slot[], { slot, snippet }: SnippetPlace): Slot[] {
  return withSlot(slots, slot, (one) => ({
    ...one,
    snippets: one.snippets.flatMap((each, index) =>
      index === snippet
        ? [
            each,
            {
              ...each,
              key: freeKey(
                each.key,
                one.snippets.map(({ key }) => key),
              ),
            },
          ]
        : [each],
    ),
  }));
}

/** Removes a snippet; where it leaves but one of its experiment, that one is a snippet like any other. */
export function removeSnippet(slots: readonly Slot[], { slot, snippet }: SnippetPlace): Slot[] {
  return withSlot(slots, slot, (one) => ({
    ...one,
    snippets: withoutLoneArms(one.snippets.filter((_, index) => index !== snippet)),
  }));
}

/**
 * Moves a snippet so many places on, or back: the order is that in which they are tried. Beyond an end it stays at that end.
 *
 * @returns where it stands then, too
 */
export function moveSnippet(
  slots: readonly Slot[],
  { slot, snippet }: SnippetPlace,
  by: number,
): { slots: Slot[]; place: SnippetPlace } {
  const length = slots[slot]?.snippets.length ?? 0;
  const to = Math.min(Math.max(0, snippet + by), Math.max(0, length - 1));
  const moved = withSlot(slots, slot, (one) => {
    const rest = one.snippets.filter((_, index) => index !== snippet);
    const mine = one.snippets.filter((_, index) => index === snippet);
    return { ...one, snippets: [...rest.slice(0, to), ...mine, ...rest.slice(to)] };
  });
  return { slots: moved, place: { slot, snippet: to } };
}

/** A change of some keys: one that is undefined goes. */
export function changed<T extends object>(whole: T, changes: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const entries = Object.entries({ ...whole, ...changes }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as T;
}

/** Snippets of which no experiment has but one: with nothing to compare it, it is a snippet like any other. */
export function withoutLoneArms(snippets: readonly Snippet[]): Snippet[] {
  const lone = experimentsIn({ snippets }).filter(
    (experiment) => snippets.filter((one) => one.experiment === experiment).length === 1,
  );
  return snippets.map((one) => (one.experiment != null && lone.includes(one.experiment) ? asOrdinary(one) : one));
}

/** A snippet that no experiment has. */
export function asOrdinary(snippet: Snippet): Snippet {
  return changed(snippet, { experiment: undefined, weight: undefined });
}
