import type { SiteConfig } from "#shared/config/siteConfig";
import type { ExplainedSlot } from "#shared/decision/explainSlot";
import { languageFor } from "#shared/decision/language";
import { type SegmentNames, en as segmentsEn } from "#shared/segments/names/en";
import { fi as segmentsFi } from "#shared/segments/names/fi";
import { segmentName } from "#shared/segments/segmentName";
import type { PreviewNotice } from "#shared/wire/previews";
import { en, type PreviewWords } from "./words/en.ts";
import { fi } from "./words/fi.ts";

const WORDS: Readonly<Record<string, PreviewWords>> = { en, fi };
const SEGMENTS: Readonly<Record<string, SegmentNames>> = { en: segmentsEn, fi: segmentsFi };
/** As many digits of a visitor's id as tell them from others at a glance. */
const SHORT = 8;

/** What is previewed, and what came of it. */
interface Previewed {
  readonly visitor: string | null;
  readonly segment: string | null;
  /** The segment that the one whom the page is shown as is in. */
  readonly lives: string;
  readonly at: number | null;
  readonly slot: string | null;
  /** The draft was asked for. */
  readonly wantsDraft: boolean;
  /** There is one. */
  readonly isDraft: boolean;
  readonly expiresAt: number;
  readonly slots: readonly (ExplainedSlot & { readonly shown: string | null })[];
}

/** Says in a reader's language what a preview shows, as of when, until when, and why a slot is not filled. No value of anybody's facts is in it. */
export function noticeOf(config: SiteConfig, what: Previewed, languages: readonly string[]): PreviewNotice {
  const { language, words } = wordsFor(languages);
  const { timeZone } = config.site;
  const time = { hour: "2-digit", minute: "2-digit", timeZone, timeZoneName: "short" } as const;
  const day = { year: "numeric", month: "long", day: "numeric" } as const;
  const formatted = (at: number, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(words.locale, style).format(at);
  const configuration = what.isDraft ? words.draft : what.wantsDraft ? words.noDraft : words.published;
  return {
    language,
    title: words.title,
    sentences: [
      whoIs(words, what, nameOf(config, what.lives, language)),
      ...(what.at === null ? [] : [words.at(formatted(what.at, { ...day, ...time }))]),
      configuration,
      ...(what.slot === null ? [] : [words.only(what.slot)]),
      words.until(formatted(what.expiresAt, time)),
    ],
    expiresAt: new Date(what.expiresAt).toISOString(),
    slotsTitle: what.slots.length === 0 ? words.noSlots : words.slots,
    slots: what.slots.map((slot) => ({ slot: slot.slot, says: saysOf(words, slot) })),
    leave: words.leave,
  };
}

/** What is said where a preview is not to be seen. */
export function refusalOf(why: keyof PreviewWords["reasons"], languages: readonly string[], at: number): PreviewNotice {
  const { language, words } = wordsFor(languages);
  return {
    ...{ language, title: words.refused, sentences: [words.reasons[why]] },
    ...{ expiresAt: new Date(at).toISOString(), slotsTitle: "", slots: [], leave: words.leave },
  };
}

function wordsFor(languages: readonly string[]): { readonly language: string; readonly words: PreviewWords } {
  const language = languageFor((tag) => Object.hasOwn(WORDS, tag), "en", languages) ?? "en";
  return { language, words: WORDS[language] ?? en };
}

function whoIs({ as }: PreviewWords, { visitor, segment }: Previewed, name: string): string {
  if (visitor === null) return segment === null ? as.somebody : as.segment(name);
  const short = visitor.slice(0, SHORT);
  return segment === null ? as.visitor(short, name) : as.visitorIn(short, name);
}

function nameOf({ segments }: SiteConfig, key: string, language: string): string {
  const own = segments.find((segment) => segment.key === key)?.name ?? {};
  return segmentName({ key, language, own, ours: SEGMENTS[language] ?? segmentsEn });
}

function saysOf({ shows, own, outcomes }: PreviewWords, { shown, snippets }: Previewed["slots"][number]): string {
  if (shown !== null) return shows(shown);
  const why = snippets.flatMap(({ snippet, outcome }) =>
    outcome === "shown" || outcome === "holdout" ? [] : [`${snippet}: ${outcomes[outcome]}`],
  );
  return [own, ...why].join("; ");
}
