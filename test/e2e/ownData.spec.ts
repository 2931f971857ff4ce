import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";

const PORT = 8926;
const LANGUAGES = ["en", "da", "de", "fi", "nl", "zh-Hant"];

let data: string;
let edge: LocalRfedge;
let token: string;

const test = base.extend<{ troubles: string[] }>({
  // No page throws, breaks its policy, or asks for what is not there.
  troubles: [
    async ({ context }, use) => {
      const troubles: string[] = [];
      context.on("weberror", (error) => troubles.push(`${error.error()}`));
      context.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
      await use(troubles);
      expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
});

/** Of a browser with a window: what names itself headless is a bot, whose page views count for nobody. */
const AGENT = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

test.use({ locale: "en-GB", userAgent: AGENT });

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-own-data-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  await publishOn(edge, JSON.parse(await readFile(new URL("../../worker/demo/site.json", import.meta.url), "utf8")));
});

test.afterAll(async () => {
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

const cookieOf = async (page: Page, name: string) =>
  (await page.context().cookies()).find((cookie) => cookie.name === name)?.value;

const statusOf = async (id: string | undefined): Promise<number> => {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${edge.url}/v1/sites/demo/visitors/${id}`, { headers })).status;
};

/** Opens a page of the shop and waits until it has been counted. */
async function visit(page: Page, path = ""): Promise<string | undefined> {
  const counted = page.waitForResponse("**/v1/page");
  await page.goto(`${edge.url}/demo/${path}`);
  expect((await counted).ok()).toBe(true);
  return await cookieOf(page, "rfedge_id");
}

test("a shopper finds the page at the foot of the shop, sees what is held, downloads it and erases it", async ({
  page,
}) => {
  await visit(page);
  const id = await visit(page, "p/22423/");
  await page.getByRole("link", { name: "See, download and erase it" }).click();
  await expect(page).toHaveTitle("Your data · Pantry & Post");
  await expect(page.getByText("This browser is known here by a random number.")).toBeVisible();
  await page.getByRole("button", { name: "Show what is held" }).click();
  await expect(page.getByRole("definition").filter({ hasText: id ?? "" })).toBeVisible();
  await expect(page.getByText("You are in the group “Anonymous prospect” since")).toBeVisible();
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(13);
  await expect(page.getByRole("listitem").filter({ hasText: "/demo/p/22423/" }).first()).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download it (JSON)" }).click();
  const file = JSON.parse(await readFile(await (await downloading).path(), "utf8"));
  expect([file.visitor.anonymousIds, file.events.length >= 2]).toEqual([[id], true]);
  await page.getByText("Erase what is held …").click();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByRole("status")).toContainText("Gone for good.");
  expect(await statusOf(id)).toBe(404);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("rfedge")))).toEqual([]);
  expect(await cookieOf(page, "rfedge_id")).toBeUndefined();
  const next = await visit(page);
  expect(next).not.toBe(id);
  expect(await statusOf(next)).toBe(200);
});

test("a refusal at the foot of the shop erases, and holds on every page until it is taken back", async ({ page }) => {
  const id = await visit(page);
  expect(await statusOf(id)).toBe(200);
  await page.getByRole("button", { name: "Remember nothing" }).click();
  await expect(page.getByText("Nothing is remembered any more, and what was is erased.")).toBeVisible();
  await expect.poll(() => statusOf(id)).toBe(404);
  expect(await cookieOf(page, "rfedge_id")).toBeUndefined();
  await page.getByRole("button", { name: "5 large orders" }).click();
  await expect(page.getByText("Press “Remember me” at the foot of the page first.")).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/v1/") && asked.push(request.url()));
  await page.goto(`${edge.url}/demo/p/22423/`);
  await page.waitForLoadState("load");
  expect([await cookieOf(page, "rfedge_id"), asked]).toEqual([undefined, []]);
  await page.getByRole("link", { name: "See, download and erase it" }).click();
  await expect(page.getByText("You have refused: nothing is recorded.")).toBeVisible();
  await page.getByRole("button", { name: "Allow recording" }).click();
  await expect(page.getByText("You have agreed. You can take it back here at any time.")).toBeVisible();
  expect(await statusOf(await visit(page))).toBe(200);
});

test("a refusal on the page itself holds in the shop", async ({ page }) => {
  const id = await visit(page);
  expect(await statusOf(id)).toBe(200);
  await page.goto(`${edge.url}/v1/own-data?key=wk_demo`);
  await page.getByRole("button", { name: "Record nothing any more" }).click();
  await expect(page.getByRole("status")).toContainText("Gone for good.");
  expect(await statusOf(id)).toBe(404);
  const asked: string[] = [];
  page.on("request", (request) => /\/v1\/(?:page|batch)/.test(request.url()) && asked.push(request.url()));
  await page.goto(`${edge.url}/demo/`);
  await page.waitForLoadState("load");
  expect([await cookieOf(page, "rfedge_id"), asked]).toEqual([undefined, []]);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("all of it works", async ({ page, context }) => {
    const anonymousId = crypto.randomUUID();
    const body = JSON.stringify({ writeKey: "wk_demo", anonymousId, event: "Signed Up" });
    expect((await fetch(`${edge.url}/v1/track`, { method: "POST", body })).status).toBe(200);
    await context.addCookies([{ name: "rfedge_id", value: anonymousId, url: edge.url }]);
    await page.goto(`${edge.url}/v1/own-data?key=wk_demo`);
    await page.getByRole("button", { name: "Show what is held" }).click();
    await expect(page.getByText("Signed Up")).toBeVisible();
    await page.getByText("Erase what is held …").click();
    await page.getByRole("button", { name: "Erase for good" }).click();
    await expect(page.getByRole("status")).toContainText("Gone for good. Events: 1.");
    expect(await statusOf(anonymousId)).toBe(404);
  });
});

test("is read by everybody: six languages, light and dark, 280 pixels wide", async ({ page }) => {
  await visit(page, "p/22423/");
  for (const locale of LANGUAGES)
    for (const [colorScheme, width] of [
      ["light", 1000],
      ["dark", 280],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${edge.url}/v1/own-data?key=wk_demo&locale=${locale}`);
      await page.locator("summary").first().click();
      expect([locale, await faultsOfPage(page)]).toEqual([locale, []]);
      await page.locator('button[value="show"]').click();
      await expect(page.locator("table")).toBeVisible();
      expect([locale, await faultsOfPage(page)]).toEqual([locale, []]);
      await page.screenshot({ path: `dist/reports/own-data-${locale}-${colorScheme}.png`, fullPage: true });
    }
});
