import { type Bag, bagOf } from "../events/event.ts";

/** Never kept: they tell a device or a place more exactly than any score needs, or prove who somebody is. */
const DROPPED = new Set(["ip", "userAgent", "userAgentData", "identityToken"]);
/** What a request says beside its message. */
const OF_THE_REQUEST = new Set(["writeKey", "decide", "token", "identityToken"]);
const URLS = new Set(["url", "referrer", "href"]);
const SECRETS = /([^\s/?&=@]+@[^\s/?&=]+\.[a-z]{2,})|(\beyJ[\w-]+\.[\w-]+\.[\w-]+)/gi;
const TOKEN = /eyJ/i;

/**
 * The message as it may be stored: no address of a device, no full user agent, only the allowed query keys in addresses.
 *
 * @param body a message as received
 * @param allowed query keys that stay
 */
export function redact(body: Bag, allowed: readonly string[]): Bag {
  const said = (name: string, value: unknown) => textOf(name, value, allowed);
  const context = (name: string, value: unknown) =>
    DROPPED.has(name) ? undefined : name === "page" ? changed(bagOf(value), said) : value;
  return changed(body, (name, value) => {
    if (OF_THE_REQUEST.has(name)) return undefined;
    if (name === "context") return changed(bagOf(value), context);
    return name === "properties" ? changed(bagOf(value), said) : value;
  });
}

/** A bag with each of its values made anew; what becomes undefined is left out. An object that something is deleted from is slow from then on. */
function changed(bag: Bag, change: (name: string, value: unknown) => unknown): Bag {
  const made: Record<string, unknown> = {};
  for (const name of Object.keys(bag)) {
    const value = change(name, bag[name]);
    if (value !== undefined) made[name] = value;
  }
  return made;
}

function textOf(name: string, value: unknown, allowed: readonly string[]): unknown {
  if (typeof value !== "string") return value;
  if (name === "search" && value.startsWith("?")) return queryOf(value, allowed);
  return URLS.has(name) ? addressOf(value, allowed) : value;
}

/**
 * An address with only the allowed query keys, and no e-mail address or token in its path.
 *
 * @example addressOf("https://a.example/x?utm_source=n&token=s#top", ["utm_source"]); // => "https://a.example/x?utm_source=n"
 */
export function addressOf(url: string, allowed: readonly string[]): string {
  const [path = "", query] = (url.split("#")[0] ?? "").split("?", 2);
  return `${withoutSecrets(path)}${query === undefined ? "" : queryOf(`?${query}`, allowed)}`;
}

function queryOf(search: string, allowed: readonly string[]): string {
  const kept = search
    .slice(1)
    .split("&")
    .filter((pair) => allowed.includes(pair.split("=")[0] ?? ""))
    .map(withoutSecrets);
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

/** The cheap question first: almost no address holds either. */
function withoutSecrets(text: string): string {
  return text.includes("@") || TOKEN.test(text) ? text.replace(SECRETS, "redacted") : text;
}
