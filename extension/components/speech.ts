import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Spoken } from "../words/spoken.ts";

/** The language of a surface, given once at its root. */
export const Speech = createContext(new Spoken("en", "en"));

/** The words, numbers and dates of this surface's language. */
export function useSpeech(): Spoken {
  return useContext(Speech);
}
