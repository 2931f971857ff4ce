import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";

const PORT = 8957;
const DAY_MS = 86_400_000;
const HOSTILE = '=HYPERLINK("javascript:alert(1)")<img src=x onerror="window.hacked=1">';

let data: string;
let edge: LocalRfedge;
let token: string;
let browser: MarketerBrowser;
let page: Page;

const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

/** The orders of one customer, each so many days ago, and what is known of them. */
function customer(userId: string, days: readonly number[], value: number, traits: object = {}): object[] {
  const orders = days.map((day, index) => ({
    ...{ type: "track", event: "Order Completed", userId, timestamp: ago(day) },
    properties: { order_id: `${userId}-${index}`, total: value, currency: "EUR" },
  }));
  return [...orders, { type: "identify", userId, traits, timestamp: ago(days.at(-1) ?? 0) }];
}

async function send(batch: readonly object[]): Promise<void> {
  const answer = await fetch(`${edge.url}/v1/batch`, {
    method: "POST",
    body: JSON.stringify({ writeKey: "wk_demo", batch }),
  });
  expect(await answer.json()).toEqual({ success: true });
}

/** What the Worker answers to the marketer. */
async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(`${edge.url}/v1/sites/demo/${path}`, { headers: { authorization: `Bearer ${token}` } });
  return (await answer.json()) as T;
}

const part = (id: string) => page.locator(`section.${id}`);
const number = (text: string | null) => Number((text ?? "").replace(/[^\d.-]/g, ""));

const faults = () => faultsOfPage(page);

async function download(button: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return readFile(await file.path());
}

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-dashboard-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  await publishOn(edge, {
    site: { currency: "EUR", timeZone: "Europe/Helsinki" },
    slots: [{ key: "hero", holdoutPercent: 50, snippets: [{ key: "all", rule: { all: [] }, content: "<p>Hi</p>" }] }],
  });
  browser = await MarketerBrowser.launch();
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// One marketer's day, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("says how to connect, then how the first figures come", async () => {
  page = await browser.openOwn("dashboard.html");
  await expect(page.getByRole("heading", { name: "Not connected yet" })).toBeVisible();
  expect(await faults()).toEqual([]);
  await browser.willAllow(edge.url);
  const options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await expect(page.getByRole("heading", { name: "No visitors yet" })).toBeVisible();
  await options.page.close();
  expect(await faults()).toEqual([]);
});

test("shows the very figures that the Worker answers", async () => {
  await send([
    ...customer("once-1", [5], 40),
    ...customer("once-2", [120], 60),
    ...customer("twice", [60, 20], 80),
    ...customer("thrice", [70, 40, 10], 90),
    ...customer("often", [80, 60, 40, 20, 2], 300),
    ...customer("gone", [250], 25, { name: HOSTILE }),
    { type: "page", anonymousId: "looker", timestamp: ago(0) },
    { type: "identify", userId: "undefined", anonymousId: "looker-2", traits: {} },
  ]);
  type Figures = { segments: { key: string; visitors: number; revenue: number }[]; visitors: number };
  await expect.poll(async () => (await ask<Figures>("segments")).visitors).toBeGreaterThanOrEqual(7);
  await page.getByRole("button", { name: "Refresh" }).click();
  const { segments } = await ask<Figures>("segments");
  for (const { key, visitors, revenue } of segments) {
    const card = page.locator(`[data-segment="${key}"]`);
    await expect.poll(async () => number(await card.locator("strong").textContent())).toBe(visitors);
    expect(number(await card.locator("dd").first().textContent())).toBe(revenue);
  }
  const { cells } = await ask<{ cells: { visitors: number }[] }>("matrix?family=rfm&x=recency&y=monetary&by=tier");
  const counts = await part("matrix").locator(".cell text").allTextContents();
  expect(counts.map(number)).toEqual(cells.map(({ visitors }) => visitors));
  expect(await part("purchases").locator("svg text:nth-of-type(2)").allTextContents()).toEqual([
    "3 · 50%",
    "1 · 16.7%",
    "1 · 16.7%",
    "1 · 16.7%",
  ]);
});

