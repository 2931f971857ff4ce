/** Encodings in which a byte below 128 may be something else than its ASCII letter: their markup cannot be read byte by byte. */
const OPAQUE =
  /^(?:utf-?(?:7|16|32)|(?:iso-10646-)?ucs-?[24]|unicode|csunicode|iso-?2022|csiso2022|hz-gb|ibm(?:037|500|1047)|cp(?:037|500|1047)|replacement)/;

/** A page's encoding, as far as filling its slots goes. */
export type Charset = "utf-8" | "ascii-based" | "opaque";

/**
 * What a `Content-Type` says of a page's encoding. Without a word it is one that has ASCII in it: a page in UTF-16 then shows no markup to whoever reads bytes.
 *
 * @returns null where the content is not HTML
 * @example charsetOf("text/html; charset=ISO-8859-1"); // => "ascii-based"
 */
export function charsetOf(contentType: string | null): Charset | null {
  const [essence = "", ...parameters] = (contentType ?? "").split(";");
  if (essence.trim().toLowerCase() !== "text/html") return null;
  const said = parameters.map((parameter) => /^\s*charset\s*=\s*"?\s*([^\s"]+)/i.exec(parameter)?.[1]).find(Boolean);
  const name = said?.toLowerCase() ?? "";
  if (name === "utf-8" || name === "utf8") return "utf-8";
  return OPAQUE.test(name) ? "opaque" : "ascii-based";
}

/** HTML as bytes that mean the same in a page of this encoding: beyond ASCII by number, unless the page is known to be UTF-8. */
export function encoded(html: string, charset: Charset): Uint8Array {
  const text = charset === "utf-8" ? html : html.replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`);
  return new TextEncoder().encode(text);
}
