import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { build } from "esbuild";
import { FLAG_SLOTS } from "../support/flags.ts";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { test } from "./sites/tagTest.ts";

// OpenFeature's own SDK for browsers, as it comes, on a page of another origin.

let data: string;
let running: LocalRfedge;
let script: string;
/** Another server: a browser lets no page that came from nowhere ask this machine. */
const shop = createServer(({ url }, response) => {
  const isScript = url === "/flags.js";
  response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
  response.end(isScript ? script : "<!doctype html><title>Shop</title><script type=module src=/flags.js></script>");
});
const shopUrl = () => `http://localhost:${(shop.address() as AddressInfo).port}`;

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-flags-"));
  running = await startRfedge(["--port", "8946", "--data", data, "--empty"]);
  await publishOn(running, FLAG_SLOTS);
  const { outputFiles } = await build({
    entryPoints: ["test/e2e/sites/flagsPage.ts"],
    ...{ bundle: true, format: "esm", write: false, logLevel: "silent" },
  });
  script = outputFiles[0]?.text ?? "";
  await new Promise<void>((resolve) => shop.listen(0, "localhost", resolve));
});

test.afterAll(async () => {
  shop.close();
  await running.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

/** Opens the page for a visitor. @returns the status of each evaluation, as they come */
async function open(page: Page, visitor: string, { path = "/", key = "wk_demo" } = {}): Promise<number[]> {
  const statuses: number[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/ofrep/")) statuses.push(response.status());
  });
  const told = new URLSearchParams({ visitor, key, edge: running.url });
  await page.goto(`${shopUrl()}${path}?${told}`);
  await expect(page.locator("body")).toHaveAttribute("data-shown", "true");
  return statuses;
}

const read = async (page: Page, flag: string): Promise<unknown> =>
  JSON.parse((await page.locator(`[id="${flag}"]`).textContent()) ?? "");

async function order(anonymousId: string): Promise<void> {
  const message = { writeKey: "wk_demo", anonymousId, event: "Order Completed" };
  const body = JSON.stringify({ ...message, properties: { order_id: anonymousId, revenue: 25 } });
  expect((await fetch(`${running.url}/v1/track`, { method: "POST", body })).status).toBe(200);
}

/** As when the reader comes back to the tab, which is when the SDK asks again. */
const comeBack = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

test("a page reads decisions of every type, and keeps its own where there is none", async ({ page }) => {
  await order("a-customer");
  await open(page, "a-customer", { path: "/sale" });
  const segment = "new";
  expect(await read(page, "hero")).toEqual({
    value: "<p>Welcome</p>",
    reason: "TARGETING_MATCH",
    variant: "welcome",
    segment,
  });
  expect(await read(page, "text")).toMatchObject({ value: "1 < 2" });
  expect(await read(page, "sale")).toMatchObject({ value: "Sale" });
  expect(await read(page, "object")).toMatchObject({ value: { color: "red", sizes: [1, 2] } });
  expect(await read(page, "yes")).toMatchObject({ value: true });
  expect(await read(page, "number")).toMatchObject({ value: 2.5 });
  expect(await read(page, "held")).toEqual({ value: "own", reason: "SPLIT", segment });
  expect(await read(page, "made-up")).toMatchObject({ value: "own", errorCode: "FLAG_NOT_FOUND" });
});

test("a page that asks again is told nothing new, until there is something", async ({ page }) => {
  const statuses = await open(page, "a-reader");
  expect(await read(page, "hero")).toEqual({ value: "own", reason: "STATIC", segment: "anonymous-prospect" });
  await comeBack(page);
  await expect.poll(() => statuses).toEqual([200, 304]);
  await order("a-reader");
  await comeBack(page);
  await expect(page.locator("#hero")).toContainText("Welcome");
  expect(statuses).toEqual([200, 304, 200]);
});

test("a page with a wrong key, or for nobody, keeps all that is its own", async ({ page }) => {
  expect(await open(page, "a-reader", { key: "wk_demo_AAAAAAAAAAAAAAAAAAAA" })).toEqual([401]);
  expect(await read(page, "text")).toMatchObject({ value: "own" });
  await expect(page.locator("body")).toHaveAttribute("data-fault", /Initialization failed/);
  const nobody = await page.context().newPage();
  expect(await open(nobody, "")).toEqual([400]);
  expect(await read(nobody, "text")).toMatchObject({ value: "own" });
});

test("a page that stays open shows what is published meanwhile", async ({ page }) => {
  const publish = (content: string) => {
    const snippets = [{ key: "plain", rule: { all: [] }, content, contentType: "text/plain" }];
    return publishOn(running, { site: { changeNotices: true }, slots: [{ key: "text", snippets }] });
  };
  await publish("before");
  const listening = page.waitForResponse((answer) => answer.url().includes("/ofrep/v1/changes"));
  await open(page, "a-reader");
  expect((await listening).status()).toBe(200);
  expect(await read(page, "text")).toMatchObject({ value: "before" });
  await publish("after");
  await expect(page.locator("#text")).toContainText("after");
});
