import { en, type SegmentNames } from "./names/en.ts";

interface Naming {
  readonly key: string;
  /** BCP 47, as the site's names are kept. */
  readonly language: string;
  /** What the site calls it, by language. */
  readonly own: Readonly<Record<string, string | undefined>>;
  /** Our names in that language. */
  readonly ours: SegmentNames;
}

/**
 * A segment's name in a language: the site's own, else ours unless the site has renamed it, else the site's in English, else its key.
 *
 * @example segmentName({ key: "lost", language: "fi", own: { en: "Lost" }, ours: { lost: "Menetetty" } }); // => "Menetetty"
 * @example segmentName({ key: "lost", language: "fi", own: { en: "Gone" }, ours: { lost: "Menetetty" } }); // => "Gone"
 */
export function segmentName({ key, language, own, ours }: Naming): string {
  const inEnglish = entry(own, "en");
  const isRenamed = inEnglish !== undefined && inEnglish !== entry(en, key);
  return entry(own, language) ?? (isRenamed ? inEnglish : entry(ours, key)) ?? inEnglish ?? key;
}

/** A key may be any word, `toString` too. */
function entry<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
