import { setTimeout as after } from "node:timers/promises";
import { median } from "../load.ts";
import { MainThread } from "./mainThread.ts";
import type { Marketer } from "./marketer.ts";

/** Longer than live messages take to settle: each event is read on its own, as it is with people. */
const EVENT_EVERY_MS = 400;
const EVENTS = 10;
/** Until what was opened has asked for all that it shows, and drawn it. */
const OPENED_MS = 2_000;

/** Main-thread milliseconds of a page, and what the same takes at the very least: markup that is ready, put in by hand. */
export interface Cost {
  readonly ours: number;
  readonly least: number;
  /** Ours / the least, pair by pair. */
  readonly samples: readonly number[];
}

export interface OverlayCost {
  readonly opening: Cost;
  /** By what of the overlay is open. */
  readonly event: Readonly<Record<"badge" | "card" | "slots", Cost>>;
  /** A second in which nothing happens but the clock, with slots shown. */
  readonly tickMs: number;
}

/** What the overlay takes of its page's main thread. The badge is shown, and the card closed. */
export async function overlayCost(marketer: Marketer, pairs: number): Promise<OverlayCost> {
  const { overlay } = marketer;
  const thread = await MainThread.of(marketer.page);
  const bare = await marketer.browser.context.newPage();
  // The same page by another name is another site, which the extension is not on.
  await bare.goto(marketer.page.url().replace("127.0.0.1", "localhost"));
  const bareThread = await MainThread.of(bare);
  const opening: Pair[] = [];
  const event: Record<"badge" | "card" | "slots", Pair[]> = { badge: [], card: [], slots: [] };
  const ticks: number[] = [];
  // The first round warms up.
  for (let round = 0; round <= pairs; round++) {
    const measured = async () => {
      const badge = await eventMs(marketer, thread);
      const opened = await openingMs(marketer, thread);
      const card = await eventMs(marketer, thread);
      await overlay.press("Show slots");
      await after(OPENED_MS);
      const slots = await eventMs(marketer, thread);
      return { badge, card, slots, opened };
    };
    await marketer.page.bringToFront();
    const { badge, card, slots, opened } = await measured();
    const ready = await overlay.evaluate((root) => root.innerHTML);
    const sheet = await overlay.evaluate((root) => {
      const shadow = root.getRootNode() as ShadowRoot;
      return shadow.adoptedStyleSheets
        .flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))
        .join("\n");
    });
    await overlay.press("Show slots");
    await overlay.click(".card [data-first]");
    await bare.bringToFront();
    const leastOpened = await bareThread.during(async () => {
      await bare.evaluate(putIn, { ready, sheet });
      await after(OPENED_MS);
    });
    const idle = await bareThread.during(() => after(EVENTS * EVENT_EVERY_MS));
    const turned = await bareThread.during(() => bare.evaluate(turnLines, { times: EVENTS, everyMs: EVENT_EVERY_MS }));
    const leastEvent = (turned - idle) / EVENTS;
    if (round === 0) continue;
    opening.push([opened, leastOpened]);
    for (const [name, cost] of [
      ["badge", badge],
      ["card", card],
      ["slots", slots],
    ] as const)
      event[name].push([cost.eventMs, leastEvent]);
    ticks.push(slots.tickMs);
  }
  await bare.close();
  return {
    opening: costOf(opening),
    event: { badge: costOf(event.badge), card: costOf(event.card), slots: costOf(event.slots) },
    tickMs: median(ticks),
  };
}

type Pair = readonly [ours: number, least: number];

function costOf(pairs: readonly Pair[]): Cost {
  return {
    ours: median(pairs.map(([ours]) => ours)),
    least: median(pairs.map(([, least]) => least)),
    samples: pairs.map(([ours, least]) => ours / least),
  };
}

async function openingMs({ overlay }: Marketer, thread: MainThread): Promise<number> {
  const { x, y } = await overlay.middleOf(".pill");
  return await thread.during(async () => {
    await overlay.page.mouse.click(x, y);
    await after(OPENED_MS);
  });
}

/** Beyond the same time in which nothing happens. */
async function eventMs(marketer: Marketer, thread: MainThread) {
  const spanMs = (EVENTS + 1) * EVENT_EVERY_MS;
  const idle = await thread.during(() => after(spanMs));
  const live = await thread.during(async () => {
    const end = after(spanMs);
    for (let sent = 0; sent < EVENTS; sent++) {
      await marketer.send();
      await after(EVENT_EVERY_MS);
    }
    await end;
  });
  return { eventMs: (live - idle) / EVENTS, tickMs: (1_000 * idle) / spanMs };
}

/** Runs in a page: the overlay's own markup in a shadow root, by the parser. */
function putIn({ ready, sheet }: { ready: string; sheet: string }): void {
  document.getElementById("ready")?.remove();
  const host = document.createElement("div");
  host.id = "ready";
  host.style.cssText = "position: fixed; inset: 0 auto auto 0; width: 0; height: 0";
  const shadow = host.attachShadow({ mode: "open" });
  const styles = new CSSStyleSheet();
  styles.replaceSync(sheet);
  shadow.adoptedStyleSheets = [styles];
  const content = document.createElement("div");
  content.className = "rfedge root";
  content.innerHTML = ready;
  shadow.append(content);
  document.documentElement.append(host);
}

/** Runs in a page: again and again the last line of the events becomes the first, with another text. */
function turnLines({ times, everyMs }: { times: number; everyMs: number }): Promise<void> {
  const list = document.getElementById("ready")?.shadowRoot?.querySelector(".events ol");
  let left = times;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const line = list?.lastElementChild?.cloneNode(true);
      const what = line instanceof Element ? line.querySelector(".what") : null;
      if (list == null || line === undefined || what === null) throw new Error("no list of events");
      what.textContent = `Product Viewed Lunch bag ${left}`;
      list.lastElementChild?.remove();
      list.prepend(line);
      left -= 1;
      if (left > 0) return;
      clearInterval(timer);
      resolve();
    }, everyMs);
  });
}
