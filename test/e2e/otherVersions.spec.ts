import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type CountedDoor, openDoor } from "../support/countedDoor.ts";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";
import { HostileShop } from "./sites/hostileShop.ts";

const PORT = 8955;
const UNREADABLE = "The answer cannot be read";
const UPDATE = "one of the two needs an update";

type Say = (body: unknown, path: string) => unknown;
type Json = Readonly<Record<string, unknown>>;

/** As the Worker says it. */
const asItIs: Say = (body) => body;
let say: Say = asItIs;

let data: string;
let edge: LocalRfedge;
let door: CountedDoor;
let browser: MarketerBrowser;
let shop: HostileShop;
let page: Page;
let panel: Page;
let overlay: OverlayPage;

const isBag = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** Something that this version knows nothing of, in every object of an answer but the configuration, which is closed. */
const newer: Say = (body, path) => {
  if (Array.isArray(body)) return body.map((member) => newer(member, path));
  if (!isBag(body)) return body;
  const told = Object.entries(body).map(([name, value]) => [name, name === "config" ? value : newer(value, path)]);
  return { ...Object.fromEntries(told), novelty: { since: 2, of: ["tomorrow"] } };
};

/** A visitor without what an earlier Worker did not tell. */
const older: Say = (body) => {
  if (!isBag(body) || !("nextChange" in body)) return body;
  const { nextChange, ...rest } = body;
  return rest;
};

const card = () => overlay.card();
const openPanel = async () => {
  await panel.reload();
  await expect(panel.locator("h1")).toBeAttached();
};

test.beforeAll(async () => {
  test.setTimeout(120_000);
  data = await mkdtemp(join(tmpdir(), "rfedge-versions-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  const token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  const retold = (text: string, path: string) =>
    path.startsWith("/v1/sites/") ? JSON.stringify(say(JSON.parse(text), path)) : text;
  door = await openDoor(edge.url, () => false, retold);
  shop = new HostileShop(edge.url);
  await shop.start();
  browser = await MarketerBrowser.launch();
  for (const origin of [door.url, shop.origin]) await browser.willAllow(origin);
  const options = await OptionsPage.open(browser);
  await options.connect({ address: door.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await options.page.close();
  const order = {
    type: "track",
    event: "Order Completed",
    anonymousId: "ours",
    properties: { order_id: "o-1", total: 40 },
  };
  const body = JSON.stringify({ writeKey: "wk_demo", batch: [order] });
  expect((await fetch(`${edge.url}/v1/batch`, { method: "POST", body })).status).toBe(200);
  page = await browser.context.newPage();
  overlay = new OverlayPage(page);
  await page.goto(`${shop.origin}/bare`);
  await page.evaluate(() => localStorage.setItem("ajs_anonymous_id", '"ours"'));
  await (await PopupPage.open(browser, page)).press("Turn on");
  await expect.poll(() => overlay.badge()).toContain("New");
  panel = await browser.openOwn("sidepanel.html?visitor=ours");
});

test.afterEach(() => {
  say = asItIs;
});

test.afterAll(async () => {
  await browser.close();
  shop.stop();
  door.end();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// One marketer, whose Worker is another version each time.
test.describe.configure({ mode: "serial" });

test("shows from a newer Worker what it knows", async () => {
  say = newer;
  await page.bringToFront();
  await page.reload();
  await expect.poll(() => overlay.badge()).toContain("New");
  await overlay.open();
  await expect.poll(card).toContain("Order Completed");
  expect(await card()).not.toContain("tomorrow");
  await openPanel();
  await expect(panel.locator("article .name")).toHaveText("New");
  await expect(panel.locator(".event").first()).toContainText("Order Completed");
  const dashboard = await browser.openOwn("dashboard.html");
  await expect(dashboard.locator('[data-segment="new"] strong')).toHaveText("1");
  await dashboard.close();
});

test("edits no configuration of a newer Worker, which would lose what it does not know", async () => {
  say = (body, path) => {
    if (!path.includes("/config") || !isBag(body) || !isBag(body["config"])) return body;
    return { ...body, config: { ...body["config"], novelty: { since: 2 } } };
  };
  await openPanel();
  await panel.getByRole("button", { name: "Content" }).click();
  await expect(panel.locator("body")).toContainText(UNREADABLE);
  await expect(panel.locator("body")).toContainText(UPDATE);
  await expect(panel.getByRole("button", { name: "Add a slot" })).toHaveCount(0);
  expect(await faultsOfPage(panel)).toEqual([]);
});

test("says of an older Worker, which lacks something, that one of the two needs an update", async () => {
  say = older;
  await page.bringToFront();
  await page.reload();
  await expect.poll(card).toContain(UNREADABLE);
  expect(await card()).toContain(UPDATE);
  await openPanel();
  await expect(panel.locator("body")).toContainText(UPDATE);
});

test("goes on by itself once the two fit again", async () => {
  await page.bringToFront();
  await page.reload();
  await expect.poll(card).toContain("Order Completed");
  await openPanel();
  await expect(panel.locator("article .name")).toHaveText("New");
  await panel.getByRole("button", { name: "Content" }).click();
  await expect(panel.getByRole("button", { name: "Add a slot" })).toBeVisible();
});
