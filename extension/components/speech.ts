import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Spoken } from "../words/spoken.ts";

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
