import { LANGUAGES } from "../../extension/words/languages.ts";
import { learnForPages } from "../../extension/words/pages/pageWords.ts";

/** A test may speak any language: it has them all from the beginning. */
await Promise.all(LANGUAGES.map(learnForPages));
