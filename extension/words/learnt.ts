import type { Words } from "./en.ts";
import type { Language } from "./languages.ts";

/** What the scripts of one page have in common: each is a bundle of its own. No page sees it, content scripts have a global of their own. */
const LEARNT = Symbol.for("rfedge.words");

/** What is said in one language. */
interface Learnt {
  readonly language: Language;
  readonly words: Words;
}

/** Makes a language known where this is called; the last one stands in for those that are not. */
export function learn(learnt: Learnt): void {
  Reflect.set(globalThis, LEARNT, [learnt, ...known().filter(({ language }) => language !== learnt.language)]);
}

/**
 * The words of a language, or of the one that was learnt last while its own are on their way.
 *
 * @throws RangeError where none was learnt
 */
export function wordsOf(wanted: string): Learnt {
  const found = known().find(({ language }) => language === wanted) ?? known()[0];
  if (found === undefined) throw new RangeError("wordsOf requires a language that was learnt");
  return found;
}

function known(): readonly Learnt[] {
  return Reflect.get(globalThis, LEARNT) ?? [];
}
