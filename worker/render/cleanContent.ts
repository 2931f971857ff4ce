import { pointerTo } from "#shared/config/faults";
import type { SiteConfig } from "#shared/config/siteConfig";
import { type Writing, writingsIn } from "#shared/config/writings";
import { MAX_CONTENT_BYTES, type Written } from "#shared/decision/content";
import type { Issue } from "#shared/events/event";
import type { Cleaned } from "./cleanMarkup.ts";

/** A configuration whose markup is clean, and in words what had to be taken out, where. */
export interface CleanedContent {
  /** To be read as a configuration; null: what was written is clean. */
  readonly clean: unknown;
  readonly stripped: readonly string[];
  readonly faults: readonly Issue[];
}

/** Cleans all markup of a configuration: of snippets and of the library, in every language. Pictures are written by ourselves. */
export async function cleanContent(config: SiteConfig): Promise<CleanedContent> {
  const writings = writingsIn(config).filter(({ written }) => isMarkup(written));
  if (writings.length === 0) return { clean: null, stripped: [], faults: [] };
  // The parser of markup is a third of the Worker's code: an isolate that only serves visitors never evaluates it.
  const { cleanMarkup } = await import("./cleanMarkup.ts");
  const { site, slots, snippets } = config;
  const homes = site.origin === null ? site.origins : [site.origin, ...site.origins];
  const stripped: string[] = [];
  const faults: Issue[] = [];
  const inPlace = new Map<Written, Partial<Written>>();
  for (const { path, written } of writings) {
    const cleaned = textsIn(written).map(({ keys, text }) => {
      const place = pointerTo([...path, ...keys]);
      const { markup, stripped: went }: Cleaned = cleanMarkup(text, homes);
      stripped.push(...went.map((sentence) => `${place}: ${sentence}.`));
      if (new TextEncoder().encode(markup).byteLength > MAX_CONTENT_BYTES)
        faults.push({ path: place, message: `is more than ${MAX_CONTENT_BYTES} bytes once it is written out in full` });
      return { keys, text, markup };
    });
    if (cleaned.some(({ text, markup }) => text !== markup)) inPlace.set(written, rewritten(written, cleaned));
  }
  const asCleaned = <T extends Written>(written: T): T => ({ ...written, ...inPlace.get(written) });
  const clean = {
    ...config,
    snippets: snippets.map(asCleaned),
    slots: slots.map((slot) => ({ ...slot, snippets: slot.snippets.map(asCleaned) })),
  };
  return { clean: inPlace.size === 0 ? null : clean, stripped, faults };
}

function isMarkup({ content, contentType, raw }: Writing["written"]): boolean {
  return content !== undefined && contentType === "text/html" && raw !== true;
}

interface Text {
  readonly keys: readonly [key: "content" | "translations", tag?: string];
  readonly text: string;
}

function textsIn({ content = "", translations = {} }: Written): Text[] {
  return [
    { keys: ["content"], text: content },
    ...Object.entries(translations).flatMap(([tag, text]): Text[] =>
      typeof text === "string" ? [{ keys: ["translations", tag], text }] : [],
    ),
  ];
}

function rewritten(
  { translations }: Written,
  cleaned: readonly (Pick<Text, "keys"> & { readonly markup: string })[],
): Partial<Written> {
  const [content, ...others] = cleaned.map(({ markup }) => markup);
  if (translations === undefined) return { content };
  const tags = cleaned.slice(1).map(({ keys }) => keys[1] ?? "");
  return { content, translations: Object.fromEntries(tags.map((tag, place) => [tag, others[place] ?? ""])) };
}
