import { MONTHLY } from "../plans.ts";
import { EMPTY_CART, type Item } from "./cart.ts";
import type { Life } from "./lives.ts";
import { subscriptionProperties } from "./membership.ts";
import { orderId, orderProperties } from "./order.ts";

const DAY_MS = 86_400_000;

/** When and as whom a life is told. */
export interface Telling {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly anonymousId: string;
  /** From 0 to below 1. */
  readonly chance: () => number;
}

/** The back-dated messages of a life, the oldest order first. */
export function messagesOf(life: Life, catalogue: readonly Item[], telling: Telling): readonly object[] {
  const { now, anonymousId, chance } = telling;
  const told = life.orders
    .toSorted((a, b) => b.daysAgo - a.daysAgo)
    .map(({ daysAgo, items }) => {
      const at = now - daysAgo * DAY_MS;
      const id = orderId(at, chance());
      const lines = items.flatMap(([productId, quantity]) => {
        const item = catalogue.find((known) => known.id === productId);
        return item ? [{ ...item, quantity }] : [];
      });
      return {
        type: "track",
        event: "Order Completed",
        messageId: `life-${id}-${anonymousId}`,
        timestamp: new Date(at).toISOString(),
        anonymousId,
        properties: orderProperties({ id, cart: { ...EMPTY_CART, lines } }),
      };
    });
  return [...told, ...membershipOf(life, telling)];
}

function membershipOf({ memberDays }: Life, { now, anonymousId }: Telling): readonly object[] {
  if (memberDays === null) return [];
  const timestamp = new Date(now - memberDays * DAY_MS).toISOString();
  const message = (type: string, fields: object) => ({
    ...{ type, messageId: `life-${type}-${anonymousId}`, timestamp, anonymousId },
    ...fields,
  });
  return [
    message("track", { event: "Subscription Started", properties: subscriptionProperties(MONTHLY) }),
    message("identify", { traits: { circleMember: true } }),
  ];
}
