import { type Bag, bagOf } from "../events/event.ts";

/** Never kept: they tell a device or a place more exactly than any score needs, or prove who somebody is. */
const DROPPED = new Set(["ip", "userAgent", "userAgentData", "identityToken"]);
/** What a request says beside its message. */
const OF_THE_REQUEST = ["writeKey", "decide", "token", "identityToken"];
const URLS = new Set(["url", "referrer", "href"]);
const SECRETS = /([^\s/?&=@]+@[^\s/?&=]+\.[a-z]{2,})|(\beyJ[\w-]+\.[\w-]+\.[\w-]+)/gi;

/**
 * The message as it may be stored: no address of a device, no full user agent, only the allowed query keys in addresses.
 *
 * @param body a message as received
 * @param allowed query keys that stay
 */
export function redact(body: Bag, allowed: readonly string[]): Bag {
  const context = bagOf(body["context"]);
  const kept = Object.fromEntries(Object.entries(context).filter(([key]) => !DROPPED.has(key)));
  const parts: Record<string, unknown> = { ...body };
  for (const name of OF_THE_REQUEST) delete parts[name];
  if (body["context"] !== undefined) parts["context"] = { ...kept, ...cleaned(kept, "page", allowed) };
  return { ...parts, ...cleaned(body, "properties", allowed) };
}

function cleaned(bag: Bag, key: string, allowed: readonly string[]): Bag {
  if (bag[key] === undefined) return {};
  const entries = Object.entries(bagOf(bag[key])).map(([name, value]) => [
    name,
    typeof value !== "string" ? value : textOf(name, value, allowed),
  ]);
  return { [key]: Object.fromEntries(entries) };
}

function textOf(name: string, value: string, allowed: readonly string[]): string {
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
  return `${path.replace(SECRETS, "redacted")}${query === undefined ? "" : queryOf(`?${query}`, allowed)}`;
}

function queryOf(search: string, allowed: readonly string[]): string {
  const kept = search
    .slice(1)
    .split("&")
    .filter((pair) => allowed.includes(pair.split("=")[0] ?? ""))
    .map((pair) => pair.replace(SECRETS, "redacted"));
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}
