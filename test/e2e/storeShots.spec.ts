import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";

const PORT = 8999;
const DAY_MS = 86_400_000;
const SHOTS = fileURLToPath(new URL("../../dist/store/", import.meta.url));
/** What both stores take. */
const SIZE = { width: 1280, height: 800 };
const PANEL_WIDTH = 400;

let data: string;
let edge: LocalRfedge;
let browser: MarketerBrowser;
let shop: Page;

const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

const anOrder = (who: object, orderId: string, total: number, days: number) => ({
  ...{ type: "track", event: "Order Completed", timestamp: ago(days), ...who },
  properties: {
    order_id: orderId,
    total,
    currency: "GBP",
    products: [{ product_id: "tea-08", quantity: 1, price: total }],
  },
});

async function send(batch: readonly object[]): Promise<void> {
  const body = JSON.stringify({ writeKey: "wk_demo", batch });
  expect((await fetch(`${edge.url}/v1/batch`, { method: "POST", body })).status).toBe(200);
}

/** A year of customers: some buy once, some often, some long ago. */
function customers(): object[] {
  return Array.from({ length: 160 }, (_, index) => {
    const orders = 1 + (index % 7 === 0 ? 4 : index % 3);
    const last = (index * 37) % 330;
    return Array.from({ length: orders }, (__, order) =>
      anOrder(
        { userId: `customer-${index}` },
        `${index}-${order}`,
        12 + ((index * 13 + order * 7) % 140),
        last + order * 24,
      ),
    );
  }).flat();
}

/** Both pages side by side, as the browser shows them. */
async function sideBySide(page: Page, panel: Page, name: string): Promise<void> {
  const [left, right] = await Promise.all([page.screenshot(), panel.screenshot()]);
  const together = await browser.context.newPage();
  await together.setViewportSize(SIZE);
  const image = (png: Buffer) => `<img src="data:image/png;base64,${png.toString("base64")}">`;
  await together.setContent(
    `<style>body{margin:0;display:flex;gap:1px;background:#888}img{display:block}</style>${image(left)}${image(right)}`,
  );
  await together.screenshot({ path: join(SHOTS, name) });
  await together.close();
}

/** Width and height of a PNG, as its header says (https://www.w3.org/TR/png-3/#11IHDR). */
async function sizeOf(name: string): Promise<object> {
  const png = await readFile(join(SHOTS, name));
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await mkdir(SHOTS, { recursive: true });
  data = await mkdtemp(join(tmpdir(), "rfedge-store-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  const site = await readFile(new URL("../../worker/demo/site.json", import.meta.url), "utf8");
  await publishOn(edge, JSON.parse(site));
  const all = customers();
  for (let from = 0; from < all.length; from += 50) await send(all.slice(from, from + 50));
  browser = await MarketerBrowser.launch();
  await browser.willAllow(edge.url);
  const options = await OptionsPage.open(browser);
  const token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await options.page.close();
  shop = await browser.context.newPage();
  await shop.setViewportSize(SIZE);
  await shop.goto(`${edge.url}/demo/`);
  await (await PopupPage.open(browser, shop)).press("Turn on");
  await expect.poll(() => new OverlayPage(shop).badge()).toContain("Anonymous prospect");
  const visitor = (await browser.context.cookies(edge.url)).find(({ name }) => name === "rfedge_id")?.value ?? "";
  const who = { anonymousId: visitor };
  await send([anOrder(who, "v-1", 34.5, 70), anOrder(who, "v-2", 21, 40), anOrder(who, "v-3", 18.25, 5)]);
  await expect.poll(() => new OverlayPage(shop).badge()).toContain("Established");
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

test("the card over the live shop", async () => {
  await shop.reload();
  const overlay = new OverlayPage(shop);
  await expect.poll(() => overlay.badge()).toContain("Established");
  await overlay.open();
  await expect.poll(() => overlay.text(".events")).toContain("Page");
  await shop.screenshot({ path: join(SHOTS, "1-card.png") });
  expect(await sizeOf("1-card.png")).toEqual(SIZE);
});

test("the side panel beside it", async () => {
  const panel = await browser.openOwn("popup.html");
  const tabId = await panel.evaluate(`chrome.tabs.query({ url: "${edge.url}/*" }).then(([tab]) => tab.id)`);
  await panel.setViewportSize({ width: PANEL_WIDTH, height: SIZE.height });
  await panel.goto(panel.url().replace("popup.html", `sidepanel.html?tab=${tabId}`));
  await shop.bringToFront();
  await expect(panel.locator("article .name")).toHaveText("Established");
  await expect(panel.locator("details", { hasText: "v-3" })).toBeVisible();
  const overlay = new OverlayPage(shop);
  await overlay.evaluate((root) => root.querySelector<HTMLElement>("[data-first]")?.click());
  await expect.poll(() => overlay.card()).toBeNull();
  await shop.setViewportSize({ width: SIZE.width - PANEL_WIDTH - 1, height: SIZE.height });
  await sideBySide(shop, panel, "2-side-panel.png");
  expect(await sizeOf("2-side-panel.png")).toEqual(SIZE);
  await panel.close();
});

test("the editor beside the page", async () => {
  const panel = await browser.openOwn("popup.html");
  const tabId = await panel.evaluate(`chrome.tabs.query({ url: "${edge.url}/*" }).then(([tab]) => tab.id)`);
  await panel.setViewportSize({ width: PANEL_WIDTH, height: SIZE.height });
  await panel.goto(panel.url().replace("popup.html", `sidepanel.html?tab=${tabId}`));
  await panel.getByRole("button", { name: "Content", exact: true }).click();
  await panel.locator(".snippet").first().click();
  await expect(panel.locator(".shown")).toBeVisible();
  await expect(panel.locator(".count")).toContainText("visitor");
  await panel.locator("article h2").first().scrollIntoViewIfNeeded();
  await sideBySide(shop, panel, "4-editor.png");
  expect(await sizeOf("4-editor.png")).toEqual(SIZE);
  await panel.close();
});

test("the dashboard", async () => {
  const dashboard = await browser.openOwn("dashboard.html");
  await dashboard.setViewportSize(SIZE);
  const known = dashboard.locator('[data-segment="established"] strong');
  await expect.poll(async () => Number(await known.textContent().catch(() => "0"))).toBeGreaterThan(0);
  await expect(dashboard.locator("section.matrix .cell").first()).toBeVisible();
  await dashboard.screenshot({ path: join(SHOTS, "3-dashboard.png") });
  expect(await sizeOf("3-dashboard.png")).toEqual(SIZE);
});
