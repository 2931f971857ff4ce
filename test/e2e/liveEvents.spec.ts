import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";
import { HostileShop } from "./sites/hostileShop.ts";

const PORT = 8956;
/** As many as the background keeps of one visitor. */
const KEPT = 50;
const AT_ONCE = 20;

let data: string;
let edge: LocalRfedge;
let browser: MarketerBrowser;
let shop: HostileShop;
let page: Page;
let panel: Page;
let overlay: OverlayPage;
let sent = 0;

/** So many live events, each an order: scores move, too. Answers the last one's name. */
async function send(events: number): Promise<string> {
  for (const end = sent + events; sent < end; ) {
    const batch = Array.from({ length: AT_ONCE }, () => {
      sent += 1;
      const properties = { order_id: `o-${sent}`, total: sent, name: `Order ${sent}` };
      return { type: "track", event: "Order Completed", anonymousId: "busy", properties };
    });
    const body = JSON.stringify({ writeKey: "wk_demo", batch });
    expect((await fetch(`${edge.url}/v1/batch`, { method: "POST", body })).status).toBe(200);
  }
  return `Order ${sent}`;
}

/** How many elements the overlay has, its lines of events among them. */
const inOverlay = () =>
  overlay.evaluate((root) => ({
    elements: root.querySelectorAll("*").length,
    events: root.querySelectorAll(".events li").length,
  }));

test.beforeAll(async () => {
  test.setTimeout(120_000);
  data = await mkdtemp(join(tmpdir(), "rfedge-live-events-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  const token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  shop = new HostileShop(edge.url);
  await shop.start();
  browser = await MarketerBrowser.launch();
  for (const origin of [edge.url, shop.origin]) await browser.willAllow(origin);
  const options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await options.page.close();
  await send(AT_ONCE);
  page = await browser.context.newPage();
  overlay = new OverlayPage(page);
  await page.goto(`${shop.origin}/bare`);
  await page.evaluate(() => localStorage.setItem("ajs_anonymous_id", '"busy"'));
  await (await PopupPage.open(browser, page)).press("Turn on");
  await expect.poll(() => overlay.badge()).not.toBeNull();
  await overlay.open();
  panel = await browser.openOwn("sidepanel.html?visitor=busy");
  await expect(panel.locator(".pulse.live")).toBeVisible();
  await page.bringToFront();
});

test.afterAll(async () => {
  await browser.close();
  shop.stop();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// One visitor's hour: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

const hasHeard = (last: string) =>
  expect.poll(async () => (await overlay.events())[0]?.what, { timeout: 30_000 }).toContain(last);

test("holds no more of a visitor in a page after a thousand events than after a hundred", async () => {
  test.setTimeout(120_000);
  await hasHeard(await send(100));
  const before = await inOverlay();
  await hasHeard(await send(1_000));
  const after = await inOverlay();
  expect([before.events, after.events]).toEqual([8, 8]);
  // A change of score is a line of the history: of those there are as many as the visitor had.
  expect(after.elements).toBeLessThan(before.elements + 30);
});

test("keeps as many lines in the side panel as the background keeps events", async () => {
  await panel.bringToFront();
  await expect(panel.locator(".event").first()).toContainText(`Order ${sent}`);
  expect(await panel.locator(".event").count()).toBeLessThanOrEqual(KEPT);
});
