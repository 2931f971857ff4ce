import { segmentName as nameOf } from "#shared/segments/segmentName";
import type { PublishedSite } from "../../publishedStore.ts";
import type { HeldWords } from "../words/held/en.ts";
import { OWN_LANGUAGES, type OwnTag } from "../words/own/languages.ts";

/** In which words, letters and clocks something is told. */
export interface Telling {
  readonly site: PublishedSite;
  readonly tag: OwnTag;
  readonly held: HeldWords;
  readonly now: number;
}

const UNITS = [
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How figures and dates are written in a language; English ones as the English do. */
export function localeOf(tag: OwnTag): string {
  return tag === "en" ? "en-GB" : tag;
}

/** A segment as the site calls it to whoever reads this. */
export function segmentName(key: string, { site, tag }: Telling): string {
  const own = site.config.segments.find((one) => one.key === key)?.name ?? {};
  return nameOf({ key, language: tag, own, ours: OWN_LANGUAGES[tag].segments });
}

/** An amount in the site's currency. */
export function moneyText(amount: number, { site, tag }: Telling): string {
  const { currency } = site.config.site;
  return new Intl.NumberFormat(localeOf(tag), { style: "currency", currency }).format(amount);
}

/** An instant as the site's clocks have it. */
export function dateText(at: number | string, { tag, site }: Telling): string {
  const { timeZone } = site.config.site;
  return new Intl.DateTimeFormat(localeOf(tag), { dateStyle: "medium", timeStyle: "short", timeZone }).format(
    new Date(at),
  );
}

/** A span of time in the one unit that suits it: `57 sec`, `12 min`, `3 hr`. */
export function timeText(seconds: number, { tag }: Telling): string {
  const [unit, size] = UNITS.find(([, least]) => seconds >= 2 * least) ?? (["second", 1] as const);
  const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(localeOf(tag), style).format(seconds / size);
}
