import { en, type Words } from "./en.ts";
import { fi } from "./fi.ts";

/** A language of the shop: how pages in it are marked, where they stand, and what they say. */
export interface Language {
  /** The `lang` of a document, and the locale of its sums and dates. */
  readonly locale: "en-GB" | "fi-FI";
  /** Where the shop in this language begins. */
  readonly root: "/demo/" | "/demo/fi/";
  readonly words: Words;
}

/** English is the language of the assortment: in the others the names of products are marked as English. */
export const ENGLISH: Language = { locale: "en-GB", root: "/demo/", words: en };

/** The first is the shop’s own. */
export const LANGUAGES: readonly Language[] = [ENGLISH, { locale: "fi-FI", root: "/demo/fi/", words: fi }];
