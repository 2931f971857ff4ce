import { FAMILIES } from "../scoring/families.ts";

const MEASURES = Object.entries(FAMILIES).flatMap(([family, dimensions]) =>
  dimensions.map((dimension) => `${family}.${dimension}`),
);

/** Facts known by their whole name, all about the visitor. */
export const PLAIN_FACTS: readonly string[] = [
  ...["identified", "orders", "revenue", "averageOrderValue", "sessions", "pageViews", "engagedSeconds"],
  ...["gapBeforeLastOrder", "gapMedian", "lapseRatio", "ordersTrend", "segment", "audience"],
  ...["daysSince.order", "daysSince.visit", "daysSince.interaction"],
  ...["score", "value", "tier"].flatMap((kind) => MEASURES.map((measure) => `${kind}.${measure}`)),
  ...["first", "last"].flatMap((touch) => ["source", "medium", "name"].map((key) => `campaign.${touch}.${key}`)),
];

/** Facts known by a prefix: all after it, dots included, is one name. */
export const NAMED_FACTS: readonly string[] = [
  ...["daysSince.event.", "count.", "consent.", "prediction."],
  ...["orders.category.", "orders.product.", "views.category.", "views.product."],
];

/** Facts known by a prefix with a path of keys after it, none of them empty. */
export const PATH_FACTS: readonly string[] = ["traits.", "group."];

/** Facts that exist only where a decision is made: about the page and the moment, not the visitor. */
export const PAGE_FACTS: readonly string[] = [
  ...["time.hour", "time.weekday", "page.path", "page.host", "page.referrer"],
  ...["locale", "country", "device"],
];
const PAGE_QUERY = "page.query.";

const OF_PAGES: ReadonlySet<string> = new Set(PAGE_FACTS);
const KNOWN: ReadonlySet<string> = new Set([...PLAIN_FACTS, ...PAGE_FACTS]);
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
const LONGEST = 512;

/** Whether a key could reach an object's prototype; no name of ours may. */
export function isForbiddenKey(key: string): boolean {
  return FORBIDDEN.has(key);
}

/**
 * Whether rules may ask for a fact of this name.
 *
 * @example isFact("count.Order.Completed"); // => true
 * @example isFact("traits.address.city"); // => true
 * @example isFact("ordres"); // => false
 * @example isFact("traits.__proto__.x"); // => false
 */
export function isFact(name: string): boolean {
  if (KNOWN.has(name)) return true;
  if (name.length > LONGEST || name.split(".").some(isForbiddenKey)) return false;
  const after = (prefix: string) => name.startsWith(prefix) && name.length > prefix.length;
  if (PATH_FACTS.some(after)) return !name.split(".").includes("");
  return NAMED_FACTS.some(after) || after(PAGE_QUERY);
}

/**
 * Whether a fact exists only where a decision is made.
 *
 * @example isPageFact("page.query.utm_source"); // => true
 * @example isPageFact("orders"); // => false
 */
export function isPageFact(name: string): boolean {
  return OF_PAGES.has(name) || name.startsWith(PAGE_QUERY);
}

/**
 * Whether a fact grows or decays with time by itself. Scores, tiers, segment and audiences do not: they change at single instants, which are known beforehand.
 *
 * @example isMovingFact("value.rfe.engagement"); // => true
 * @example isMovingFact("score.rfe.engagement"); // => false
 */
export function isMovingFact(name: string): boolean {
  return /^(?:daysSince|value|prediction)\./.test(name) || name === "ordersTrend" || name === "lapseRatio";
}
