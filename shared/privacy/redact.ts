import { type Bag, bagOf } from "../events/event.ts";

/** What tells a device: never kept, wherever it stands. */
const DEVICES = new Set(["userAgent", "user_agent", "userAgentData", "$user_agent", "$raw_user_agent"]);
/** The names that libraries give to the address of a device. What is so called and is none (how well goods stand water) is the site's own. */
const ADDRESSES = new Set(["ip", "$ip", "ipAddress", "ip_address", "clientIp", "client_ip", "requestIp", "request_ip"]);
const ADDRESS = /^\s*\[?(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:.]*:[\da-f.]*)/i;
/** What a request says beside its message. */
const OF_THE_REQUEST = new Set(["writeKey", "decide", "token", "identityToken"]);
/** Whom and what a message is about, in the site's own words, by which it is told from others. */
const NAMES = new Set(["type", "event", "messageId", "anonymousId", "userId", "previousId", "groupId"]);
const HTTP = /^https?:/i;
const URLS = new Set(["url", "referrer", "href", "path"]);
/** E-mail addresses, JSON Web Tokens, and letters with digits so long that nobody made them up: the links that open an account. */
const SECRETS =
  /(?<=^|[\s/?&=@])[^\s/?&=@]+(?:@|%40)[^\s/?&=@]{1,255}\.[a-z]{2,}|(?<![\w-])(?=(?:\w*-)*eyJ)[\w-]+\.[\w-]+\.[\w-]+|(?<![a-z\d])(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{40,}/gi;
const TOKEN = /eyJ/i;
const LONG = /[A-Za-z\d]{40}/;

/**
 * The message as it may be stored: no address of a device, no user agent, and of each address of a page only the allowed query keys.
 *
 * @param body a message as received
 * @param allowed query keys that stay
 */
export function redact(body: Bag, allowed: readonly string[]): Bag {
  return changed(body, (name, value) => {
    if (OF_THE_REQUEST.has(name)) return undefined;
    if (NAMES.has(name)) return value;
    if (name === "context") return changed(bagOf(value), (part, inner) => inContext(part, inner, allowed));
    if (name === "properties") return within(bagOf(value), allowed);
    // Traits are what the site says of somebody, pictures and links of their own among them.
    if (name === "traits" && isBag(value))
      return changed(value, (trait, said) => (tells(trait, said) ? undefined : said));
    return kept(name, value, allowed);
  });
}

function inContext(name: string, value: unknown, allowed: readonly string[]): unknown {
  if (ADDRESSES.has(name) || name === "identityToken") return undefined;
  if (name === "campaign" && isBag(value))
    return changed(value, (_, text) => (typeof text === "string" ? withoutSecrets(text) : text));
  if (name === "page") return within(bagOf(value), allowed);
  return kept(name, value, allowed);
}

/** What is kept of a value by its name; undefined: nothing. */
function kept(name: string, value: unknown, allowed: readonly string[]): unknown {
  if (tells(name, value)) return undefined;
  if (typeof value === "string") return textOf(name, value, allowed);
  if (Array.isArray(value)) return eachOf(name, value, allowed);
  return isBag(value) ? within(value, allowed) : value;
}

function within(bag: Bag, allowed: readonly string[]): Bag {
  return changed(bag, (name, value) => kept(name, value, allowed));
}

function eachOf(name: string, list: readonly unknown[], allowed: readonly string[]): readonly unknown[] {
  const cleaned = list.map((element) => kept(name, element, allowed) ?? null);
  return cleaned.some((element, index) => element !== list[index]) ? cleaned : list;
}

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function tells(name: string, value: unknown): boolean {
  return DEVICES.has(name) || (ADDRESSES.has(name) && typeof value === "string" && ADDRESS.test(value));
}

/** A bag with its values changed; what becomes undefined is left out. Made anew only where something is: one that something is deleted from is slow from then on. */
function changed(bag: Bag, change: (name: string, value: unknown) => unknown): Bag {
  let made: Record<string, unknown> | null = null;
  for (const name of Object.keys(bag)) {
    const value = change(name, bag[name]);
    if (made === null && value !== bag[name]) made = before(bag, name);
    if (made !== null && value !== undefined) made[name] = value;
  }
  return made ?? bag;
}

function before(bag: Bag, end: string): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const name of Object.keys(bag)) {
    if (name === end) break;
    made[name] = bag[name];
  }
  return made;
}

function textOf(name: string, value: string, allowed: readonly string[]): string {
  if (name === "search" && value.startsWith("?")) return queryOf(value, allowed);
  return URLS.has(name) || (value.includes("://") && HTTP.test(value)) ? addressOf(value, allowed) : value;
}

/**
 * An address with only the allowed query keys, and no e-mail address or token in its path.
 *
 * @example addressOf("https://a.example/x?utm_source=n&token=s#top", ["utm_source"]); // => "https://a.example/x?utm_source=n"
 */
export function addressOf(url: string, allowed: readonly string[]): string {
  const hash = url.indexOf("#");
  const shown = hash < 0 ? url : url.slice(0, hash);
  const at = shown.indexOf("?");
  if (at < 0) return withoutSecrets(shown);
  // An address within an address has a query of its own.
  const [query = ""] = shown.slice(at + 1).split("?", 1);
  return withoutSecrets(shown.slice(0, at)) + queryOf(`?${query}`, allowed);
}

function queryOf(search: string, allowed: readonly string[]): string {
  const kept = search
    .slice(1)
    .split("&")
    .filter((pair) => allowed.includes(pair.split("=")[0] ?? ""))
    .map(withoutSecrets);
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

/** The cheap question first: almost no address holds any. What is left around one that went may look like another, so that it is read until nothing does. */
function withoutSecrets(text: string): string {
  const maybe =
    text.includes("@") || text.includes("%40") || TOKEN.test(text) || (text.length >= 40 && LONG.test(text));
  if (!maybe) return text;
  const kept = text.replace(SECRETS, "redacted");
  return kept === text ? text : withoutSecrets(kept);
}
