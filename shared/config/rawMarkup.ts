import { pointerTo } from "./faults.ts";
import type { SiteConfig } from "./siteConfig.ts";
import { writingsIn } from "./writings.ts";

/** Markup that is served as it was written. */
export interface RawMarkup {
  /** `hero/welcome`, or `library:welcome`. */
  readonly name: string;
  /** Where its `raw` stands, as a JSON pointer. */
  readonly path: string;
  /** What it says, by language; the content itself under no tag. */
  readonly texts: ReadonlyMap<string, unknown>;
}

/** A configuration that may have been written before there was a library. */
type Document = Partial<Pick<SiteConfig, "slots" | "snippets">>;

/** The markup of a configuration, its library among it, that is served as it was written. */
export function rawMarkup(config: Document): RawMarkup[] {
  return writingsIn(config).flatMap(({ path, name, written: { raw, content, translations = {} } }) =>
    raw === true
      ? [{ name, path: pointerTo([...path, "raw"]), texts: new Map([["", content], ...Object.entries(translations)]) }]
      : [],
  );
}

/**
 * The raw markup that nobody has answered for yet: what none of the configurations before held under the same name, in the same
 * language, word for word.
 *
 * @example unansweredRaw([], { slots: [] }); // => []
 */
export function unansweredRaw(before: readonly Document[], after: Document): RawMarkup[] {
  const known = before.flatMap(rawMarkup);
  return rawMarkup(after).filter(({ name, texts }) =>
    [...texts].some(([tag, text]) => !known.some((one) => one.name === name && one.texts.get(tag) === text)),
  );
}
