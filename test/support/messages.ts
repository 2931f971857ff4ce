import { ask, type TestSite } from "./site.ts";

/** A person of a test's own. */
export const anAnonymousId = (): string => crypto.randomUUID();

/** Sends to a Segment address with the site's write key in the body, as browsers do. */
export function send(site: TestSite, kind: string, body: Record<string, unknown>): Promise<Response> {
  const message = { writeKey: site.writeKey, messageId: crypto.randomUUID(), ...body };
  return ask(`/v1/${kind}`, {
    method: "POST",
    headers: { "content-type": "text/plain" },
    body: JSON.stringify(message),
  });
}

/** A page view of a test's own. */
export function aPage(anonymousId: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { anonymousId, context: { page: { url: "https://shop.example/", path: "/" } }, ...more };
}

/** An order as a shop sends it. */
export function anOrder(
  anonymousId: string,
  orderId: string,
  revenue: number | string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    anonymousId,
    event: "Order Completed",
    properties: { order_id: orderId, revenue, products: [{ product_id: "p1", quantity: 2 }] },
    ...more,
  };
}
