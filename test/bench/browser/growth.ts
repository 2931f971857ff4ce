import { TargetSession } from "../../e2e/pages/targetSession.ts";
import { MainThread } from "./mainThread.ts";
import type { Marketer } from "./marketer.ts";

/** One event a second, for ten minutes and for an hour: sent as fast as they are taken. */
export const EVENTS = [600, 3_600] as const;
const AT_ONCE = 20;

/** What is held after so many live events, with the card open. */
export interface Held {
  readonly events: number;
  /** Of the page that has the overlay, in bytes. */
  readonly pageHeap: number;
  /** Of the extension's service worker, in bytes. */
  readonly workerHeap: number;
  /** Of the page, what the overlay has in it included. */
  readonly nodes: number;
}

/** What a page and the service worker hold at first, and after each of the counts of events. The card is open. */
export async function growth(marketer: Marketer): Promise<Held[]> {
  const thread = await MainThread.of(marketer.page);
  const { cdp } = marketer.browser;
  const target = await marketer.browser.workerTarget();
  if (target === undefined) throw new Error("the service worker sleeps, though a page is looked at");
  const worker = await TargetSession.to(cdp, target);
  const heldAfter = async (events: number): Promise<Held> => {
    await worker.send("HeapProfiler.collectGarbage");
    const { usedSize: workerHeap } = await worker.send<{ usedSize: number }>("Runtime.getHeapUsage");
    return { events, workerHeap, pageHeap: await thread.heapBytes(), nodes: await thread.nodes() };
  };
  const held = [await heldAfter(0)];
  let sent = 0;
  for (const events of EVENTS) {
    for (; sent < events; sent += AT_ONCE) await marketer.send(AT_ONCE);
    await marketer.hasHeard();
    held.push(await heldAfter(events));
  }
  return held;
}
