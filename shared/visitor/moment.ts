import { choiceIn } from "../events/consent.ts";
import { type Bag, bagOf, type Message, partOf, type Said } from "../events/event.ts";
import { type OrderPart, orderOf } from "../events/order.ts";
import { type Product, productsOf, readNumber } from "../events/product.ts";
import type { Served } from "./exposures.ts";

/** Where a visit came from: `context.campaign` of the Segment specification. */
export interface Campaign {
  readonly source?: string;
  readonly medium?: string;
  readonly name?: string;
}

/** What is kept in memory of one accepted message: all that any fact needs, nothing that is only shown. */
export interface Moment {
  /** When it happened, epoch milliseconds. */
  readonly at: number;
  /** Its `messageId`: with `at` the order of all sums. */
  readonly id: string;
  /** The event's name, or the message's type where it is no track call. */
  readonly name: string;
  readonly type: Message["type"];
  /** The log entry that holds the message. */
  readonly seq: number;
  readonly imported?: true;
  /** When it arrived, of what was imported or came late. */
  readonly receivedAt?: number;
  readonly order?: OrderPart;
  /** Engaged seconds, on `Engaged`. */
  readonly seconds?: number;
  /** Host and path of the page it happened on. */
  readonly address?: string;
  /** Products looked at, on events that are no order. */
  readonly products?: readonly Product[];
  readonly campaign?: Campaign;
  /** What the visitor had chosen by purpose: `context.consent.categoryPreferences` of the Segment specification. */
  readonly consent?: Readonly<Record<string, boolean>>;
  /** Their choice outweighed Global Privacy Control. */
  readonly hasSignal?: true;
  /** An identify call's traits, a group call's traits. */
  readonly traits?: Bag;
  /** What the page view was answered with, where that is kept. */
  readonly served?: Served;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value.slice(0, 255) : undefined;

/** What arrives no later than this is as good as said when it is heard. */
const LATE_MS = 3_600_000;

/**
 * Condenses a message that `orderOf` has accepted.
 *
 * @param seq the log entry it is stored in
 * @param receivedAt when it arrived; left out: at its own instant
 */
export function momentOf(
  message: Said,
  conversions: readonly string[],
  seq: number,
  imported: boolean,
  receivedAt: number = message.at,
): Moment {
  const [properties, traits, context] = [
    partOf(message, "properties"),
    partOf(message, "traits"),
    partOf(message, "context"),
  ];
  const read = orderOf(message, conversions);
  const order = "order" in read ? read.order : null;
  const name = message.type === "track" ? (message.event ?? "") : message.type;
  const products =
    order === null && message.type === "track"
      ? productsOf(properties).filter(({ id, category }) => id !== null || category !== null)
      : [];
  const seconds = name === "Engaged" ? readNumber(properties["seconds"]) : undefined;
  const address = addressOf(context, properties);
  const campaign = campaignOf(bagOf(context["campaign"]));
  const consent = choiceIn({ context });
  const hasTraits = (message.type === "identify" || message.type === "group") && Object.keys(traits).length > 0;
  const isLate = (imported || receivedAt - message.at > LATE_MS) && receivedAt > message.at;
  const hasSignal = consent !== undefined && bagOf(context["consent"])["globalPrivacyControl"] === true;
  // One by one, not spread: most have an address at most, and every page view waits for it.
  const moment: { -readonly [Part in keyof Moment]: Moment[Part] } = {
    at: message.at,
    id: message.messageId,
    name,
    type: message.type,
    seq,
  };
  if (imported) moment.imported = true;
  if (isLate) moment.receivedAt = receivedAt;
  if (order !== null) moment.order = order;
  if (seconds !== undefined) moment.seconds = Math.min(Math.max(seconds, 0), 86_400);
  if (address !== undefined) moment.address = address;
  if (products.length > 0) moment.products = products;
  if (campaign !== undefined) moment.campaign = campaign;
  if (consent !== undefined) moment.consent = consent;
  if (hasSignal) moment.hasSignal = true;
  if (hasTraits) moment.traits = traits;
  return moment;
}

function addressOf(context: Bag, properties: Bag): string | undefined {
  const page = bagOf(context["page"]);
  const url = text(page["url"]) ?? text(properties["url"]);
  const match = url === undefined ? null : /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([^?#]*)/i.exec(url);
  if (match !== null) return `${match[1]}${match[2] || "/"}`;
  return text(page["path"]) ?? text(properties["path"]);
}

function campaignOf(campaign: Bag): Campaign | undefined {
  const source = text(campaign["source"]);
  const medium = text(campaign["medium"]);
  const name = text(campaign["name"]);
  if (source === undefined && medium === undefined && name === undefined) return undefined;
  return { ...(source && { source }), ...(medium && { medium }), ...(name && { name }) };
}

/** The order of a visitor's moments, and of every sum over them: by instant, then by message id. */
export function byInstant(a: Moment, b: Moment): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * How many of some moments had happened by an instant: where those after it begin.
 *
 * @param moments ascending
 * @param at epoch milliseconds, included
 */
export function countUpTo(moments: readonly Moment[], at: number): number {
  let [low, high] = [0, moments.length];
  // Most ask about all of them.
  if ((moments.at(-1)?.at ?? at) <= at) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
