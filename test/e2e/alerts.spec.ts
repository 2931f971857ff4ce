import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";

const PORT = 8993;
const DAY_MS = 86_400_000;

let data: string;
let edge: LocalRfedge;
let browser: MarketerBrowser;
let page: Page;

const alerts = () => page.locator("section.alerts");
const trend = () => page.locator("section.trend");
const lines = () => alerts().locator("li");

/** First orders at noon of a day of the site's calendar, which is UTC: one customer each. */
async function firstOrders(daysAgo: number, count: number): Promise<void> {
  const noon = new Date(Math.floor(Date.now() / DAY_MS - daysAgo) * DAY_MS + DAY_MS / 2).toISOString();
  const batch = Array.from({ length: count }, (_, index) => ({
    ...{ type: "track", event: "Order Completed", userId: `day-${daysAgo}-${index}`, timestamp: noon },
    properties: { order_id: `day-${daysAgo}-${index}`, total: 20, currency: "EUR" },
  }));
  const answer = await fetch(`${edge.url}/v1/batch`, {
    method: "POST",
    body: JSON.stringify({ writeKey: "wk_demo", batch }),
  });
  expect(await answer.json()).toEqual({ success: true });
}

const refresh = () => page.getByRole("button", { name: "Refresh" }).click();

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-alerts-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  await publishOn(edge, { site: { currency: "EUR", timeZone: "UTC" } });
  browser = await MarketerBrowser.launch();
  await browser.willAllow(edge.url);
  const options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token: /mt_demo_\S+/.exec(edge.said())?.[0] ?? "" });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await options.page.close();
  page = await browser.openOwn("dashboard.html");
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

test.describe.configure({ mode: "serial" });

test("says how many days there are while they are too few to call one unusual", async () => {
  for (const day of [3, 2, 1]) await firstOrders(day, 5);
  await expect(async () => {
    await refresh();
    await expect(lines()).toHaveText(/told once there are 8 whole days to compare with; so far there are 2\./, {
      timeout: 15_000,
    });
  }).toPass();
});

test("says that nothing was unusual, then what was, and leads to its chart", async () => {
  for (let day = 20; day > 3; day -= 1) await firstOrders(day, 4 + (day % 3));
  await expect(async () => {
    await refresh();
    await expect(alerts().getByText("Nothing was unusual yesterday.")).toBeVisible({ timeout: 15_000 });
  }).toPass();
  await firstOrders(1, 30);
  await expect(async () => {
    await refresh();
    await expect(lines().filter({ hasText: "New customers yesterday: 30, usually 1 to 9." })).toBeVisible({
      timeout: 15_000,
    });
  }).toPass();
  await expect(lines().filter({ hasText: /^↗Revenue yesterday: €600, usually/ })).toBeVisible();
  await alerts().getByRole("link", { name: "Show the chart Revenue" }).click();
  await expect(trend().getByRole("combobox").first()).toHaveValue("");
  await expect(trend().getByRole("combobox").last()).toHaveValue("sold");
  await expect(trend()).toBeInViewport();
  await alerts().getByRole("link", { name: "Show the chart New customers" }).click();
  await expect(trend().getByRole("combobox").first()).toHaveValue("new");
});

test("holds figures against the marketer's targets, and keeps them", async () => {
  await alerts().getByText("Your targets").click();
  await alerts().getByLabel("New customers in 7 days, at least").fill("500");
  await alerts().getByLabel("Customers at risk, at most %").fill("7");
  await alerts().getByLabel("Customers who bought again, at least %").fill("120");
  await alerts().getByLabel("Customers who bought again, at least %").blur();
  await expect(lines().filter({ hasText: /^↘New customers in 7 days: \d+, below your target of 500\./ })).toBeVisible();
  await expect(lines().filter({ hasText: "Customers at risk: 0%. Your target of 7% is met." })).toBeVisible();
  await expect(lines().filter({ hasText: "bought again" })).toHaveCount(0);
  await page.reload();
  await expect(lines().filter({ hasText: "below your target of 500" })).toBeVisible();
  await alerts().getByText("Your targets").click();
  await expect(alerts().getByLabel("Customers at risk, at most %")).toHaveValue("7");
  await alerts().getByLabel("New customers in 7 days, at least").fill("");
  await alerts().getByLabel("New customers in 7 days, at least").blur();
  await expect(lines().filter({ hasText: "below your target" })).toHaveCount(0);
});

test("is clean for axe in every light, wide and narrow, and in Finnish", async () => {
  const options = await OptionsPage.open(browser);
  for (const language of ["en", "fi"]) {
    await options.page.locator("#language").selectOption(language);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    for (const width of [1280, 280])
      for (const media of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ forcedColors: "none", colorScheme: "light", ...media });
        expect(await faultsOfPage(page), `${language} ${width} ${JSON.stringify(media)}`).toEqual([]);
      }
  }
});
