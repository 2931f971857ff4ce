import sanitizeHtml from "sanitize-html";
import { hasFields } from "#shared/decision/fields";
import { type Allowed, ELEMENTS } from "./allowedMarkup.ts";
import { attributeFault, cleanStyle } from "./attributeFault.ts";
import { Outline } from "./outline.ts";

/** Markup that may be served, and in words what had to be taken out of what was written. */
export interface Cleaned {
  readonly markup: string;
  readonly stripped: readonly string[];
}

/** More of one snippet help nobody. */
const MOST_NOTES = 20;
/** A page's own depth comes on top; engines begin to flatten at 512. */
const DEEPEST = 100;
/** A name that is on no list: the element goes, what it holds stays. */
const NOTHING = "";

/**
 * Markup without whatever could run, fetch a document, send a form elsewhere or draw over the page; what stays is written out anew, so
 * that every browser reads it alike. Clean markup stays as it is.
 *
 * @param homes the origins that a form may be sent to, beside the page's own
 */
export function cleanMarkup(written: string, homes: readonly string[] = []): Cleaned {
  const stripped = new Set<string>();
  const outline = new Outline();
  const cleaned = sanitizeHtml(written, {
    ...RULES,
    onOpenTag: (name) => outline.enter(name),
    onCloseTag: () => outline.leave(),
    transformTags: { "*": (name, attributes) => elementOf(name, attributes, { homes, stripped, outline }) },
  });
  // As HTML writes it, and most authors do: a slash stands nowhere else, for in text and values each angle bracket is escaped.
  const markup = cleaned.replaceAll(" />", ">");
  if (isUnfinished(written)) stripped.add("a tag that does not end was taken out");
  const notes = [...stripped];
  const more = notes.length - MOST_NOTES;
  return { markup, stripped: more > 0 ? [...notes.slice(0, MOST_NOTES), `and ${more} more`] : notes };
}

/** The library's types do not know this option yet. */
const EMPTY: object = { allowedEmptyAttributes: ["alt", "hidden", "value"] };

/** The list itself is kept by the library: what `attributesOf` lets pass has to pass here too. */
const RULES: sanitizeHtml.IOptions = {
  allowedTags: [...ELEMENTS.keys()],
  allowedAttributes: Object.fromEntries([...ELEMENTS].map(([name, attributes]) => [name, [...attributes.keys()]])),
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesByTag: { img: ["http", "https", "data"], video: ["http", "https", "data"] },
  ...EMPTY,
  selfClosing: ["img", "br", "hr", "wbr", "col", "input", "source"],
  nonTextTags: ["script", "style", "textarea", "option", "xmp", "noscript", "title", "template", "svg", "math"],
  // Values are checked here, by a list that is narrower than what a parser of CSS would let through.
  parseStyleAttributes: false,
  nestingLimit: DEEPEST,
};

interface Cleaning {
  readonly homes: readonly string[];
  readonly stripped: Set<string>;
  readonly outline: Outline;
}

function elementOf(name: string, written: sanitizeHtml.Attributes, cleaning: Cleaning): sanitizeHtml.Tag {
  const allowed = ELEMENTS.get(name);
  const within = allowed === undefined ? null : cleaning.outline.keep();
  if (allowed !== undefined && within === null)
    return { tagName: name, attribs: attributesOf({ name, written, allowed }, cleaning) };
  cleaning.stripped.add(`${shown(name)}${within === null ? "" : ` within ${within}`} was taken out`);
  // By its name the library knows whether what an element holds goes too.
  return { tagName: allowed === undefined ? name : NOTHING, attribs: {} };
}

interface Element {
  readonly name: string;
  readonly written: sanitizeHtml.Attributes;
  readonly allowed: ReadonlyMap<string, Allowed>;
}

function attributesOf({ name, written, allowed }: Element, cleaning: Cleaning): sanitizeHtml.Attributes {
  const kept = Object.entries(written).flatMap(([attribute, value]) => {
    const cleaned = cleanValue({ name, attribute, value }, allowed.get(attribute), cleaning);
    return cleaned === null ? [] : [[attribute, cleaned] as const];
  });
  const attributes = Object.fromEntries(kept);
  // The page that is opened must not steer this one.
  return attributes["target"]?.toLowerCase() === "_blank" && !/noopener|noreferrer/i.test(attributes["rel"] ?? "")
    ? { ...attributes, rel: [attributes["rel"], "noopener"].filter(Boolean).join(" ") }
    : attributes;
}

interface Place {
  readonly name: string;
  readonly attribute: string;
  readonly value: string;
}

/** The value as it may stand; null: it may not. */
function cleanValue({ name, attribute, value }: Place, allowed: Allowed | undefined, { homes, stripped }: Cleaning) {
  const where = `${shown(attribute)} of ${name}`;
  if (allowed === undefined) {
    stripped.add(`${where} was taken out`);
    return null;
  }
  if (allowed === "style" && !hasFields(value)) {
    const cleaned = cleanStyle(value);
    for (const property of cleaned.stripped) stripped.add(`${property} in the ${where} was taken out`);
    return cleaned.style === "" ? null : cleaned.style;
  }
  const fault = attributeFault(allowed, value, homes);
  if (fault !== null) stripped.add(`${where} was taken out: ${fault}`);
  return fault === null ? value.replace(MERGE_FIELD, withinQuotes) : null;
}

const MERGE_FIELD = /\{\{[^{}]*\}\}|\{%[^{}]*%\}/g;

/** A value is written within double quotes, where a merge field's own would be escaped and no longer be its. */
function withinQuotes(field: string): string {
  return field.includes("'") ? field : field.replaceAll('"', "'");
}

/** Whether markup ends within a tag, which would take what follows on the page into itself. */
function isUnfinished(written: string): boolean {
  const last = written.lastIndexOf("<");
  return last > written.lastIndexOf(">") && /[a-z/!?]/i.test(written.charAt(last + 1));
}

/** A name that an author may have made up, fit for a sentence. */
function shown(name: string): string {
  return /^[\w:@.-]{1,40}$/.test(name) ? name : "something without a proper name";
}