test("shows who moved, as ribbons and as a table", async () => {
  const { migrations } = await ask<{ migrations: { visitors: number }[] }>(
    `migrations?from=${await page.getByLabel("From", { exact: true }).inputValue()}&to=${await page.getByLabel("To", { exact: true }).inputValue()}`,
  );
  await expect(part("movement").locator(".ribbon")).toHaveCount(migrations.length);
  await page.getByRole("button", { name: "Movement: show as Table" }).click();
  const column = await part("movement").locator("tbody td:last-child").allTextContents();
  expect(column.map(number)).toEqual(migrations.map(({ visitors }) => visitors));
  await page.getByRole("button", { name: "Movement: show as Chart" }).click();
});

test("says what became of requests, what is left of the error budget, and why messages were refused", async () => {
  const post = (path: string, body: object) =>
    fetch(`${edge.url}/v1/${path}`, { method: "POST", body: JSON.stringify({ writeKey: "wk_demo", ...body }) });
  expect((await post("decide", { anonymousId: "looker" })).status).toBe(200);
  expect(
    (await post("track", { event: "Order Completed", anonymousId: "x", properties: { revenue: "?" } })).status,
  ).toBe(400);
  await page.getByRole("button", { name: "Refresh" }).click();
  const answers = part("answers");
  await expect(answers).toContainText(
    "0 of 1 decisions were not made in time; one in 1,000 may be missed. 100% of what",
  );
  await expect(answers.locator(".bars")).toContainText("Refused");
  await page.getByRole("button", { name: "Answers: show as Table" }).click();
  const rows = answers.locator("section.scroll").first().locator("tbody tr");
  expect((await rows.first().locator("td").allTextContents()).slice(0, 2)).toEqual(["Decisions", "1"]);
  await expect(answers.getByRole("row", { name: "Refused revenue 1" })).toBeVisible();
  expect(await faults()).toEqual([]);
});

test("reads a trend out by arrow keys", async () => {
  await part("trend").getByLabel("Segment").selectOption("lost");
  const slider = part("trend").getByRole("slider");
  await slider.focus();
  await page.keyboard.press("Home");
  await expect(slider).toHaveAttribute("aria-valuenow", "0");
  await page.keyboard.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", /: 1$/);
});

test("leads from a cell to its people, by keyboard, whatever they call themselves", async () => {
  const cell = part("matrix").getByRole("button", { name: /^Recency long ago, Monetary thrifty:/ });
  await part("matrix")
    .getByRole("button", { name: /^Recency medium, Monetary thrifty:/ })
    .focus();
  await page.keyboard.press("ArrowLeft");
  await expect(cell).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(part("matrix").locator(".people strong").filter({ hasText: HOSTILE })).toBeVisible();
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  expect(await part("matrix").locator("img").count()).toBe(0);
  await page.evaluate(() =>
    Object.defineProperty(navigator.clipboard, "writeText", {
      value: async (text: string) => Reflect.set(window, "copied", text),
    }),
  );
  await part("matrix").getByRole("button", { name: "Copy the rule" }).click();
  await expect(part("matrix").getByText("Copied")).toBeVisible();
  const rule = JSON.parse(await page.evaluate(() => String(Reflect.get(window, "copied"))));
  const counted = await fetch(`${edge.url}/v1/sites/demo/count`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ rule }),
  });
  expect(await counted.json()).toMatchObject({ visitors: await part("matrix").locator(".people li").count() });
});

test("leads from a segment to its people, and from one of them to all that is known of them", async () => {
  await part("segments").getByRole("button", { name: "Lost" }).click();
  const [visitor] = await Promise.all([
    browser.context.waitForEvent("page"),
    part("segments").locator(".people a").filter({ hasText: HOSTILE }).click(),
  ]);
  await expect(visitor.locator("article .name")).toHaveText("Lost");
  await expect(visitor.locator("section.who")).toContainText(HOSTILE);
  // A figure that has just come is lit up for a moment.
  await expect.poll(() => visitor.evaluate(() => document.getAnimations().length)).toBe(0);
  expect(await faultsOfPage(visitor)).toEqual([]);
  await visitor.close();
});

