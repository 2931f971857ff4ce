import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { LANGUAGES } from "../../extension/words/languages.ts";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { PopupPage } from "./pages/popupPage.ts";

const PORT = 8985;
const DAY_MS = 86_400_000;
const HOSTILE = '<img src=x onerror="window.hacked=1">';

let data: string;
let edge: LocalRfedge;
let browser: MarketerBrowser;
let shop: Page;
let panel: Page;
let visitor: string;

const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

async function send(batch: readonly object[]): Promise<void> {
  const body = JSON.stringify({ writeKey: "wk_demo", batch });
  expect((await fetch(`${edge.url}/v1/batch`, { method: "POST", body })).status).toBe(200);
}

const anOrder = (who: object, orderId: string, daysAgo: number, properties: object = {}) => ({
  ...{ type: "track", event: "Order Completed", timestamp: ago(daysAgo), ...who },
  properties: { order_id: orderId, total: 40, currency: "GBP", ...properties },
});

const section = (name: string) =>
  panel.locator("section", { has: panel.getByRole("heading", { name: new RegExp(`^${name}`) }) });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  data = await mkdtemp(join(tmpdir(), "rfedge-sidepanel-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  const token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  browser = await MarketerBrowser.launch();
  await browser.willAllow(edge.url);
  const options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  shop = await browser.context.newPage();
  await shop.goto(`${edge.url}/demo/`);
  const identity = () => shop.evaluate(() => localStorage.getItem("rfedge_id") ?? document.cookie);
  await expect.poll(identity).not.toBe("");
  await options.page.close();
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// One marketer's day, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("stands beside the page, and says where it is not on", async () => {
  panel = await browser.openOwn("popup.html");
  const tabId = await panel.evaluate(`chrome.tabs.query({ url: "${edge.url}/*" }).then(([tab]) => tab.id)`);
  await panel.goto(panel.url().replace("popup.html", `sidepanel.html?tab=${tabId}`));
  await panel.setViewportSize({ width: 360, height: 800 });
  await expect(panel.getByRole("heading", { name: "Not on here" })).toBeVisible();
  expect(await faultsOfPage(panel)).toEqual([]);
});

test("shows who is on the page", async () => {
  await shop.bringToFront();
  const popup = await PopupPage.open(browser, shop);
  await popup.press("Turn on");
  await expect(panel.locator("article .name")).toHaveText("Anonymous prospect");
  // From here on in front, as beside a page: what is behind another tab is painted once a second.
  await panel.bringToFront();
  visitor = (await panel.locator("dd code").first().textContent()) ?? "";
  await expect(section("Orders").getByText("No order yet.")).toBeVisible();
  await expect(section("Sessions and events").locator("li").first()).toContainText("/demo/");
});

test("follows them live: orders with refunds, traits, sessions", async () => {
  const who = { anonymousId: visitor };
  await send([
    anOrder(who, "o-1", 40),
    anOrder(who, "o-2", 3, { products: [{ product_id: "tea", quantity: 2, price: 20 }] }),
    { ...anOrder(who, "o-1", 39), event: "Order Refunded" },
    { type: "identify", userId: "kaisa", anonymousId: visitor, traits: { name: HOSTILE, city: "Turku" } },
  ]);
  await expect(panel.locator("article .name")).not.toHaveText("Anonymous prospect");
  const orders = section("Orders");
  await expect(orders.locator("details")).toHaveCount(2);
  await expect(orders.locator("li.fallen")).toContainText("refunded");
  await orders.locator("summary").first().click();
  await expect(orders.locator(".products")).toContainText("2 × tea");
  await expect(section("Who this is")).toContainText("Turku");
  await expect(section("Who this is")).toContainText(HOSTILE);
  expect(await panel.evaluate(() => Reflect.get(window, "hacked"))).toBeUndefined();
  expect(await section("Sessions and events").locator(".session").count()).toBeGreaterThan(2);
  expect(await faultsOfPage(panel)).toEqual([]);
});

test("finds anybody, pins them, and goes back", async () => {
  await send([
    anOrder({ userId: "mikko" }, "m-1", 40),
    anOrder({ userId: "mikko" }, "m-2", 2),
    { type: "identify", userId: "mikko", traits: { email: "mikko@shop.example" } },
  ]);
  const search = panel.getByLabel("Search visitors");
  await search.fill("mikko@");
  await panel.locator(".found button").first().click();
  await expect(section("Who this is")).toContainText("mikko@shop.example");
  await panel.getByRole("button", { name: "Pin", exact: true }).click();
  await panel.getByRole("button", { name: "Back" }).click();
  await expect(section("Who this is")).toContainText("Turku");
  await panel.getByRole("button", { name: "mikko@shop.example" }).click();
  await expect(section("Who this is")).toContainText("mikko@shop.example");
  await panel.getByRole("button", { name: "On this page" }).click();
  await expect(section("Who this is")).toContainText("Turku");
  await search.fill("nobody-has-this");
  await expect(panel.getByText("Nobody fits.")).toBeVisible();
  await search.press("Escape");
  await expect(section("Who this is")).toBeVisible();
});

