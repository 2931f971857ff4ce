import { expect, type Page, test } from "@playwright/test";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";
import { HostileShop } from "./sites/hostileShop.ts";

/** Nothing is asked of a Worker here: no connection is ever made. */
const NO_EDGE = "http://localhost:9";
const HIDE = '[aria-label^="Hide on this site"]';

/** All that a page can see of somebody else in it. */
interface Trace {
  readonly added: string[];
  readonly nodes: number;
  readonly globals: string[];
  readonly heard: string[];
  readonly sheets: number;
  readonly requests: string[];
}

let shop: HostileShop;
let elsewhere: HostileShop;
let browser: MarketerBrowser;
let own: Page;
let page: Page;
let overlay: OverlayPage;

/** Begins before anything else in the page does: whatever comes into it or is said aloud is written down. */
function watchPage(): void {
  const trace = { added: [] as string[], heard: [] as string[] };
  new MutationObserver((records) => {
    for (const { type, addedNodes, attributeName } of records)
      trace.added.push(
        ...[...addedNodes].map(({ nodeName }) => nodeName),
        ...(type === "attributes" ? [`@${attributeName}`] : []),
      );
  }).observe(document, { subtree: true, childList: true, attributes: true });
  for (const type of ["message", "wxt:content-script-started", "focusin", "toggle", "error"])
    addEventListener(type, () => trace.heard.push(type), true);
  Object.defineProperty(window, Symbol.for("trace"), { value: trace });
}

async function traceOf(seen: Page): Promise<Trace> {
  return seen.evaluate(() => {
    const trace = Reflect.get(window, Symbol.for("trace"));
    let nodes = 0;
    for (const walk = document.createTreeWalker(document); walk.nextNode(); ) nodes += 1;
    return {
      ...trace,
      nodes,
      globals: [...Object.getOwnPropertyNames(window), ...Object.getOwnPropertySymbols(window).map(String)].sort(),
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      requests: performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => !name.startsWith(location.origin)),
    };
  });
}

/** The tab that shows the shop, as the browser describes it to the extension. */
const tabOfShop = () => `(await chrome.tabs.query({ url: "${shop.origin}/*" }))[0]`;

/** Whether the background has heard of the page in front, be there an overlay or not. */
const isHeard = () =>
  own.evaluate<boolean>(
    `(async () => (await chrome.runtime.sendMessage({ type: "status", tabId: (${tabOfShop()}).id })) !== null)()`,
  );

/** The keys cannot be pressed without a screen: what the browser says when they are is said to the background. */
async function pressKeys(): Promise<void> {
  const worker = browser.context.serviceWorkers()[0] ?? (await browser.context.waitForEvent("serviceworker"));
  await worker.evaluate(`(async () => chrome.commands.onCommand.dispatch("toggle-badge", ${tabOfShop()}))()`);
}

test.beforeAll(async () => {
  [shop, elsewhere] = [new HostileShop(NO_EDGE), new HostileShop(NO_EDGE)];
  await Promise.all([shop.start(), elsewhere.start()]);
  browser = await MarketerBrowser.launch();
  await browser.willAllow(shop.origin);
  own = await browser.openOwn("options.html");
  page = await browser.context.newPage();
  overlay = new OverlayPage(page);
});

test.afterAll(async () => {
  await browser.close();
  shop.stop();
  elsewhere.stop();
});

// One marketer's day, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("stands in the page as soon as its site is turned on, without a reload", async () => {
  await page.goto(`${shop.origin}/bare`);
  const popup = await PopupPage.open(browser, page);
  await popup.press("Turn on");
  await expect.poll(() => overlay.badge()).toBe("No visitor here");
  await popup.close();
});

test("is hidden from the card", async () => {
  await overlay.open();
  await expect.poll(() => overlay.card()).not.toBeNull();
  await overlay.click(HIDE);
  await expect.poll(() => overlay.isThere()).toBe(false);
});

test("leaves no trace in a page while it is hidden", async () => {
  const plain = await browser.context.newPage();
  const said: string[] = [];
  const traces: Trace[] = [];
  for (const [seen, origin] of [
    [plain, elsewhere.origin],
    [page, shop.origin],
  ] as const) {
    await seen.addInitScript(watchPage);
    seen.on("console", (message) => said.push(message.text()));
    await seen.bringToFront();
    await seen.goto(`${origin}/bare`);
    if (origin === shop.origin) await expect.poll(isHeard).toBe(true);
    traces.push(await traceOf(seen));
  }
  await plain.close();
  expect(traces[0]?.added.length).toBeGreaterThan(5);
  expect(traces[1]).toEqual(traces[0]);
  expect(said).toEqual([]);
  expect(await overlay.isThere()).toBe(false);
});

test("comes back by the popup's switch without a reload, closed, and goes again", async () => {
  const before = await traceOf(page);
  const popup = await PopupPage.open(browser, page);
  expect(await popup.text()).toContain("Hidden on this site");
  await popup.flip("Badge on the page");
  await expect.poll(() => overlay.badge()).toBe("No visitor here");
  await popup.flip("Badge on the page");
  await expect.poll(() => overlay.isThere()).toBe(false);
  await popup.close();
  expect((await traceOf(page)).nodes).toBe(before.nodes);
});

test("comes and goes by the keys", async () => {
  expect(await own.evaluate("chrome.commands.getAll()")).toContainEqual(
    expect.objectContaining({ name: "toggle-badge", shortcut: "Alt+Shift+H" }),
  );
  await pressKeys();
  await expect.poll(() => overlay.badge()).toBe("No visitor here");
  await pressKeys();
  await expect.poll(() => overlay.isThere()).toBe(false);
});

test("stays hidden on the next page, and stands there when the site is turned on anew", async () => {
  await page.goto(`${shop.origin}/bare/next`);
  await expect.poll(isHeard).toBe(true);
  expect(await overlay.isThere()).toBe(false);
  const popup = await PopupPage.open(browser, page);
  await popup.press("Turn off");
  await expect.poll(isHeard).toBe(false);
  await browser.willAllow(shop.origin);
  await (await PopupPage.open(browser, page)).press("Turn on");
  await expect.poll(() => overlay.badge()).toBe("No visitor here");
});
