import type { Page } from "@playwright/test";
import { type Marketer, until } from "./marketer.ts";

/** So slow is each answer of the Worker meanwhile. */
export const SLOW_MS = 1_000;

/** When the side panel shows somebody, in milliseconds from its opening: known from before, and never seen. Pair by pair, each with somebody else. */
export interface PanelPaint {
  readonly kept: readonly number[];
  readonly fresh: readonly number[];
}

/** @param people somebody else for each pair, and one to warm up with */
export async function panelPaint(marketer: Marketer, people: readonly string[]): Promise<PanelPaint> {
  marketer.door.delay(SLOW_MS);
  const painted: { kept: number; fresh: number }[] = [];
  for (const person of people)
    painted.push({ fresh: await shownAfterMs(marketer, person), kept: await shownAfterMs(marketer, person) });
  marketer.door.delay(0);
  const measured = painted.slice(1);
  return { kept: measured.map(({ kept }) => kept), fresh: measured.map(({ fresh }) => fresh) };
}

async function shownAfterMs({ browser }: Marketer, person: string): Promise<number> {
  const page = await browser.context.newPage();
  await page.addInitScript(noteFirst);
  await page.goto(`chrome-extension://${browser.extensionId}/sidepanel.html?visitor=${person}`);
  const shownAt = async () => (await page.evaluate<number | null>("window.shownAt ?? null")) ?? 0;
  await until("a visitor in the side panel", async () => (await shownAt()) > 0);
  await until("a live visitor in the side panel", () => isLive(page));
  const ms = await shownAt();
  await page.close();
  return ms;
}

/** All has been read, and so it is kept, too. */
function isLive(page: Page): Promise<boolean> {
  return page.evaluate(
    () => document.querySelector(".pulse.live") !== null && document.querySelector(".event") !== null,
  );
}

/** Runs in the panel, before all else: notes when a visitor is painted first. */
function noteFirst(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector("article .name") === null) return;
    observer.disconnect();
    requestAnimationFrame(() => Object.assign(window, { shownAt: performance.now() }));
  });
  observer.observe(document, { childList: true, subtree: true });
}
