import { segmentName } from "#shared/segments/segmentName";
import type { Words } from "./en.ts";
import { type Language, pickLanguage } from "./languages.ts";
import { wordsOf } from "./learnt.ts";

/** Words together with numbers, money and instants, in one language. */
export class Spoken {
  readonly words: Words;
  readonly language: Language;
  readonly #locale: string;
  readonly #numberFormats = new Map<string, Intl.NumberFormat>();
  readonly #dateFormats = new Map<string, Intl.DateTimeFormat>();
  readonly #plural: Intl.PluralRules;

  constructor(language: string, locale: string) {
    const learnt = wordsOf(pickLanguage(language, [locale]).language);
    this.language = learnt.language;
    this.words = learnt.words;
    this.#locale = locale;
    this.#plural = new Intl.PluralRules(locale);
  }

  /** Whether all that is said would be said just so in this language: its words may have come meanwhile. */
  speaks(language: string, locale: string): boolean {
    return locale === this.#locale && wordsOf(pickLanguage(language, [locale]).language).words === this.words;
  }

  /** Two decimals below one, one below ten, none above. */
  number(value: number): string {
    const size = Math.abs(value);
    const maximumFractionDigits = size < 1 ? 2 : size < 10 ? 1 : 0;
    return this.#figures({ maximumFractionDigits }).format(value);
  }

  /** To the second decimal: for figures that are compared with one another. */
  exact(value: number): string {
    return this.#figures({ maximumFractionDigits: 2 }).format(value);
  }

  /** A share of a whole in percent, never none of it: `12%`, `12 %`. */
  percent(share: number): string {
    return this.#figures({ style: "percent" }).format(Math.max(0.01, share));
  }

  /** A share of a whole, to a tenth of a percent; none of it is 0 %. */
  share(share: number): string {
    return this.#figures({ style: "percent", maximumFractionDigits: 1 }).format(share);
  }

  /** A change, with its sign. */
  signed(value: number, maximumFractionDigits = 0): string {
    return this.#figures({ signDisplay: "exceptZero", maximumFractionDigits }).format(value);
  }

  /** Money without its smaller unit, for sums that are compared at a glance. */
  sum(value: number, currency: string | null): string {
    const style = currency === null ? {} : ({ style: "currency", currency, currencyDisplay: "narrowSymbol" } as const);
    return this.#figures({ ...style, maximumFractionDigits: 0 }).format(value);
  }

  /** @param date `2026-03-29`, of whichever calendar: it is not moved to another time zone */
  day(date: string): string {
    return this.#dates({ dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
  }

  /** Several things in one sentence, with “and” or “or” before the last. */
  list(things: readonly string[], type: "conjunction" | "disjunction"): string {
    return new Intl.ListFormat(this.#locale, { type }).format(things);
  }

  /** @param currency null while the site's is not known: the figure alone */
  money(value: number, currency: string | null): string {
    const style = currency === null ? {} : ({ style: "currency", currency, currencyDisplay: "narrowSymbol" } as const);
    return this.#figures({ ...style, minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
  }

  /** `1 session`, `4 sessions`. */
  count(value: number, noun: { readonly one: string; readonly other: string }): string {
    const rule = this.#plural.select(value);
    return `${this.number(value)} ${rule === "one" ? noun.one : noun.other}`;
  }

  /**
   * A span of time in its two largest units, so that it can be read at a glance: `6 d 4 h`, `3 min 20 s`; a figure and its unit stay on one line.
   *
   * @param most how many units
   */
  span(ms: number, most = 2): string {
    const { day, hour, minute, second } = this.words.units;
    let rest = Math.max(0, Math.floor(ms / 1000));
    const parts: string[] = [];
    for (const [seconds, unit] of [
      [86_400, day],
      [3_600, hour],
      [60, minute],
      [1, second],
    ] as const) {
      const amount = Math.floor(rest / seconds);
      rest -= amount * seconds;
      if (amount > 0) parts.push(`${this.#figures({}).format(amount)}\u00a0${unit}`);
      // 60 d 0 h 5 min reads as 60 d: a small unit next to a large one would say too much.
      else if (parts.length > 0) break;
      if (parts.length === most) break;
    }
    return parts.length === 0 ? `0\u00a0${second}` : parts.join(" ");
  }

  /** How long ago, in one unit; `now` within the last five seconds. */
  ago(at: string, now: number): string {
    const ms = now - Date.parse(at);
    return ms < 5_000 ? this.words.now : this.span(ms, 1);
  }

  /** Date and time, for titles and read-outs. */
  instant(at: string | number): string {
    return this.#dates({ dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
  }

  /** A date for an axis; the time of day where the whole axis is short. */
  axis(at: number, spanMs: number): string {
    const style =
      spanMs < 2 * 86_400_000
        ? ({ hour: "2-digit", minute: "2-digit" } as const)
        : ({ day: "numeric", month: "short" } as const);
    return this.#dates(spanMs > 330 * 86_400_000 ? { ...style, year: "numeric" } : style).format(at);
  }

  /** A segment's name: the site's own where it has one in this language, else ours, else the site's in English, else its key. */
  segment(key: string, own: Readonly<Record<string, Readonly<Record<string, string>>>> = {}): string {
    const names = Object.hasOwn(own, key) ? own[key] : undefined;
    return segmentName({ key, language: this.language, own: names ?? {}, ours: this.words.segments });
  }

  #figures(style: Intl.NumberFormatOptions): Intl.NumberFormat {
    return remembered(this.#numberFormats, style, () => new Intl.NumberFormat(this.#locale, style));
  }

  #dates(style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return remembered(this.#dateFormats, style, () => new Intl.DateTimeFormat(this.#locale, style));
  }
}

/** To make a format takes longer than all that is said with it. */
function remembered<T>(made: Map<string, T>, style: object, make: () => T): T {
  const key = JSON.stringify(style);
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}
