import { da as segmentsDa } from "#shared/segments/names/da";
import { de as segmentsDe } from "#shared/segments/names/de";
import { type SegmentNames, en as segmentsEn } from "#shared/segments/names/en";
import { fi as segmentsFi } from "#shared/segments/names/fi";
import { nl as segmentsNl } from "#shared/segments/names/nl";
import { zhHant as segmentsZhHant } from "#shared/segments/names/zhHant";
import { da as heldDa } from "../held/da.ts";
import { de as heldDe } from "../held/de.ts";
import { type HeldWords, en as heldEn } from "../held/en.ts";
import { fi as heldFi } from "../held/fi.ts";
import { nl as heldNl } from "../held/nl.ts";
import { zhHant as heldZhHant } from "../held/zhHant.ts";
import { da } from "./da.ts";
import { de } from "./de.ts";
import { en, type OwnWords } from "./en.ts";
import { fi } from "./fi.ts";
import { nl } from "./nl.ts";
import { zhHant } from "./zhHant.ts";

/** A language that a visitor's own page speaks. */
interface OwnLanguage {
  /** What it calls itself. */
  readonly name: string;
  readonly words: OwnWords;
  /** What it says of what is held. */
  readonly held: HeldWords;
  /** What our segments are called. */
  readonly segments: SegmentNames;
}

/** The languages of a visitor's own page, by BCP 47; the first where nobody asks for one of them. */
export const OWN_LANGUAGES = {
  en: { name: "English", words: en, held: heldEn, segments: segmentsEn },
  da: { name: "Dansk", words: da, held: heldDa, segments: segmentsDa },
  de: { name: "Deutsch", words: de, held: heldDe, segments: segmentsDe },
  fi: { name: "Suomi", words: fi, held: heldFi, segments: segmentsFi },
  nl: { name: "Nederlands", words: nl, held: heldNl, segments: segmentsNl },
  "zh-Hant": { name: "繁體中文", words: zhHant, held: heldZhHant, segments: segmentsZhHant },
} as const satisfies Readonly<Record<string, OwnLanguage>>;
export type OwnTag = keyof typeof OWN_LANGUAGES;

/**
 * The page's language for whoever prefers these, the most welcome first.
 *
 * @example ownTag(["fi-FI", "en"]); // => "fi"
 * @example ownTag(["zh-TW"]); // => "zh-Hant"
 * @example ownTag(["sv"]); // => "en"
 */
export function ownTag(languages: readonly string[]): OwnTag {
  for (const language of languages) {
    const tag = /^zh(?!-Hans|-CN|-SG)/i.test(language) ? "zh-Hant" : (language.split("-")[0] ?? "");
    if (isTag(tag)) return tag;
  }
  return "en";
}

function isTag(tag: string): tag is OwnTag {
  return Object.hasOwn(OWN_LANGUAGES, tag);
}
