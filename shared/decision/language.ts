import * as v from "valibot";

/** As BCP 47 writes a language, letter case included; null: it is none. */
function canonical(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

/** The language of content, as BCP 47 writes it: two spellings of one language would be two translations. */
export const TagSchema = v.pipe(
  v.string("must be text"),
  v.maxLength(35, "must be at most 35 characters"),
  v.check(
    (text) => canonical(text) === text,
    ({ input }) =>
      canonical(input) === null
        ? "must be a language such as fi or fr-CA"
        : `must be written as BCP 47 does: ${canonical(input)}`,
  ),
);

/** Nobody reads more. */
const MOST_PREFERENCES = 20;

/**
 * The languages that an `Accept-Language` header or a browser's setting names, the most welcome first; those of weight 0 and `*` are left out.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4
 * @example preferredLanguages("en;q=0.5, fi-fi, sv;q=0.9, de;q=0"); // => ["fi-FI", "sv", "en"]
 */
export function preferredLanguages(header: string): string[] {
  const weighed = header
    .split(",", MOST_PREFERENCES)
    .flatMap((part) => {
      const [range = "", ...parameters] = part.split(";").map((text) => text.trim());
      const tag = range === "*" ? null : canonical(range.replaceAll("_", "-"));
      const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? "1";
      return tag !== null && /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight)
        ? [{ tag, weight: Number(weight) }]
        : [];
    })
    .filter(({ weight }) => weight > 0);
  return weighed.sort((one, other) => other.weight - one.weight).map(({ tag }) => tag);
}

/**
 * Which of the languages that content is there in somebody is served: the first of theirs that it has, by itself or without what it says more
 * than the language (RFC 4647, lookup); else the content's own.
 *
 * @param has whether there is a translation into a language
 * @param own the language of the content itself; null: not known, and then only the language that is most welcome may displace it
 * @returns null: the content itself
 * @example languageFor((tag) => tag === "fi", "en", ["sv", "fi-FI", "en"]); // => "fi"
 * @example languageFor((tag) => tag === "fi", "en", ["en-GB", "fi"]); // => null
 */
export function languageFor(
  has: (tag: string) => boolean,
  own: string | null,
  preferences: readonly string[],
): string | null {
  const base = own?.split("-")[0];
  for (const preference of own === null ? preferences.slice(0, 1) : preferences)
    for (let tag = preference; tag !== ""; tag = shorter(tag)) {
      if (has(tag)) return tag;
      if (tag === own || tag === base) return null;
    }
  return null;
}

/** Without the last part; one letter alone only announces what comes after it. */
function shorter(tag: string): string {
  return tag.replace(/(?:-[a-z0-9])?-[^-]*$|^[^-]*$/i, "");
}
