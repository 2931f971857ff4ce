import type { Item } from "./cart.ts";
import type { Life } from "./lives.ts";
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

/** The back-dated messages of a life, the oldest first. */
export function messagesOf(
  { orders }: Life,
  catalogue: readonly Item[],
  { now, anonymousId, chance }: Telling,
): readonly object[] {
  return orders
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
        properties: orderProperties({ id, cart: { lines, code: null } }),
      };
    });
}
