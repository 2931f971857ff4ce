import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { FirefoxBrowser, type FirefoxTab } from "./pages/firefoxBrowser.ts";

const PORT = 8997;

let data: string;
let edge: LocalRfedge;
let browser: FirefoxBrowser;
let shop: FirefoxTab;
let panel: FirefoxTab;

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-firefox-data-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  browser = await FirefoxBrowser.launch();
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// One marketer's day, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("installs, and connects when the marketer asks", async () => {
  const options = await browser.openOwn("options.html");
  await options.fill("#address", edge.url);
  await options.fill("#site", "demo");
  await options.fill("#token", /mt_demo_\S+/.exec(edge.said())?.[0] ?? "");
  await options.click("button[type=submit]");
  await expect.poll(() => options.text()).toContain("The connection works");
});

test("follows the visitor of the page beside, live, and adds nothing before it is on", async () => {
  shop = await browser.open(`${edge.url}/demo/`);
  const added = () => shop.evaluate("document.documentElement.children.length");
  expect(await added()).toBe(2);
  panel = await browser.openOwn("popup.html");
  const tabId = await panel.evaluate(`browser.tabs.query({ url: "http://localhost/*" }).then(([tab]) => tab.id)`);
  const address = String(await panel.evaluate("location.href"));
  await panel.goto(address.replace("popup.html", `sidepanel.html?tab=${tabId}`));
  await expect.poll(() => panel.text()).toContain("Not on here");
  await panel.click(".button.primary");
  // A page that nobody looks at names nobody.
  await shop.activate();
  await expect.poll(() => panel.text()).toContain("Anonymous prospect");
  expect(await added()).toBe(3);
  const visitor = await panel.evaluate("document.querySelector('dd code').textContent");
  const order = { order_id: "f-1", total: 30, currency: "GBP" };
  const body = { writeKey: "wk_demo", anonymousId: visitor, event: "Order Completed", properties: order };
  expect((await fetch(`${edge.url}/v1/track`, { method: "POST", body: JSON.stringify(body) })).status).toBe(200);
  await expect.poll(() => panel.evaluate("document.querySelector('article .name').textContent")).toBe("New");
  await expect.poll(() => panel.text()).toContain("f-1");
});

test("shows the site's figures", async () => {
  const dashboard = await browser.openOwn("dashboard.html");
  await expect.poll(() => dashboard.text(), { timeout: 20_000 }).toContain("New");
});
