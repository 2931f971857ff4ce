import { crowdIn } from "./browser/crowd.ts";
import { dashboardCost } from "./browser/dashboardCost.ts";
import { Marketer } from "./browser/marketer.ts";
import { type BrowserFigures, soonerRun } from "./browser/soonerRun.ts";
import { median } from "./load.ts";
import type { Shop } from "./shop.ts";

/** What the dashboard takes with the few whom a site knows, and with a crowd more: so many people. */
export async function extensionDashboard(shop: Shop, { crowd }: { readonly crowd: number }): Promise<BrowserFigures> {
  const marketer = await Marketer.at(shop, shop.people[0] ?? "");
  try {
    const few = await dashboardCost(marketer, shop);
    await crowdIn(shop, crowd);
    const many = await dashboardCost(marketer, shop, 0.9 * few.answeredBytes);
    const against = `${few.visitors} visitors in place of ${many.visitors}, main-thread time of a load`;
    return {
      runs: [soonerRun("extension-dashboard", against, many.loads, few.loads)],
      lines: [
        `dashboard: ${many.visitors} visitors take ${median(many.loads).toFixed(0)} ms and ${many.answeredBytes} bytes of answers a load, ${few.visitors} ${median(few.loads).toFixed(0)} ms and ${few.answeredBytes}`,
      ],
    };
  } finally {
    await marketer.end();
  }
}
