import { createContext } from "preact";
import { useContext, useRef } from "preact/hooks";
import { Spoken } from "../words/spoken.ts";

/** The language of a surface, given once at its root. */
export const Speech = createContext<Spoken | null>(null);

/**
 * The words, numbers and dates of this surface's language.
 *
 * @throws RangeError outside of a surface
 */
export function useSpeech(): Spoken {
  const spoken = useContext(Speech);
  if (spoken === null) throw new RangeError("useSpeech requires a surface that has been given its language");
  return spoken;
}

/** What a surface speaks in: the same until it has another language, or the words of its own have come. */
export function useSpoken(language: string, locale: string): Spoken {
  const last = useRef<Spoken | null>(null);
  if (last.current?.speaks(language, locale) !== true) last.current = new Spoken(language, locale);
  return last.current;
}
