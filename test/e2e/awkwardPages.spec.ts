import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";
import { HostileShop } from "./sites/hostileShop.ts";

const PORT = 8925;

let data: string;
let edge: LocalRfedge;
let browser: MarketerBrowser;
let first: HostileShop;
let second: HostileShop;
let page: Page;
let panel: Page;
let overlay: OverlayPage;

const send = (batch: readonly object[]) =>
  fetch(`${edge.url}/v1/batch`, { method: "POST", body: JSON.stringify({ writeKey: "wk_demo", batch }) });

const anOrder = (anonymousId: string, orderId: string) => ({
  ...{ type: "track", event: "Order Completed", anonymousId },
  properties: { order_id: orderId, total: 40 },
});

const badge = async () => (await overlay.badge()) ?? (await overlay.card());

/** Opens a shop's page as somebody whom Segment's own library named there. */
async function visitAs(shop: HostileShop, id: string, path = "/bare"): Promise<void> {
  await page.goto(shop.origin + path);
  await page.evaluate((own) => localStorage.setItem("ajs_anonymous_id", JSON.stringify(own)), id);
}

async function turnOn(): Promise<void> {
  await (await PopupPage.open(browser, page)).press("Turn on");
  await expect.poll(() => overlay.isThere()).toBe(true);
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  data = await mkdtemp(join(tmpdir(), "rfedge-awkward-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  const token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  [first, second] = [new HostileShop(edge.url), new HostileShop(edge.url)];
  await Promise.all([first.start(), second.start()]);
  browser = await MarketerBrowser.launch();
  for (const origin of [edge.url, first.origin, second.origin]) await browser.willAllow(origin);
  const options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await options.page.close();
  await send([{ type: "page", anonymousId: "prospect" }, anOrder("customer", "o-1")]);
  page = await browser.context.newPage();
  overlay = new OverlayPage(page);
  for (const [shop, id] of [
    [second, "customer"],
    [first, "prospect"],
  ] as const) {
    await visitAs(shop, id);
    await turnOn();
  }
  panel = await browser.openOwn("popup.html");
  const tabId = await panel.evaluate(`chrome.tabs.query({ url: "${first.origin}/*" }).then(([tab]) => tab.id)`);
  await panel.goto(panel.url().replace("popup.html", `sidepanel.html?tab=${tabId}`));
  await page.bringToFront();
});

test.afterAll(async () => {
  await browser.close();
  first.stop();
  second.stop();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

test.describe.configure({ mode: "serial" });

test("shows the visitor of a page that comes back from the back-forward cache, and follows them on", async () => {
  await expect.poll(badge).toContain("Anonymous prospect");
  await expect(panel.locator("article")).toContainText("Anonymous prospect");
  await page.evaluate(() => Object.assign(window, { survivor: true }));
  await page.goto(`${second.origin}/bare`);
  await expect.poll(badge).toContain("New");
  await expect(panel.locator("article .name")).toContainText("New");
  await page.goBack({ waitUntil: "commit" });
  expect(await page.evaluate(() => "survivor" in window)).toBe(true);
  await expect.poll(badge).toContain("Anonymous prospect");
  await expect(panel.locator("article .name")).toContainText("Anonymous prospect");
  await send([anOrder("prospect", "o-2")]);
  await expect.poll(badge, { timeout: 20_000 }).toContain("New");
  await expect(panel.locator("article .name")).toContainText("New");
  // Forward, and back once more: the other page's visitor, and this one's.
  await page.goForward({ waitUntil: "commit" });
  await expect.poll(() => page.url()).toContain(second.origin);
  await page.goBack({ waitUntil: "commit" });
  await expect.poll(badge).toContain("New");
  expect(await page.evaluate(() => document.querySelectorAll("html > :not(head, body)").length)).toBeLessThanOrEqual(1);
});

/** A page of the first shop whose body is this, for the time being. */
async function openWith(body: string): Promise<void> {
  const html = `<!doctype html><html lang="en"><head><title>Shop</title></head><body>${body}</body></html>`;
  await page.route("**/as-told*", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.route("**/framed", (route) =>
    route.fulfill({ contentType: "text/html", body: '<section data-rfedge-slot="inner">Framed</section>' }),
  );
  await page.goto(`${first.origin}/as-told`);
  await expect.poll(badge).toContain("New");
}

async function showSlots(): Promise<void> {
  if ((await overlay.card()) === null) await overlay.open();
  await overlay.press("Show slots");
}

test("takes two places of one name for one slot in two places", async () => {
  const twin = '<section data-rfedge-slot="hero" style="height: 60px">Our own words</section>';
  await openWith(`<h1>Shop</h1>${twin}<p>Between</p>${twin}`);
  await showSlots();
  await expect.poll(() => overlay.text(".page")).toContain("hero 2 places");
  await expect.poll(() => overlay.evaluate((root) => root.querySelectorAll(".outline").length)).toBe(2);
  await panel.getByRole("button", { name: "This page" }).click();
  const slots = panel.locator(".slots > li");
  await expect(slots).toHaveCount(1);
  await expect(slots).toContainText("2 places");
});

test("tells of the slots in a page's frames, outlines them there, and adds nothing to them", async () => {
  for (const [address, key] of [
    [`${second.origin}/other`, "granted"],
    ["http://elsewhere.example/", "foreign"],
  ])
    await page.route(String(address), (route) =>
      route.fulfill({ contentType: "text/html", body: `<section data-rfedge-slot="${key}">Another site</section>` }),
    );
  const frame = (src: string) => `<iframe src="${src}" style="width: 300px; height: 120px"></iframe>`;
  const frames = [frame("/framed"), frame(`${second.origin}/other`), frame("http://elsewhere.example/")];
  await openWith(`<h1>Shop</h1><section data-rfedge-slot="outer">Own</section>${frames.join("")}`);
  const inner = page.frameLocator('iframe[src="/framed"]');
  await expect(inner.locator("section")).toHaveText("Framed");
  await showSlots();
  await expect.poll(() => overlay.text(".page")).toContain("1 frame with slots is on this page inner /framed");
  const outlines = () =>
    overlay.evaluate((root) =>
      [...root.querySelectorAll(".outline")].map((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        return { name: one.textContent, box: [left, top, width, height].map(Math.round) };
      }),
    );
  const slot = await inner.locator("section").boundingBox();
  const box = [slot?.x, slot?.y, slot?.width, slot?.height].map((pixels) => Math.round(pixels ?? Number.NaN));
  await expect.poll(outlines).toContainEqual({ name: "inner", box });
  expect((await outlines()).map(({ name }) => name)).toEqual([expect.stringContaining("outer"), "inner"]);
  // The side panel is told by the browser, of granted sites' frames too.
  const framed = panel.locator(".frame");
  await expect(framed).toHaveCount(2);
  await expect(panel.locator(".page")).toContainText("2 frames with slots are on this page");
  await expect(framed.filter({ hasText: `${new URL(first.origin).host}/framed` })).toContainText("inner");
  await expect(framed.filter({ hasText: `${new URL(second.origin).host}/other` })).toContainText("granted");
  await expect(panel.locator(".page")).not.toContainText("foreign");
  for (const one of page.frames().filter((each) => each !== page.mainFrame()))
    expect(await one.evaluate(() => [...document.documentElement.children].map(({ tagName }) => tagName))).toEqual([
      "HEAD",
      "BODY",
    ]);
});

test("brings a slot into sight within its frame", async () => {
  const inner = page.frameLocator('iframe[src="/framed"]').locator("section");
  const scrolled = () => inner.evaluate((slot) => slot.ownerDocument.scrollingElement?.scrollTop ?? 0);
  await inner.evaluate((slot) => {
    slot.style.marginTop = "2000px";
  });
  expect(await scrolled()).toBe(0);
  await panel.locator(".frame").getByRole("button", { name: "inner", exact: true }).click();
  await expect.poll(scrolled).toBeGreaterThan(1_000);
});

test("follows a page that makes its slots anew, and one that moves on without loading", async () => {
  await page.evaluate(() => {
    const next = document.createElement("section");
    next.dataset["rfedgeSlot"] = "later";
    document.querySelector("iframe")?.remove();
    document.querySelector("section")?.replaceWith(next);
    history.pushState(null, "", "/as-told-later");
  });
  await expect.poll(() => overlay.text(".page"), { timeout: 20_000 }).toContain("later");
  expect(await overlay.text(".page")).not.toContain("outer");
  await expect.poll(() => overlay.text(".page")).not.toContain("frame");
});

test("the badge stands above what the page keeps at its foot, until it is moved", async () => {
  await visitAs(first, "prospect");
  await expect.poll(badge).not.toBeNull();
  await page.evaluate(() => {
    const bar = document.createElement("div");
    bar.style.cssText = "position: fixed; inset: auto 0 0 0; height: 70px";
    document.body.append(bar);
  });
  const bottom = () =>
    overlay.evaluate((root) => Math.round(root.querySelector(".badge, .card")?.getBoundingClientRect().bottom ?? 0));
  await page.setViewportSize({ width: 1000, height: 700 });
  await expect.poll(bottom).toBe(622);
  await overlay.evaluate((root) => root.querySelector<HTMLElement>(".grip")?.focus());
  await page.keyboard.press("ArrowDown");
  await expect.poll(bottom).toBe(638);
});

test("tells how long ago something was on a machine whose clock is an hour ahead", async () => {
  const hour = 3_600_000;
  const worker = browser.context.serviceWorkers()[0];
  await worker?.evaluate((ahead) => {
    const own = Date.now.bind(Date);
    Date.now = () => own() + ahead;
  }, hour);
  await panel.clock.install({ time: Date.now() + hour });
  await panel.reload();
  await send([anOrder("prospect", "o-3")]);
  const seen = panel.locator(".who div", { hasText: "Last seen" });
  await expect(seen).toContainText(/now|\d+ s/);
  // By the machine's own clock it would be an hour.
  await panel.evaluate("chrome.storage.session.set({ clockAheadMs: 0 })");
  await expect(seen).toContainText("1 h");
});
