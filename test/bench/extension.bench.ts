import { crowdIn } from "./browser/crowd.ts";
import { dashboardCost } from "./browser/dashboardCost.ts";
import { growth, type Held } from "./browser/growth.ts";
import { MainThread } from "./browser/mainThread.ts";
import { Marketer } from "./browser/marketer.ts";
import { type Cost, overlayCost } from "./browser/overlayCost.ts";
import { panelPaint, SLOW_MS } from "./browser/panelPaint.ts";
import { weights } from "./browser/weights.ts";
import { median, type Run } from "./load.ts";
import type { Shop } from "./shop.ts";

export interface ExtensionFigures {
  readonly runs: readonly Run[];
  /** What is no ratio, in sentences. */
  readonly lines: readonly string[];
}

interface Extent {
  readonly pairs: number;
  /** As many people more stand for a big site. */
  readonly crowd: number;
}

/** What the extension takes of the pages it stands in, and how soon its own show what is asked. */
export async function extension(shop: Shop, { pairs, crowd }: Extent): Promise<ExtensionFigures> {
  const [visitor = "", ...others] = shop.people;
  const marketer = await Marketer.at(shop, visitor);
  try {
    const nodes = await nodesOf(marketer);
    const cost = await overlayCost(marketer, pairs);
    await marketer.overlay.open();
    const held = await growth(marketer);
    const paint = await panelPaint(marketer, others.slice(0, pairs + 1));
    const few = await dashboardCost(marketer, shop);
    await crowdIn(shop, crowd);
    const many = await dashboardCost(marketer, shop, 0.9 * few.answeredBytes);
    const ready = "the same markup put in ready-made by the parser, main-thread time";
    const turned = "a line moved and rewritten by hand in the same markup, main-thread time";
    return {
      runs: [
        runOf("extension-open", ready, cost.opening),
        ...(["badge", "card", "slots"] as const).map((open) =>
          runOf(`extension-event-${open}`, turned, cost.event[open]),
        ),
        soonerRun("extension-panel-kept", `nothing kept, the Worker ${SLOW_MS} ms away`, paint.kept, paint.fresh),
        soonerRun(
          "extension-dashboard",
          `${few.visitors} visitors in place of ${many.visitors}, main-thread time of a load`,
          many.loads,
          few.loads,
        ),
      ],
      lines: [
        ...weights(),
        nodes,
        `the clock takes ${cost.tickMs.toFixed(1)} ms of a page's main thread in a second with slots shown`,
        ...held.map(inWords),
        `dashboard: ${many.visitors} visitors take ${median(many.loads).toFixed(0)} ms and ${many.answeredBytes} bytes of answers a load, ${few.visitors} ${median(few.loads).toFixed(0)} ms and ${few.answeredBytes}`,
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

function soonerRun(name: string, against: string, ours: readonly number[], baseline: readonly number[]): Run {
  const samples = ours.map((ms, pair) => (baseline[pair] ?? Number.NaN) / ms);
  return { name, against, ratio: median(samples), samples, ...timesOf(median(ours), median(baseline)) };
}

function timesOf(ours: number, baseline: number): Pick<Run, "perSecond" | "busyMs"> {
  return { perSecond: { ours: 1_000 / ours, baseline: 1_000 / baseline }, busyMs: { ours, baseline } };
}

function inWords({ events, pageHeap, workerHeap, nodes }: Held): string {
  const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(2)} MB`;
  return `after ${events} live events: ${megabytes(pageHeap)} of scripts' memory in the page, ${megabytes(workerHeap)} in the service worker, ${nodes} nodes`;
}
