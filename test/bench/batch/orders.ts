import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2024, 0, 1);
const DAYS = 730;

/** The last day of the orders that are made. */
export const LAST_DATE = "2025-12-30";

/** Writes orders that are the same for ever: some customers buy often, most seldom, as in a shop. */
export async function writeOrders(path: string, orders: number, customers: number): Promise<void> {
  const file = createWriteStream(path);
  const random = sequence(20_240_101);
  let text = "order_id,customer_id,order_date,revenue\n";
  for (let n = 0; n < orders; n++) {
    const customer = Math.floor(random() ** 2 * customers);
    const date = new Date(FIRST_DAY + Math.floor(random() * DAYS) * DAY_MS).toISOString().slice(0, 10);
    text += `o${n},c${customer},${date},${(random() * 200).toFixed(2)}\n`;
    if (text.length < 1_000_000) continue;
    if (!file.write(text)) await once(file, "drain");
    text = "";
  }
  file.end(text);
  await finished(file);
}

/** Mulberry32: even enough, and the same for ever. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
