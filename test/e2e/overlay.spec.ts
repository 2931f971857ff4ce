import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { faultsOf } from "./pages/faultsOf.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";
import { HostileShop } from "./sites/hostileShop.ts";

const PORT = 8945;

let data: string;
let edge: LocalRfedge;
let token: string;
let shop: HostileShop;
let browser: MarketerBrowser;
let options: OptionsPage;
let page: Page;
let overlay: OverlayPage;

const send = (kind: string, message: Record<string, unknown>) =>
  fetch(`${edge.url}/v1/${kind}`, { method: "POST", body: JSON.stringify({ writeKey: "wk_demo", ...message }) });

/** Says something to the page's tag. */
const tell = (...command: unknown[]) =>
  page.evaluate((words) => (window as { rfedge?: { push(words: unknown[]): unknown } }).rfedge?.push(words), command);

async function goTo(path: string): Promise<void> {
  await page.goto(shop.origin + path);
  await expect.poll(() => overlay.isThere()).toBe(true);
}

async function openCard(): Promise<void> {
  await expect.poll(async () => (await overlay.badge()) ?? (await overlay.card())).not.toBeNull();
  if ((await overlay.card()) === null) await overlay.open();
  await expect.poll(() => overlay.card()).not.toBeNull();
}

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-overlay-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  shop = new HostileShop(edge.url);
  await shop.start();
  browser = await MarketerBrowser.launch();
  page = await browser.context.newPage();
  overlay = new OverlayPage(page);
});

test.afterAll(async () => {
  await browser.close();
  shop.stop();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// One marketer's day, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("a page cannot tell that the extension is there before it is turned on", async () => {
  await page.goto(`${shop.origin}/bare`);
  const reached = await page.evaluate(
    async (id) =>
      Promise.allSettled(
        ["manifest.json", "popup.html", "icons/on-16.png"].map((file) => fetch(`chrome-extension://${id}/${file}`)),
      ),
    browser.extensionId,
  );
  expect(reached.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2);
  expect(await overlay.isThere()).toBe(false);
});

test("says what is missing: a connection, then a visitor, then a first event", async () => {
  await browser.willAllow(shop.origin);
  const popup = await PopupPage.open(browser, page);
  expect(await popup.text()).toContain("Not connected yet");
  await popup.press("Turn on");
  await expect.poll(() => overlay.badge()).toBe("No visitor here");
  await page.evaluate(() => localStorage.setItem("ajs_anonymous_id", '"segment-1"'));
  await expect.poll(() => overlay.badge()).toBe("Not connected");

  await browser.willAllow(edge.url);
  options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token: `${token.slice(0, -1)}_` });
  await expect.poll(() => options.outcome()).toContain("The token is not accepted");
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await page.bringToFront();
  await expect.poll(() => overlay.badge()).toBe("Not seen yet");
});

test("follows the visitor of Segment's own library once an event is stored", async () => {
  expect((await send("page", { anonymousId: "segment-1" })).status).toBe(200);
  await expect.poll(() => overlay.badge(), { timeout: 25_000 }).toMatch(/^Anonymous prospect R5 F1 E\d$/);
});

test("follows another id, as after a reset", async () => {
  expect(
    (
      await send("track", {
        anonymousId: "segment-2",
        event: "Order Completed",
        properties: { order_id: "o-2", revenue: 40 },
      })
    ).status,
  ).toBe(200);
  await page.evaluate(() => localStorage.setItem("ajs_anonymous_id", "segment-2"));
  await expect.poll(() => overlay.badge()).toMatch(/^New R5 F1 M\d$/);
});

test("stands over a hostile page, and neither side disturbs the other", async ({}, info) => {
  await goTo("/hostile");
  await expect.poll(() => overlay.badge()).toContain("Anonymous prospect");
  await openCard();
  await expect.poll(async () => (await overlay.events()).length).toBeGreaterThan(0);
  await overlay.choose("rfd");
  await page.keyboard.press("ArrowLeft");
  expect(await overlay.text("[aria-selected=true]")).toBe("RFE");
  const box = await overlay.evaluate((root) => root.querySelector(".card")?.getBoundingClientRect().toJSON());
  expect(box).toMatchObject({ width: 320 });
  await page.screenshot({ path: info.outputPath("hostile.png") });
  expect(await page.evaluate("[violations, keys]")).toEqual([[], []]);
});

test("stands above a modal dialog and can be used there; Escape closes the card, not the dialog", async ({}, info) => {
  await page.evaluate("basket.showModal()");
  await overlay.click("#tab-rfm");
  expect(await overlay.text("[aria-selected=true]")).toBe("RFM");
  await page.screenshot({ path: info.outputPath("dialog.png") });
  await page.keyboard.press("Escape");
  await expect.poll(() => overlay.badge()).not.toBeNull();
  expect(await page.evaluate("basket.open")).toBe(true);
  await page.evaluate("basket.close()");
  await openCard();
});

test("survives an application that replaces the whole page", async () => {
  await goTo("/");
  await openCard();
  await page.evaluate(() => document.documentElement.replaceChildren(document.createElement("body")));
  await expect.poll(() => overlay.isThere()).toBe(true);
  await page.evaluate(() => history.pushState(null, "", "/later"));
  await expect.poll(async () => (await overlay.events()).map(({ what }) => what)).toContain("Page /later");
});

