/** The languages that have words; each has a file of its name in this folder and in those beneath. */
export const LANGUAGES = ["en", "da", "de", "fi", "nl", "zh-Hant"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each by its own name: a choice shows them all, and has the words of one. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  da: "Dansk",
  de: "Deutsch",
  fi: "Suomi",
  nl: "Nederlands",
  "zh-Hant": "繁體中文",
};

/**
 * The language to speak and the locale for its numbers and dates.
 *
 * @param choice a language; anything else, such as `auto`, means that of the browser
 * @param preferred the browser's languages, the dearest first
 * @example pickLanguage("auto", ["sv-SE", "fi-FI"]); // => { language: "fi", locale: "fi-FI" }
 * @example pickLanguage("en", ["fi-FI", "en-GB"]); // => { language: "en", locale: "en-GB" }
 */
export function pickLanguage(choice: string, preferred: readonly string[]): { language: Language; locale: string } {
  const chosen = LANGUAGES.find((known) => known === choice);
  const wanted: readonly Language[] = chosen === undefined ? LANGUAGES : [chosen];
  for (const locale of preferred) {
    const names = namesOf(locale);
    const language = wanted.find((known) => names.includes(known));
    if (language !== undefined) return { language, locale };
  }
  return { language: chosen ?? "en", locale: chosen ?? "en" };
}

/** What a locale's language may be called here: `fi`, or with its script, as Chinese is not one to read. */
function namesOf(locale: string): readonly string[] {
  try {
    const { language, script } = new Intl.Locale(locale).maximize();
    return [language, `${language}-${script}`];
  } catch {
    // Such as `C`, of a system that was never told a language.
    return [];
  }
}