test("leads from people to a snippet that is for them", async () => {
  // The browser's own side panel cannot be reached from here: the same page in a tab takes its place.
  await page.evaluate("chrome.sidePanel.open = async () => {}");
  await part("segments").getByRole("button", { name: "Write a snippet" }).click();
  const panel = await browser.openOwn("sidepanel.html");
  await expect(panel.getByText(/^People: Lost\. Choose the slot/)).toBeVisible();
  await panel.getByRole("button", { name: "Add a slot", exact: true }).click();
  await panel.getByRole("button", { name: "‹ Back to the slots" }).click();
  await panel.getByRole("button", { name: "Add a snippet to slot" }).click();
  await expect(panel.getByRole("combobox", { name: "Value" })).toHaveValue("lost");
  await expect(panel.getByText(/^People: Lost\. Choose the slot/)).toHaveCount(0);
  await panel.close();
  await part("segments").getByRole("button", { name: "Close the list" }).click();
});

test("saves tables that a spreadsheet does not run, and pictures", async () => {
  const csv = (await download("Segments: save as CSV")).toString("utf8");
  const rows: string[][] = parse(csv, { bom: true });
  const { segments } = await ask<{ segments: { visitors: number }[] }>("segments");
  expect(rows.slice(1).map((row) => Number(row[1]))).toEqual(segments.map(({ visitors }) => visitors));
  for (const name of ["Movement", "Purchases", "Visitors by Recency and Monetary"]) {
    const png = await download(`${name}: save as PNG`);
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.length).toBeGreaterThan(2_000);
  }
});

test("tells by itself that a lost customer is on the site, and who changes segment", async () => {
  test.slow();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await send([{ type: "page", userId: "gone", properties: { url: "https://shop.example/" } }]);
  await send([
    {
      ...{ type: "track", event: "Order Completed", anonymousId: "looker" },
      properties: { order_id: "looker-0", total: 55, currency: "EUR" },
    },
  ]);
  await expect(part("moments").getByText("→ New")).toBeVisible();
  await expect(part("moments").getByText(`${HOSTILE} is on the site`)).toBeVisible({ timeout: 30_000 });
});

test("is clean for axe in every light, wide and narrow, and cuts nothing off", async () => {
  for (const width of [1600, 1280, 280])
    for (const media of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ forcedColors: "none", colorScheme: "light", ...media });
      expect(await faults(), `${width} ${JSON.stringify(media)}`).toEqual([]);
    }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ forcedColors: "none", colorScheme: "light", reducedMotion: "reduce" });
});

test("speaks Finnish", async () => {
  const options = await OptionsPage.open(browser);
  await options.page.locator("#language").selectOption("fi");
  await expect(page.getByRole("heading", { name: "Siirtymät" })).toBeVisible();
  expect(await faults()).toEqual([]);
  await options.page.locator("#language").selectOption("en");
  await options.page.close();
});

test("keeps what it knew, with its age, while the Worker is away", async () => {
  const before = await page.locator('[data-segment="lost"] strong').textContent();
  await edge.end("SIGTERM");
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText(/RFEdge does not answer\. These figures are .+ old/)).toBeVisible();
  expect(await page.locator('[data-segment="lost"] strong').textContent()).toBe(before);
  await expect(page.getByText("Not live")).toBeVisible();
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByText(/These figures are .+ old/)).toHaveCount(0);
});

test("warns once more decisions are missed than may be", async () => {
  await edge.end("SIGTERM");
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"], { env: { RFEDGE_FAULT: "visitor" } });
  const body = JSON.stringify({ writeKey: "wk_demo", anonymousId: "looker" });
  const answer = await fetch(`${edge.url}/v1/decide`, { method: "POST", body });
  expect(answer.headers.get("server-timing")).toContain("unavailable");
  await page.getByRole("button", { name: /Refresh|Päivitä/ }).click();
  await expect(part("alerts").locator(".alert").first()).toContainText(/30 päivässä jäi enemmän|more was missed/);
  await expect(part("answers").locator(".warning")).toBeVisible();
});
