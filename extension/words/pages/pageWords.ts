import type { Words } from "../en.ts";
import type { Language } from "../languages.ts";
import { learn } from "../learnt.ts";
import type { PageWords } from "./en.ts";

/** Each language's files, loaded when it is spoken. */
const FILES: Readonly<Record<Language, () => Promise<[Words, PageWords]>>> = {
  en: async () => [(await import("../en.ts")).en, (await import("./en.ts")).en],
  da: async () => [(await import("../da.ts")).da, (await import("./da.ts")).da],
  de: async () => [(await import("../de.ts")).de, (await import("./de.ts")).de],
  fi: async () => [(await import("../fi.ts")).fi, (await import("./fi.ts")).fi],
  nl: async () => [(await import("../nl.ts")).nl, (await import("./nl.ts")).nl],
  "zh-Hant": async () => [(await import("../zh-Hant.ts")).zhHant, (await import("./zh-Hant.ts")).zhHant],
};

const learnt = new Map<Language, PageWords>();

/** Loads all that a page of the extension says in a language. */
export async function learnForPages(language: Language): Promise<void> {
  if (learnt.has(language)) return;
  const [words, pageWords] = await FILES[language]();
  learn({ language, words });
  learnt.set(language, pageWords);
}

/**
 * What the extension's own pages say in a language, beside what they share with the overlay.
 *
 * @throws RangeError where the language was not loaded
 */
export function pageWordsOf(language: Language): PageWords {
  const words = learnt.get(language);
  if (words === undefined) throw new RangeError(`pageWordsOf requires ${language} to be learnt first`);
  return words;
}
