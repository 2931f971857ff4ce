import { growth, type Held } from "./browser/growth.ts";
import { MainThread } from "./browser/mainThread.ts";
import { Marketer } from "./browser/marketer.ts";
import { type Cost, overlayCost } from "./browser/overlayCost.ts";
import { panelPaint, SLOW_MS } from "./browser/panelPaint.ts";
import { type BrowserFigures, soonerRun, timesOf } from "./browser/soonerRun.ts";
import { weights } from "./browser/weights.ts";
import { median, type Run } from "./load.ts";
import type { Shop } from "./shop.ts";

/** What the extension takes of the pages it stands in, and how soon its own show what is asked. */
export async function extension(shop: Shop, { pairs }: { readonly pairs: number }): Promise<BrowserFigures> {
  const [visitor = "", ...others] = shop.people;
  const marketer = await Marketer.at(shop, visitor);
  try {
    const nodes = await nodesOf(marketer);
    const cost = await overlayCost(marketer, pairs);
    await marketer.overlay.open();
    const held = await growth(marketer);
    const paint = await panelPaint(marketer, others.slice(0, pairs + 1));
    const ready = "the same markup put in ready-made by the parser, main-thread time";
    const turned = "a line moved and rewritten by hand in the same markup, main-thread time";
    return {
      runs: [
        runOf("extension-open", ready, cost.opening),
        ...(["badge", "card", "slots"] as const).map((open) =>
          runOf(`extension-event-${open}`, turned, cost.event[open]),
        ),
        soonerRun("extension-panel-kept", `nothing kept, the Worker ${SLOW_MS} ms away`, paint.kept, paint.fresh),
      ],
      lines: [
        ...weights(),
        nodes,
        `the clock takes ${cost.tickMs.toFixed(1)} ms of a page's main thread in a second with slots shown`,
        ...held.map(inWords),
      ],
    };
  } finally {
    await marketer.end();
  }
}

/** What is in the page before the site is turned on, with the badge hidden, and with it. */
async function nodesOf(marketer: Marketer): Promise<string> {
  const thread = await MainThread.of(marketer.page);
  const before = await thread.nodes();
  await marketer.turnOn();
  const shown = await thread.nodes();
  await marketer.flipBadge();
  const hidden = await thread.nodes();
  await marketer.flipBadge();
  return `nodes that the extension adds to a page: ${hidden - before} with its script alone, ${shown - before} with the badge`;
}

/** Faster is more: what takes twice as long as the least has a ratio of 0.5. */
function runOf(name: string, against: string, { ours, least, samples }: Cost): Run {
  const ratios = samples.map((times) => 1 / times);
  return { name, against, ratio: median(ratios), samples: ratios, ...timesOf(ours, least) };
}

function inWords({ events, pageHeap, workerHeap, nodes }: Held): string {
  const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(2)} MB`;
  return `after ${events} live events: ${megabytes(pageHeap)} of scripts' memory in the page, ${megabytes(workerHeap)} in the service worker, ${nodes} nodes`;
}
