import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { MOST_ANSWERS } from "../../extension/cache/answersStore.ts";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";

const PORT = 8995;

let data: string;
let edge: LocalRfedge;
let browser: MarketerBrowser;
let options: OptionsPage;
let mine: { readonly id: string; readonly token: string };

const start = () => startRfedge(["--port", String(PORT), "--data", data, "--empty"]);

async function send(batch: readonly object[]): Promise<void> {
  const body = JSON.stringify({ writeKey: "wk_demo", batch });
  expect((await fetch(`${edge.url}/v1/batch`, { method: "POST", body })).status).toBe(200);
}

function admin(method: string, path: string, body?: object): Promise<Response> {
  const token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return fetch(`${edge.url}/v1/sites/demo${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

const anOrder = (userId: string, orderId: string) => ({
  ...{ type: "track", event: "Order Completed", userId },
  properties: { order_id: orderId, total: 40, currency: "GBP" },
});

/** How many answers the browser keeps. */
const kept = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("answers");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction("answers").objectStore("answers").count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

async function openPanel(userId: string): Promise<Page> {
  const panel = await browser.openOwn("sidepanel.html");
  await panel.getByRole("button", { name: userId }).click();
  return panel;
}

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-offline-"));
  edge = await start();
  mine = (await (await admin("POST", "/tokens", { name: "Kaisa", role: "viewer" })).json()) as typeof mine;
  browser = await MarketerBrowser.launch();
  await browser.willAllow(edge.url);
  options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token: mine.token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await send([anOrder("kaisa", "o-1"), anOrder("mikko", "o-2")]);
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// One marketer's day, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("what was seen is kept", async () => {
  const panel = await browser.openOwn("sidepanel.html");
  await panel.getByLabel("Search visitors").fill("kaisa");
  await panel.locator(".found button").first().click();
  await expect(panel.locator("article .name")).toHaveText("New");
  await panel.getByRole("button", { name: "Pin", exact: true }).click();
  await expect(panel.locator("details", { hasText: "o-1" })).toBeVisible();
  const dashboard = await browser.openOwn("dashboard.html");
  await expect(dashboard.locator('[data-segment="new"] strong')).toHaveText("2");
  await expect.poll(() => kept(panel)).toBeGreaterThan(6);
  await panel.close();
  await dashboard.close();
});

test("is there on first paint when the Worker is gone, with its age", async () => {
  await edge.end("SIGKILL");
  const panel = await openPanel("kaisa");
  await expect(panel.locator("article .name")).toHaveText("New");
  await expect(panel.locator(".strip")).toContainText("As it was");
  await expect(panel.locator("details", { hasText: "o-1" })).toBeVisible();
  expect(await faultsOfPage(panel)).toEqual([]);
  const dashboard = await browser.openOwn("dashboard.html");
  await expect(dashboard.locator('[data-segment="new"] strong')).toHaveText("2");
  await expect(dashboard.locator(".head .warning")).toBeVisible();
  await dashboard.close();

  edge = await start();
  await send([anOrder("kaisa", "o-3")]);
  await expect(panel.locator("details", { hasText: "o-3" })).toBeVisible({ timeout: 40_000 });
  await expect(panel.locator(".strip")).toBeHidden();
  await panel.close();
});

test("is bounded", async () => {
  const page = await browser.openOwn("dashboard.html");
  const ask = (index: number) =>
    page.evaluate(
      `chrome.runtime.sendMessage({ type: "call", what: "people", query: { q: "nobody-${index}", limit: "1" } })`,
    );
  for (let index = 0; index < MOST_ANSWERS + 5; index += 1) await ask(index);
  await expect.poll(() => kept(page)).toBe(MOST_ANSWERS);
  await page.close();
});

test("is forgotten when the marketer disconnects", async () => {
  const page = await browser.openOwn("popup.html");
  await options.page.getByRole("button", { name: "Disconnect" }).click();
  await expect.poll(() => kept(page)).toBe(0);
});

test("is forgotten when the token is good no more, and nothing of it is shown", async () => {
  await options.page.bringToFront();
  await options.connect({ address: edge.url, site: "demo", token: mine.token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  const dashboard = await browser.openOwn("dashboard.html");
  await expect(dashboard.locator('[data-segment="new"] strong')).toHaveText("1");
  expect((await admin("DELETE", `/tokens/${mine.id}`)).status).toBe(200);
  await dashboard.getByRole("button", { name: "Refresh" }).click();
  await expect(dashboard.getByText("The token is not accepted").first()).toBeVisible();
  await expect(dashboard.locator('[data-segment="new"] strong')).toHaveCount(0);
  await expect.poll(() => kept(dashboard)).toBe(0);
  expect(await faultsOfPage(dashboard)).toEqual([]);
  await dashboard.reload();
  await expect(dashboard.getByText("The token is not accepted").first()).toBeVisible();
  await expect(dashboard.locator('[data-segment="new"] strong')).toHaveCount(0);
  const panel = await openPanel("kaisa");
  await expect(panel.getByText("The token is not accepted").first()).toBeVisible();
  expect(await kept(panel)).toBe(0);
  await panel.close();
  await dashboard.close();
});
