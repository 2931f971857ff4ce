import type { ExplainedSlotAnswer } from "#shared/wire/explain";
import { reasonInWords, type Telling } from "../explanation/factWords.ts";

/** A snippet by its key, or the page's own content. */
export function snippetInWords(snippet: string | null, { spoken }: Pick<Telling, "spoken">): string {
  const { own, snippet: named } = spoken.words.slots;
  return snippet === null ? own : named(snippet);
}

/** What is shown in a slot and why, in one sentence. */
export function shownInWords({ decision, snippets }: ExplainedSlotAnswer, telling: Telling): string {
  const { slots } = telling.spoken.words;
  return slots.shows(snippetInWords(decision.snippet, telling), reason());

  function reason(): string {
    if (decision.reason === "preview") return slots.preview;
    if (decision.reason === "holdout") {
      const held = snippets.find(({ outcome }) => outcome === "holdout");
      return slots.heldOut(snippetInWords(held?.snippet ?? null, telling));
    }
    const shown = snippets.find(({ outcome }) => outcome === "shown");
    if (shown === undefined) return snippets.length === 0 ? slots.noSnippets : slots.noneFits;
    const { comparisons } = shown;
    if (comparisons.length === 0) return slots.forAll;
    const held = comparisons.filter(({ result }) => result);
    const reasons = (held.length > 0 ? held : comparisons).map((one) => reasonInWords(one, telling));
    return telling.spoken.list([...new Set(reasons)], "conjunction");
  }
}

/** What a slot shows, briefly; two things where the visitor was served another than they would be now. */
export function briefly({ decision, served }: ExplainedSlotAnswer, telling: Pick<Telling, "spoken">): string {
  const now = snippetInWords(decision.snippet, telling);
  if (served === null || served.snippet === decision.snippet) return now;
  return telling.spoken.words.explanation.became(snippetInWords(served.snippet, telling), now);
}

/** What was served last, against what would be now. */
export function servedInWords({ decision, served }: ExplainedSlotAnswer, now: number, telling: Telling): string {
  const { words } = telling.spoken;
  if (served === null) return words.slots.unserved;
  const span = telling.spoken.ago(served.at, now);
  const ago = span === words.now ? span : words.ago(span);
  return served.snippet === decision.snippet
    ? words.slots.servedSame(ago)
    : words.slots.servedOther(snippetInWords(served.snippet, telling), ago);
}

/** What members of a segment can get: one thing, or one of several. */
export function possibleInWords(possible: readonly (string | null)[], telling: Pick<Telling, "spoken">): string {
  const things = possible.map((snippet) => snippetInWords(snippet, telling));
  const [only = telling.spoken.words.slots.own] = things;
  return things.length < 2 ? only : telling.spoken.words.slots.or(telling.spoken.list(things, "disjunction"));
}