test("survives the end of the service worker, and is live again", async () => {
  await browser.endWorker();
  await tell("track", "Product Added", { name: "Teapot" });
  await expect.poll(async () => (await overlay.events())[0]?.what, { timeout: 20_000 }).toBe("Product Added Teapot");
  await expect.poll(() => overlay.text(".pulse")).toBe("live");
});

test("moves by keyboard and by pointer, and stands there again after a reload", async () => {
  await page.setViewportSize({ width: 1280, height: 1600 });
  await goTo("/");
  await openCard();
  await overlay.evaluate((root) => root.querySelector<HTMLElement>(".grip")?.focus());
  // The corner that the card is held by in a window that is high enough: it grows upwards while the history comes in.
  const corner = () =>
    overlay.evaluate((root) => {
      const box = root.querySelector(".card")?.getBoundingClientRect();
      return { right: box?.right ?? 0, bottom: box?.bottom ?? 0 };
    });
  const before = await corner();
  for (const key of ["ArrowLeft", "ArrowUp"]) await page.keyboard.press(key);
  const standsAt = async (left: number, up: number) => {
    // To a pixel: places are whole, the card's own height is not.
    const isClose = ({ right, bottom }: typeof before) =>
      Math.abs(before.right - left - right) <= 1 && Math.abs(before.bottom - up - bottom) <= 1;
    await expect.poll(async () => isClose(await corner())).toBe(true);
  };
  await standsAt(16, 16);
  await expect.poll(async () => (await overlay.events()).length).toBeGreaterThan(0);
  const { x, y } = await overlay.middleOf("header .name");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 300, y - 20, { steps: 3 });
  await page.mouse.up();
  await standsAt(316, 36);
  await page.reload();
  await expect.poll(() => overlay.isThere()).toBe(true);
  await standsAt(316, 36);
  await page.setViewportSize({ width: 1280, height: 720 });
});

test("reads the history out by arrow keys", async () => {
  await tell("track", "Order Completed", { order_id: "o-3", revenue: 250 });
  await expect.poll(async () => (await overlay.history())[0]?.segment).toBe("New");
  await overlay.choose("rfm");
  await overlay.evaluate((root) => root.querySelector<HTMLElement>(".chart")?.focus());
  await page.keyboard.press("End");
  expect(await overlay.text(".readout")).toMatch(/^New · R5 F1 M\d/);
  await page.keyboard.press("Home");
  expect(await overlay.text(".readout")).toMatch(/^Anonymous prospect · R— F— M—/);
});

test("is free of what axe finds, at 280 px and in the dark too", async ({}, info) => {
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [280, 900]) expect(await faultsOf(overlay, { width, colorScheme })).toEqual([]);
  await page.setViewportSize({ width: 280, height: 640 });
  await expect
    .poll(() => overlay.evaluate((root) => root.querySelector(".card")?.getBoundingClientRect().toJSON()))
    .toMatchObject({ left: 8, width: 264 });
  await page.screenshot({ path: info.outputPath("narrow.png") });
  await page.setViewportSize({ width: 1280, height: 720 });
});

test("speaks Finnish when the marketer chooses it", async () => {
  await options.page.selectOption("#language", "fi");
  await page.bringToFront();
  await expect.poll(() => overlay.text("header .name")).toBe("Uusi");
  await options.page.selectOption("#language", "auto");
  await expect.poll(() => overlay.text("header .name")).toBe("New");
});

test("keeps the token and itself out of the page's reach", async () => {
  const seen = await page.evaluate(() => ({
    roots: [...document.querySelectorAll("*")].filter(({ shadowRoot }) => shadowRoot !== null).length,
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    markup: document.documentElement.outerHTML,
    globals: Object.keys(window).filter((name) => /wxt|preact|extension/i.test(name)),
    requests: performance.getEntriesByType("resource").map(({ name }) => name),
  }));
  expect(seen.roots).toBe(0);
  expect(seen.globals).toEqual([]);
  for (const text of [seen.storage, seen.markup, ...seen.requests]) expect(text).not.toContain(token);
  expect(seen.requests.filter((name) => /\/v1\/sites\//.test(name))).toEqual([]);
});

test("takes no orders from the page", async () => {
  await page.evaluate(() => {
    for (const type of ["off", "show", "open", "options", "watch"]) {
      window.postMessage({ type, isOpen: false, changes: { isOpen: false } }, "*");
      document.dispatchEvent(new CustomEvent(type, { detail: { type } }));
    }
    document.dispatchEvent(new CustomEvent("wxt:content-script-started", { detail: { contentScriptName: "overlay" } }));
    window.postMessage({ type: "wxt:content-script-started", contentScriptName: "overlay" }, "*");
  });
  await tell("track", "Afterwards");
  await expect.poll(async () => (await overlay.events())[0]?.what).toBe("Afterwards");
});

test("shows nobody any more once the marketer disconnects", async () => {
  await options.page.getByRole("button", { name: "Disconnect" }).click();
  await expect.poll(() => options.outcome()).toContain("forgotten");
  await page.bringToFront();
  await expect.poll(() => overlay.card()).toContain("Not connected yet");
  expect(await overlay.card()).not.toContain("New");
});

test("goes at once when the site is revoked, and comes back no more", async () => {
  await browser.revoke(shop.origin);
  await expect.poll(() => overlay.isThere()).toBe(false);
  await page.reload();
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe("complete");
  expect(await overlay.isThere()).toBe(false);
  await page.bringToFront();
  const popup = await PopupPage.open(browser, page);
  expect(await popup.text()).toContain("Turn on for localhost");
});
