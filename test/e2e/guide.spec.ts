import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { PopupPage } from "./pages/popupPage.ts";

const PORT = 8994;

let data: string;
let edge: LocalRfedge;
let token: string;
let browser: MarketerBrowser;
let page: Page;
let shop: Page;

const guide = () => page.locator("section.guide");
const done = () => guide().locator("li.done");

/** As the browser does at the press of a shortcut. */
async function press(command: string): Promise<void> {
  const worker = browser.context.serviceWorkers()[0];
  const tab = `await chrome.tabs.query({ active: true, currentWindow: true }).then(([first]) => first)`;
  await worker?.evaluate(`(async () => chrome.commands.onCommand.dispatch("${command}", ${tab}))()`);
}

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-guide-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  token = /marketer token: (mt_demo_\S+)/.exec(edge.said())?.[1] ?? "";
  browser = await MarketerBrowser.launch({ staysOnGuide: true });
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// A first hour with the extension, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("opens at the installation and fills the demo in, all but the token", async () => {
  page =
    browser.context.pages().find((one) => one.url().endsWith("options.html")) ??
    (await browser.openOwn("options.html"));
  await expect(guide().getByRole("heading", { name: "Three steps to begin" })).toBeVisible();
  await expect(done()).toHaveCount(0);
  await guide().getByRole("button", { name: "Use the demo" }).click();
  await expect(page.locator("#address")).toHaveValue("http://127.0.0.1:8787");
  await expect(page.locator("#site")).toHaveValue("demo");
  await expect(page.locator("#token")).toBeFocused();
});

test("ticks what is done, and leads on to the demo shop", async () => {
  await browser.willAllow(edge.url);
  await page.locator("#address").fill(edge.url);
  await page.locator("#token").fill(token);
  await page.locator("button[type=submit]").click();
  await expect(done()).toHaveText(/Connect/);
  [shop] = await Promise.all([
    browser.context.waitForEvent("page"),
    guide().getByRole("link", { name: "Open the demo shop" }).click(),
  ]);
  await shop.waitForURL(`${edge.url}/demo/`);
  await shop.bringToFront();
  const popup = await PopupPage.open(browser, shop);
  await popup.press("Turn on");
  await expect(done()).toHaveCount(3);
  await expect(guide().getByRole("heading", { name: "All is set up" })).toBeVisible();
});

test("is clean for axe in every light, wide and narrow", async () => {
  for (const width of [1280, 280])
    for (const media of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ forcedColors: "none", colorScheme: "light", ...media });
      expect(await faultsOfPage(page), `${width} ${JSON.stringify(media)}`).toEqual([]);
    }
});

test("is closed and opened again, and stays as it was left", async () => {
  await guide().getByRole("button", { name: "Close the guide" }).click();
  await expect(guide()).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Connection" })).toBeVisible();
  await expect(guide()).toHaveCount(0);
  await page.getByRole("button", { name: "Show the guide" }).click();
  await expect(done()).toHaveCount(3);
});

test("lists the four shortcuts, and the way to change them", async () => {
  await expect(page.locator(".keys > div")).toHaveText([
    "Open the side panelAlt+Shift+E",
    "Open the dashboardAlt+Shift+D",
    "Search visitors in the side panelAlt+Shift+F",
    "Show or hide the badge on this siteAlt+Shift+H",
  ]);
  const [shortcuts] = await Promise.all([
    browser.context.waitForEvent("page"),
    page.getByRole("button", { name: "Change these keys" }).click(),
  ]);
  await shortcuts.waitForURL("chrome://extensions/shortcuts");
  await shortcuts.close();
});

test("opens the dashboard by its shortcut, where ? lists the keys", async () => {
  const [dashboard] = await Promise.all([browser.context.waitForEvent("page"), press("dashboard")]);
  await dashboard.waitForURL(/dashboard\.html$/);
  await expect(dashboard.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  await dashboard.keyboard.press("?");
  const dialog = dashboard.getByRole("dialog", { name: "Keys" });
  await expect(dialog).toBeVisible();
  await expect(dialog.locator("kbd")).toHaveText([
    "/",
    "?",
    "Alt+Shift+E",
    "Alt+Shift+D",
    "Alt+Shift+F",
    "Alt+Shift+H",
  ]);
  expect(await faultsOfPage(dashboard)).toEqual([]);
  await dashboard.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await dashboard.keyboard.press("/");
  await expect
    .poll(() =>
      page.evaluate(`chrome.runtime.getContexts({ contextTypes: ["SIDE_PANEL"] }).then(({ length }) => length)`),
    )
    .toBe(1);
  await dashboard.close();
});

test("puts the focus into the search of the side panel, by its key and by the shortcut", async () => {
  // The wish of a moment ago, which another panel has heard, would focus this one's search as soon as it is read.
  await page.evaluate("chrome.storage.session.remove('searchWishedAt')");
  const panel = await browser.openOwn("sidepanel.html");
  const field = panel.getByLabel("Search visitors");
  await expect(field).toBeVisible();
  await field.blur();
  await panel.keyboard.press("/");
  await expect(field).toBeFocused();
  await panel.keyboard.type("a/?");
  await expect(field).toHaveValue("a/?");
  await field.blur();
  await press("search");
  await expect(field).toBeFocused();
  await panel.close();
});