test("zooms into the history by buttons, keys and the pointer, and out again", async () => {
  await panel.getByRole("button", { name: "mikko@shop.example" }).click();
  const history = section("History");
  const shown = history.locator(".zoom .quiet");
  await expect(shown).not.toHaveText(/:/);
  const whole = await shown.textContent();
  await history.getByRole("button", { name: "Zoom in" }).click();
  await expect(shown).not.toHaveText(whole ?? "");
  const nearer = await shown.textContent();
  await history.locator(".chart").press("+");
  await expect(shown).not.toHaveText(nearer ?? "");
  await history.locator(".chart").press("0");
  await expect(shown).toHaveText(whole ?? "");
  const box = await history.locator(".chart svg").boundingBox();
  if (box === null) throw new Error("the chart has no place");
  await panel.mouse.move(box.x + box.width * 0.3, box.y + 20);
  await panel.mouse.down();
  await panel.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 4 });
  await panel.mouse.up();
  await expect(shown).not.toHaveText(whole ?? "");
  await history.getByRole("button", { name: "All time" }).click();
  await expect(shown).toHaveText(whole ?? "");
  await panel.getByRole("button", { name: "On this page" }).click();
});

test("undoes a link, and makes it again", async () => {
  await send([
    { type: "page", anonymousId: "other-device" },
    { type: "identify", userId: "kaisa", anonymousId: "other-device" },
  ]);
  const links = section("Links");
  await expect(links.locator("li")).not.toHaveCount(0);
  const before = await links.locator("li").count();
  await links.getByRole("button", { name: "Unlink" }).first().click();
  await expect(links.getByText("Unlinked.")).toBeVisible();
  await expect.poll(() => links.locator("li").count()).toBeLessThan(before);
  await links.getByRole("button", { name: "Link again" }).click();
  await expect.poll(() => links.locator("li").count()).toBe(before);
});

test("goes on after the browser has ended the background", async () => {
  await browser.endWorker();
  await send([anOrder({ anonymousId: visitor }, "o-3", 0)]);
  await expect(section("Orders").locator("details", { hasText: "o-3" })).toBeVisible({ timeout: 20_000 });
});

test("says what they have chosen, since when, and what that outweighs", async () => {
  const consent = { categoryPreferences: { analytics: true, ads: false } };
  const body = JSON.stringify({ writeKey: "wk_demo", anonymousId: visitor, event: "Chosen", context: { consent } });
  expect((await fetch(`${edge.url}/v1/track`, { method: "POST", body, headers: { "sec-gpc": "1" } })).status).toBe(200);
  const who = section("Who this is");
  const line = (purpose: string) => who.locator("dl > div", { hasText: `Consent to “${purpose}”` });
  await expect(line("analytics").locator("dd")).toHaveText(/^yes · .* · despite Global Privacy Control$/);
  await expect(line("ads").locator("dd")).toHaveText(/^no · [^·]*$/);
});

test("is whole at 280 px and in the dark", async () => {
  await panel.setViewportSize({ width: 280, height: 800 });
  await panel.emulateMedia({ colorScheme: "dark" });
  expect(await faultsOfPage(panel)).toEqual([]);
});

test("previews a page in fields of their own lines, before the editor was ever opened", async () => {
  await panel.reload();
  await panel.getByRole("button", { name: "This page", exact: true }).click();
  await panel.getByText("Preview this page").click();
  const widths = await panel
    .locator(".preview :is(select, input:not([type=checkbox]))")
    .evaluateAll((fields) => fields.map((field) => field.getBoundingClientRect().width));
  expect(widths.length).toBe(2);
  expect(Math.min(...widths)).toBeGreaterThan(200);
  expect(await faultsOfPage(panel)).toEqual([]);
  await panel.getByRole("button", { name: "Visitor", exact: true }).click();
});

test("keeps its rooms on one line at 280 px in every language, and the other pages behind one button", async () => {
  for (const language of LANGUAGES) {
    await panel.evaluate(`chrome.storage.local.set({ language: "${language}" })`);
    await expect(panel.locator("html")).toHaveAttribute("lang", language);
    const height = await panel.locator(".rooms").evaluate((rooms) => rooms.getBoundingClientRect().height);
    expect(height, language).toBeLessThan(45);
  }
  await panel.evaluate(`chrome.storage.local.set({ language: "en" })`);
  await panel.getByRole("button", { name: "More" }).click();
  const opening = browser.context.waitForEvent("page");
  await panel.getByRole("button", { name: "Segments and scoring" }).click();
  const scoring = await opening;
  await expect(scoring).toHaveURL(/scoring\.html/);
  await scoring.close();
  await panel.bringToFront();
  await panel.keyboard.press("Escape");
  await expect(panel.locator(".menu")).toBeHidden();
});
