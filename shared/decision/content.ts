import * as v from "valibot";
import type { FaultWithin } from "./faultsAt.ts";
import { fieldsIn, hasFields } from "./fields.ts";
import { type Image, ImageSchema, imageMarkup } from "./image.ts";
import { TagSchema } from "./language.ts";

/** The most one piece of content may weigh, in bytes of UTF-8. */
export const MAX_CONTENT_BYTES = 64 * 1024;

export const CONTENT_TYPES = ["text/html", "text/plain", "application/json"] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

const MOST_TRANSLATIONS = 100;

const TextSchema = v.pipe(
  v.string("must be text"),
  v.maxBytes(MAX_CONTENT_BYTES, `must be at most ${MAX_CONTENT_BYTES} bytes`),
);

/** What content says, and what it says in other languages, by their tags: texts of a text, pictures of a picture. */
export const contentEntries = {
  content: v.optional(TextSchema),
  contentType: v.optional(v.picklist(CONTENT_TYPES, `must be one of ${CONTENT_TYPES.join(", ")}`), "text/html"),
  /** Markup that is served as it was written, in every language: an admin answers for it. */
  raw: v.optional(v.boolean("must be true or false")),
  image: v.optional(ImageSchema),
  /** The language of the content itself; left out: the first of the site's. */
  language: v.optional(TagSchema),
  translations: v.optional(
    v.pipe(
      v.record(
        TagSchema,
        v.union([TextSchema, ImageSchema], "must be text, or a picture with url and alt"),
        "must be content by language",
      ),
      v.maxEntries(MOST_TRANSLATIONS, `must be at most ${MOST_TRANSLATIONS}`),
    ),
  ),
};

/** Content as it is written: in a snippet, or in the library. */
export interface Written {
  readonly content?: string | undefined;
  readonly contentType: ContentType;
  readonly raw?: boolean | undefined;
  readonly image?: Image | undefined;
  readonly library?: string | undefined;
  readonly language?: string | undefined;
  readonly translations?: Readonly<Record<string, string | Image>> | undefined;
}

/**
 * What is wrong with written content as a whole, or nothing.
 *
 * @param kinds the keys of which it has exactly one
 */
export function writtenFaults(written: Written, kinds: readonly ("content" | "image" | "library")[]): FaultWithin[] {
  const given = kinds.filter((kind) => written[kind] !== undefined);
  const [kind, another] = given;
  if (kind === undefined) return [{ path: ["content"], message: `is missing: it takes ${kinds.join(" or ")}` }];
  if (another !== undefined) return [{ path: [another], message: `is one too many: there is ${kind} already` }];
  if (kind === "library")
    return (["raw", "language", "translations"] as const).flatMap((key) =>
      written[key] === undefined ? [] : [{ path: [key], message: "is what the library says of it" }],
    );
  if (written.raw === true && (kind === "image" || written.contentType !== "text/html"))
    return [{ path: ["raw"], message: "is for text/html alone, written as content" }];
  if (kind === "image" && written.contentType !== "text/html")
    return [{ path: ["contentType"], message: "must be text/html, as which a picture is shown" }];
  return [
    ...(isJsonFault(written.contentType, written.content) ? [NO_JSON] : []),
    ...Object.entries(written.translations ?? {}).flatMap(([tag, translation]): FaultWithin[] => {
      const path = ["translations", tag] as const;
      if ((typeof translation === "string") !== (kind === "content"))
        return [
          { path, message: kind === "content" ? "must be text, as the content is" : "must be a picture, as image is" },
        ];
      return isJsonFault(written.contentType, translation) ? [{ ...NO_JSON, path }] : [];
    }),
  ];
}

const NO_JSON: FaultWithin = { path: ["content"], message: "must be JSON, as contentType says" };

function isJsonFault(contentType: ContentType, text: unknown): boolean {
  if (contentType !== "application/json" || typeof text !== "string") return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** Content as it is shown: a picture is markup, and what is in the library is there. */
export interface Content {
  readonly content: string;
  readonly contentType: ContentType;
  /** The language of `content`; null: not known. */
  readonly language: string | null;
  /** By language; null where there are none, as mostly. */
  readonly translations: ReadonlyMap<string, string> | null;
  /** The facts that its merge fields name, in any language; null: it is no template, so it is the same for everybody. */
  readonly fields: readonly string[] | null;
}

const SHOWN = new WeakMap<Written, Content>();

/** What written content comes to, made once; null where it names a piece of the library that nobody has looked up. */
export function contentOf(written: Written): Content | null {
  return SHOWN.get(written) ?? (written.library === undefined ? keptContent(written, written, null) : null);
}

/**
 * Reads content by its site: from the library where it names a piece, and in the site's language where it does not say its own.
 *
 * @param siteLanguage the site's first
 * @returns false: there is no such piece
 */
export function contentBy(
  written: Written,
  library: ReadonlyMap<string, Written>,
  siteLanguage: string | null,
): boolean {
  const source = written.library === undefined ? written : library.get(written.library);
  if (source === undefined) return false;
  keptContent(written, source, siteLanguage);
  return true;
}

function keptContent(written: Written, source: Written, siteLanguage: string | null): Content {
  const { contentType, image, content, language, translations } = source;
  const own = image === undefined ? (content ?? "") : imageMarkup(image);
  const others = Object.entries(translations ?? {}).map(
    ([tag, one]) => [tag, typeof one === "string" ? one : imageMarkup(one)] as const,
  );
  const all = [own, ...others.map(([, text]) => text)];
  // A site that never said its language is taken to speak English: a translation into its own language shows that it does not.
  const assumed = siteLanguage !== null && translations?.[siteLanguage] === undefined ? siteLanguage : null;
  const shown: Content = {
    content: own,
    contentType,
    language: language ?? assumed,
    translations: others.length === 0 ? null : new Map(others),
    fields: all.some(hasFields) ? [...new Set(all.flatMap(fieldsIn))] : null,
  };
  SHOWN.set(written, shown);
  return shown;
}
