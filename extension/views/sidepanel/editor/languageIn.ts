/**
 * What a language is called in another; a code that is none stands for itself.
 *
 * @param tag BCP 47, as content names its language
 * @example languageIn("fi", "en"); // => "Finnish"
 * @example languageIn("zh-Hant", "en"); // => "Traditional Chinese"
 * @example languageIn("not a tag", "en"); // => "not a tag"
 */
export function languageIn(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
