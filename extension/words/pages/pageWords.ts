import type { Language } from "../languages.ts";
import { en, type PageWords } from "./en.ts";
import { fi } from "./fi.ts";

/** What the extension's own pages say in each language, beside what they share with the overlay. */
export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = { en, fi };
