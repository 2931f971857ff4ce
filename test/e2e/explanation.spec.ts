import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import * as v from "valibot";
import { ExplanationSchema } from "#shared/wire/explain";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { faultsOf } from "./pages/faultsOf.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";

const PORT = 8965;
const DAY_MS = 86_400_000;

let data: string;
let edge: LocalRfedge;
let browser: MarketerBrowser;
let options: OptionsPage;
let page: Page;
let overlay: OverlayPage;
let visitor: string;
let headers: Record<string, string>;

/** An order of someone's so many days ago. */
const anOrder = (anonymousId: string, orderId: string, revenue: number, daysAgo = 0) => ({
  type: "track",
  anonymousId,
  event: "Order Completed",
  messageId: `message-${orderId}`,
  timestamp: new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
  properties: { order_id: orderId, revenue, currency: "GBP" },
});

async function send(batch: readonly object[]): Promise<void> {
  const body = JSON.stringify({ writeKey: "wk_demo", batch });
  expect((await fetch(`${edge.url}/v1/batch`, { method: "POST", body })).status).toBe(200);
}

async function publishDemo(): Promise<void> {
  const config = `${edge.url}/v1/sites/demo/config`;
  const site = await readFile(new URL("../../worker/demo/site.json", import.meta.url), "utf8");
  const draft = await fetch(`${config}/draft`, { method: "PUT", headers, body: site });
  const { baseVersion } = (await draft.json()) as { baseVersion: number };
  const publish = { method: "POST", headers, body: JSON.stringify({ baseVersion }) };
  expect((await fetch(`${config}/publish`, publish)).status).toBe(200);
}

/** Whether the customers have been measured, and the visitor among them. */
async function isCompared(): Promise<boolean> {
  const answer = await fetch(`${edge.url}/v1/sites/demo/visitors/${visitor}/explain`, { headers });
  const { scores } = v.parse(ExplanationSchema, await answer.json());
  return scores.some(({ family, top }) => family === "rfm" && top !== null);
}

/** Turns the overlay on in the demo shop; its visitor has ordered three times among 120 other customers. */
test.beforeAll(async () => {
  test.setTimeout(120_000);
  data = await mkdtemp(join(tmpdir(), "rfedge-explanation-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  const token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  await publishDemo();
  const others = Array.from({ length: 120 }, (_, index) => anOrder(`c-${index}`, `c-${index}`, 5 + index, 1 + index));
  for (let from = 0; from < others.length; from += 30) await send(others.slice(from, from + 30));

  browser = await MarketerBrowser.launch();
  await browser.willAllow(edge.url);
  options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  page = await browser.context.newPage();
  overlay = new OverlayPage(page);
  await page.goto(`${edge.url}/demo/`);
  await (await PopupPage.open(browser, page)).press("Turn on");
  await expect.poll(() => overlay.badge()).toContain("Anonymous prospect");
  visitor = (await browser.context.cookies(edge.url)).find(({ name }) => name === "rfedge_id")?.value ?? "";
  await send([anOrder(visitor, "v-1", 34.5, 70), anOrder(visitor, "v-2", 21, 40), anOrder(visitor, "v-3", 18.25, 5)]);
  await expect.poll(isCompared, { timeout: 40_000 }).toBe(true);
  await expect.poll(() => overlay.badge()).toContain("Established");
  await overlay.open();
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

test.describe.configure({ mode: "serial" });

/** Whether something is wider than the card it stands in. */
const isTooWide = () =>
  overlay.evaluate((root) => {
    const body = root.querySelector(".body");
    return body !== null && body.scrollWidth > body.clientWidth;
  });

const opened = (selector: string) => overlay.text(`${selector} .why`);

test("says why this segment, by keyboard alone", async () => {
  await overlay.evaluate((root) => root.querySelector<HTMLElement>(".lines .ask")?.focus());
  await page.keyboard.press("Enter");
  await expect.poll(() => opened(".whysegment")).toContain("Established – orders in 365 d: 3.");
  expect(await opened(".whysegment")).toContain("does not hold Since the last order 5 d needs over 180 d");
  expect(await opened(".whysegment")).toMatch(/holds Established holds Orders in 365 d 3 needs at least 3$/);
});

test("says of a score where it stands and what lifts it", async () => {
  // Anywhere in its row.
  await overlay.click(".measure:nth-child(3) td");
  await expect.poll(() => overlay.text(".rung[aria-current]")).toMatch(/^3 £\d+\.\d\d – £\d+\.\d\d £73\.75$/);
  // The population's share follows once the directory has heard of the orders.
  await expect
    .poll(() => opened(".opened"))
    .toMatch(/Score 4 with £\d+\.\d\d more in orders within 294 d Top \d\d% of customers/);
});

test("says of an event what it changed", async () => {
  await overlay.press("Order Completed v-3");
  await expect.poll(() => opened(".events")).toContain("Orders 2 → 3 Revenue £55.50 → £73.75");
  expect(await opened(".events")).toMatch(/^10 points Segment Developing 1 → Established/);
});

test("asks through the extension alone: the page itself reads nothing", async () => {
  const requests = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(requests.filter((name) => name.includes("/v1/sites/"))).toEqual([]);
});

test("is free of what axe finds while all is open, narrow, dark and in forced colours too", async () => {
  await overlay.choose("rfe");
  for (const measure of ["Recency", "Frequency", "Engagement"]) await overlay.press(measure);
  await overlay.choose("rfm");
  for (const look of [
    { width: 900, colorScheme: "light" },
    { width: 280, colorScheme: "dark" },
    { width: 280, colorScheme: "light", forcedColors: "active" },
  ] as const)
    expect(await faultsOf(overlay, look)).toEqual([]);
});

test("follows an order while it is open, also after the service worker has ended", async () => {
  await send([anOrder(visitor, "v-4", 60)]);
  await expect.poll(() => opened(".whysegment")).toContain("Developing 2 – orders in 365 d: 4");
  await expect.poll(() => overlay.text(".rung[aria-current]")).toContain("£133.75");
  await browser.endWorker();
  await send([anOrder(visitor, "v-5", 66.25)]);
  await expect.poll(() => opened(".whysegment"), { timeout: 20_000 }).toContain("VIP – orders in 365 d: 5");
  await expect.poll(() => opened(".events")).toContain("Orders 2 → 3");
});

test("fits at 280 px, at 200 % and in Finnish", async ({}, info) => {
  const show = async (name: string, width: number, height: number) => {
    await page.setViewportSize({ width, height });
    expect(await isTooWide()).toBe(false);
    await page.screenshot({ path: info.outputPath(`${name}.png`) });
  };
  await show("wide", 700, 1_900);
  await page.emulateMedia({ colorScheme: "dark" });
  await show("dark", 700, 1_900);
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  await show("forced", 700, 1_900);
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  await show("narrow", 280, 1_900);
  await show("zoomed", 640, 360);
  await options.page.selectOption("#language", "fi");
  await page.bringToFront();
  await expect.poll(() => opened(".whysegment")).toContain("VIP – tilauksia (365 pv): 5");
  await show("finnish", 280, 1_900);
});
