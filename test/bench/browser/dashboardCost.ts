import { setTimeout as after } from "node:timers/promises";
import { figureCalls } from "#shared/wire/figures";
import { callWorker } from "../../../worker/cli/sending/callWorker.ts";
import { median } from "../load.ts";
import type { Shop } from "../shop.ts";
import { MainThread } from "./mainThread.ts";
import { type Marketer, until } from "./marketer.ts";

/** So many loads are measured, after one that warms up. */
const LOADS = 5;
/** Longer than the Worker takes from one answer to the next; shorter than from one reading of what changes to the next. */
const SETTLE_MS = 1_000;

export interface DashboardCost {
  readonly visitors: number;
  /** Main-thread milliseconds from its loading until all its figures are drawn. */
  readonly loads: readonly number[];
  /** What the Worker answers for one of them, heads included. */
  readonly answeredBytes: number;
}

/**
 * What the dashboard takes with everybody who is known now.
 *
 * @param leastBytes so much is answered for a load at least: sums of more people are no shorter
 */
export async function dashboardCost(
  { browser, door }: Marketer,
  { url, token, site }: Shop,
  leastBytes = 1,
): Promise<DashboardCost> {
  const page = await browser.context.newPage();
  const thread = await MainThread.of(page);
  const load = async () => {
    const before = door.answeredBytes();
    await page.goto("about:blank");
    await page.goto(`chrome-extension://${browser.extensionId}/dashboard.html`);
    let last = before;
    // What was kept is shown at once: all the answers must have come besides.
    await until("figures on the dashboard", async () => {
      const [now, then] = [door.answeredBytes(), last];
      last = now;
      await after(SETTLE_MS);
      return now >= before + leastBytes && now === then && (await page.locator("[data-segment] strong").count()) > 0;
    });
    // Another site's process begins to count anew.
    return { spentMs: await thread.spentMs(), bytes: door.answeredBytes() - before };
  };
  await load();
  const loads: Awaited<ReturnType<typeof load>>[] = [];
  while (loads.length < LOADS) loads.push(await load());
  await page.close();
  const { visitors } = await callWorker(figureCalls.segments, { url, token, params: { site } });
  return {
    visitors,
    loads: loads.map(({ spentMs }) => spentMs),
    answeredBytes: median(loads.map(({ bytes }) => bytes)),
  };
}
