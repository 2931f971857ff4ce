import { hasFields } from "#shared/decision/fields";
import { type Allowed, FUNCTIONS, PROPERTIES } from "./allowedMarkup.ts";

const SCHEMES: Readonly<Record<"link" | "image" | "media", readonly string[]>> = {
  link: ["http", "https", "mailto", "tel"],
  image: ["http", "https"],
  media: ["http", "https"],
};

/** Pictures that an address may hold itself. An SVG is none of them: opened by itself it is a document. */
const HELD_IMAGE = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=]+$/i;
/**
 * What is wrong with an attribute's value; null: nothing. Where merge fields may not stand, `contentFaults` refuses them, each at its place:
 * taken out, nobody would miss them.
 *
 * @param homes the origins that a form may be sent to, beside the page's own
 */
export function attributeFault(allowed: Allowed, value: string, homes: readonly string[]): string | null {
  if (allowed === "any") return null;
  if (allowed instanceof RegExp) return allowed.test(value) || hasFields(value) ? null : "its value is not allowed";
  if (allowed === "style") return null;
  if (allowed === "imageSet") return imageSetFault(value);
  return addressFault(allowed, value, homes);
}

function addressFault(kind: "link" | "image" | "media" | "action", value: string, homes: readonly string[]) {
  const address = asRead(value);
  if (value.includes("<")) return "an address holds no markup";
  if (kind === "action") return isAtHome(address, homes) ? null : "a form is sent to the site itself";
  if (kind === "image" && HELD_IMAGE.test(address)) return null;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  return scheme === undefined || SCHEMES[kind].includes(scheme) ? null : `${scheme}: is not allowed`;
}

/** An address as a browser reads it: without blanks and control characters before it, tabs and line breaks within. */
function asRead(value: string): string {
  return value
    .replace(/[\t\n\r]/g, "")
    .replace(/^[\p{Cc}\s]+/u, "")
    .trimEnd();
}

function isAtHome(address: string, homes: readonly string[]): boolean {
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return homes.some((home) => isWithin(address.toLowerCase(), home));
  return !/^[/\\]{2}/.test(address);
}

function isWithin(address: string, home: string): boolean {
  return address === home || ["/", "?", "#"].some((sign) => address.startsWith(home + sign));
}

/** One picture of a set: an address, and for which width or density it is. */
const PICTURE = /[ ,]*([^ ,][^ ]*?)(?:,(?= |$)| (?:[1-9]\d{0,5}w|\d{1,3}(?:\.\d{1,3})?x) ?(?:,|$)| ?$)/y;

function imageSetFault(value: string): string | null {
  if (hasFields(value)) return "it holds no merge field";
  const set = value.replace(/\s+/g, " ").trim();
  PICTURE.lastIndex = 0;
  while (PICTURE.lastIndex < set.length) {
    const [, address] = PICTURE.exec(set) ?? [];
    if (address === undefined) return "it is no set of pictures";
    const fault = addressFault("media", address, []);
    if (fault !== null) return fault;
  }
  return null;
}

const VALUE = /^[\w\s#%.,()+\-*/!]+$/;

/** A style without what is not allowed in it, and the properties that went. */
export function cleanStyle(style: string): { style: string; stripped: string[] } {
  const kept: string[] = [];
  const stripped: string[] = [];
  for (const declaration of style.split(";")) {
    if (declaration.trim() === "") continue;
    const [name = "", ...rest] = declaration.split(":");
    const [property, value] = [name.trim().toLowerCase(), rest.join(":").trim()];
    if (PROPERTIES.test(property) && isPlainValue(value)) kept.push(`${property}:${value}`);
    else stripped.push(/^[\w-]{1,40}$/.test(property) ? property : "what is no property");
  }
  return { style: kept.join(";"), stripped };
}

function isPlainValue(value: string): boolean {
  if (!VALUE.test(value) || value.includes("/*")) return false;
  return [...value.matchAll(/([\w-]*)\s*\(/g)].every(
    ([, name = ""]) => name === "" || FUNCTIONS.has(name.toLowerCase()),
  );
}
