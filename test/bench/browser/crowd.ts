import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { figureCalls } from "#shared/wire/figures";
import { importCommand } from "../../../worker/cli/import.ts";
import { callWorker } from "../../../worker/cli/sending/callWorker.ts";
import { quiet } from "../quiet.ts";
import type { Shop } from "../shop.ts";

const DAY_MS = 86_400_000;
const POLL_MS = 2_000;
/** The directory hears of each a second later, by an alarm of their own: in all this time it hears of somebody. */
const STALLED_MS = 60_000;
const REST_MS = 1_200_000;

/**
 * Lets so many people more be known, each by a visit and every third by an order: imported, which is the fastest way in. Waits until the directory
 * knows them all and the Worker is at rest, which is a quarter of an hour with as many as a machine takes in meanwhile: an import leaves an alarm
 * with each of them, and cuts that follow so large a crowd score everybody anew.
 */
export async function crowdIn(shop: Shop, people: number): Promise<void> {
  const { url, token, site } = shop;
  const known = async () => (await callWorker(figureCalls.segments, { url, token, params: { site } })).visitors;
  const wanted = (await known()) + people;
  await importLives(shop, people);
  for (let [heard, stalledAt] = [0, Date.now() + STALLED_MS]; heard < wanted; await after(POLL_MS)) {
    const now = await known();
    if (now > heard) [heard, stalledAt] = [now, Date.now() + STALLED_MS];
    else if (Date.now() > stalledAt) throw new Error(`the directory knows ${heard} of ${wanted} visitors`);
  }
  await quiet(url, REST_MS);
}

async function importLives({ url, token, site }: Shop, people: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "rfedge-crowd-"));
  const file = join(folder, "crowd.ndjson");
  try {
    const lines = createWriteStream(file);
    for (let n = 0; n < people; n++) if (!lines.write(lifeOf(n))) await once(lines, "drain");
    await once(lines.end(), "finish");
    const words = [file, "--site", site, "--url", url, "--token", token];
    const code = await importCommand.run({ words, signal: new AbortController().signal });
    if (code !== 0) throw new Error("not all the crowd was taken");
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Spread over half a year, so that every segment and every week has some. */
function lifeOf(n: number): string {
  const anonymousId = crypto.randomUUID();
  const timestamp = new Date(Date.now() - (n % 180) * DAY_MS).toISOString();
  const visit = { type: "page", anonymousId, timestamp, messageId: `${anonymousId}-v`, properties: { path: "/" } };
  const properties = { order_id: `crowd-${n}`, revenue: 5 + (n % 400), products: [{ product_id: "p1", quantity: 1 }] };
  const order = { type: "track", event: "Order Completed", anonymousId, timestamp, properties };
  const life = n % 3 === 0 ? [visit, { ...order, messageId: `${anonymousId}-o` }] : [visit];
  return life.map((message) => `${JSON.stringify(message)}\n`).join("");
}
