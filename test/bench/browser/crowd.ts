import { setTimeout as after } from "node:timers/promises";
import { figureCalls } from "#shared/wire/figures";
import { callWorker } from "../../../worker/cli/sending/callWorker.ts";
import { quiet } from "../quiet.ts";
import { post, type Shop } from "../shop.ts";

const DAY_MS = 86_400_000;
const AT_ONCE = 40;
const SENDERS = 8;
const POLL_MS = 2_000;
/** Each is delivered to the directory a second later, by an alarm of their own. */
const MOST_WAITING = 5;

/** Lets as many people be known as are in so much time, each by a visit and every third by an order, and waits until the directory knows them all and the Worker is at rest. */
export async function crowdIn(shop: Shop, ms: number): Promise<void> {
  const end = Date.now() + ms;
  let made = 0;
  const send = async () => {
    while (Date.now() < end) {
      const batch = Array.from({ length: AT_ONCE }, () => lifeOf(made++)).flat();
      await post(shop.url, "batch", { writeKey: shop.writeKey, batch });
    }
  };
  const { url, token, site } = shop;
  const known = async () => (await callWorker(figureCalls.segments, { url, token, params: { site } })).visitors;
  const before = await known();
  await Promise.all(Array.from({ length: SENDERS }, send));
  const patience = Date.now() + MOST_WAITING * ms;
  while ((await known()) < before + made) {
    if (Date.now() > patience) throw new Error(`the directory knows ${await known()} of ${before + made} visitors`);
    await after(POLL_MS);
  }
  await quiet(url);
}

/** Spread over half a year, so that every segment and every week has some. */
function lifeOf(n: number): object[] {
  const anonymousId = crypto.randomUUID();
  const timestamp = new Date(Date.now() - (n % 180) * DAY_MS).toISOString();
  const visit = { type: "page", anonymousId, timestamp, messageId: `${anonymousId}-v`, properties: { path: "/" } };
  if (n % 3 !== 0) return [visit];
  const properties = { order_id: `crowd-${n}`, revenue: 5 + (n % 400), products: [{ product_id: "p1", quantity: 1 }] };
  return [visit, { ...visit, type: "track", event: "Order Completed", messageId: `${anonymousId}-o`, properties }];
}
