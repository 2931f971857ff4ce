/** Nobody's name is longer. */
const LONGEST_VALUE = 500;

/** A fact as a template sees it: text, cut and without control characters, a number, or whether something is so; anything else prints nothing. */
export function printable(value: unknown): string | number | boolean | undefined {
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
  if (typeof value !== "string") return undefined;
  const cut = value.length > LONGEST_VALUE ? value.slice(0, LONGEST_VALUE).replace(/[\uD800-\uDBFF]$/, "") : value;
  return cut.replace(/[^\P{Cc}\t\n\r]/gu, "").toWellFormed();
}

/** What a template prints, in text. */
export function asText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** What a template prints, in HTML: in text and in attributes that are quoted. A framework that reads the page's own text as a template finds none. */
export function asMarkup(value: unknown): string {
  return escapeMarkup(asText(value).replaceAll("{", "{\u200B"));
}

/** Text as HTML. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Text as a JSON string that can also stand in a script of a page. */
export function asJson(text: string): string {
  return JSON.stringify(text).replace(
    /[<\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
