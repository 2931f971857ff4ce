import { type ReadonlySignal, signal } from "@preact/signals";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";
import { createFigure, type Known } from "./figure.ts";

/** What is searched for: text in name, e-mail or ids, and one segment or all. */
export interface Sought {
  readonly text: string;
  /** Empty: in all. */
  readonly segment: string;
}

/** A search for visitors as it is typed. */
export interface SearchState {
  readonly sought: ReadonlySignal<Sought>;
  /** The best of those found and how many there are; of nobody while nothing is sought. */
  readonly found: ReadonlySignal<Known<Value<"people">>>;
  seek(sought: Sought): void;
}

const PAUSE_MS = 200;
/** Lists follow what happens by some seconds: who has just come is found without typing again. */
const AGAIN_MS = 3_000;
const MOST_FOUND = "20";

export function createSearchState(): SearchState {
  const sought = signal<Sought>({ text: "", segment: "" });
  const people = createFigure<Value<"people">, Sought>(sought.value, ({ text, segment }) =>
    askBackground("people", { query: { q: text, limit: MOST_FOUND, ...(segment !== "" && { segment }) } }),
  );
  const isSeeking = ({ text, segment }: Sought) => text.trim() !== "" || segment !== "";
  setInterval(() => {
    if (document.visibilityState === "visible" && isSeeking(sought.value) && people.known.value.at !== null)
      void people.refresh();
  }, AGAIN_MS);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    sought,
    found: people.known,
    seek: (next) => {
      sought.value = next;
      clearTimeout(timer);
      if (isSeeking(next)) timer = setTimeout(() => void people.ask(next), PAUSE_MS);
    },
  };
}
