const DAY_MS = 86_400_000;

/** The instant so many days ago, as messages carry it. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString();
}

/** One customer's orders of one value, each so many days ago. */
export function pastOrders(userId: string, days: readonly number[], total: number): object[] {
  return days.map((day, index) => ({
    ...{ type: "track", event: "Order Completed", userId, timestamp: daysAgo(day) },
    properties: { order_id: `${userId}-${index}`, total, currency: "EUR" },
  }));
}
