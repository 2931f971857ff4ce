import { setTimeout as after } from "node:timers/promises";
import type { Runtime } from "./runtime.ts";
import { type Shop, withPeople } from "./shop.ts";

const ASLEEP_MS = 60_000;
/** Longer than an object stays awake without a call. */
const QUIET_MS = 12_000;

export interface Footprint {
  readonly visitors: number;
  /** On disk, once the object sleeps and its journal is gone. */
  readonly storedBytesPerVisitor: number;
  /** What workerd's resident memory grows by for each visitor whose object is awake; null where the system does not say. */
  readonly residentBytesPerVisitor: number | null;
}

/** What each of so many new visitors takes, in a runtime that is warm. */
export async function footprintOf(runtime: Runtime, shop: Shop, visitors: number): Promise<Footprint> {
  const resident = runtime.residentBytes();
  const before = runtime.stored("rfedge", "VisitorObject");
  await withPeople(shop, visitors);
  const residentAfter = runtime.residentBytes();
  await asleep(runtime);
  const made = [...runtime.stored("rfedge", "VisitorObject")].filter(([id]) => !before.has(id));
  if (made.length !== visitors) throw new Error(`${visitors} visitors made ${made.length} objects`);
  return {
    visitors,
    storedBytesPerVisitor: made.reduce((sum, [, bytes]) => sum + bytes, 0) / visitors,
    residentBytesPerVisitor: resident === null || residentAfter === null ? null : (residentAfter - resident) / visitors,
  };
}

/** Waits until the objects have fallen asleep, some ten seconds after their last call: each takes its journal with it. */
async function asleep(runtime: Runtime): Promise<void> {
  const bytes = () => [...runtime.stored("rfedge", "VisitorObject").values()].reduce((sum, one) => sum + one, 0);
  const until = Date.now() + ASLEEP_MS;
  for (let before = bytes(); Date.now() < until; ) {
    await after(QUIET_MS);
    const now = bytes();
    if (now === before) return;
    before = now;
  }
}
