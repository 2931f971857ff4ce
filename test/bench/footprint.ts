import type { Runtime } from "./runtime.ts";
import { type Shop, withPeople } from "./shop.ts";

export interface Footprint {
  readonly visitors: number;
  /** On disk: the file of SQLite and its journal. */
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
  const made = [...runtime.stored("rfedge", "VisitorObject")].filter(([id]) => !before.has(id));
  if (made.length !== visitors) throw new Error(`${visitors} visitors made ${made.length} objects`);
  return {
    visitors,
    storedBytesPerVisitor: made.reduce((sum, [, bytes]) => sum + bytes, 0) / visitors,
    residentBytesPerVisitor: resident === null || residentAfter === null ? null : (residentAfter - resident) / visitors,
  };
}
