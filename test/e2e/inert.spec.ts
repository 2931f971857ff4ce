import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { HOSTILE } from "../support/hostileMarkup.ts";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";

const PORT = 8989;

/** What spreadsheets run, and what turns a line of text around. */
const TREACHEROUS = [
  ...["=1+1", "+1+1", "-1+1", "@SUM(1)", '=HYPERLINK("https://evil.example","a")', "=cmd|' /C calc'!A0", "＝1+1"],
  ...["\u202egnp.exe", "{{ traits.email }}", "{% for i in (1..9) %}", "__proto__", "constructor", "toString"],
];
const ATTACKS = [...HOSTILE, ...TREACHEROUS];
/** So many events of a visitor are followed. */
const A_SCREEN = 40;
const LABEL = ATTACKS[8] ?? "";

let data: string;
let edge: LocalRfedge;
let token: string;
let browser: MarketerBrowser;
let shop: Page;

async function send(batch: readonly object[]): Promise<void> {
  const body = JSON.stringify({ writeKey: "wk_demo", batch });
  expect((await fetch(`${edge.url}/v1/batch`, { method: "POST", body })).status).toBe(200);
}

/** What of a page was made of somebody's text: none of these is the extension's own. */
const foreign = (page: Page) =>
  page.evaluate(() => {
    const never =
      "img, image, script:not([type=module]), iframe, object, embed, base, video, audio, math, foreignObject";
    const links = "a[href^='javascript' i], [onerror], [onload], [onclick], form[action], meta[http-equiv]";
    return [...document.querySelectorAll(`${never}, ${links}`)].map(({ outerHTML }) => outerHTML.slice(0, 100));
  });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  data = await mkdtemp(join(tmpdir(), "rfedge-inert-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  await publishOn(edge, {
    segments: [{ key: "everybody", name: { en: LABEL }, rule: { all: [] } }],
    slots: [{ key: "hero", snippets: [{ key: "all", rule: { all: [] }, content: HOSTILE.join("") }] }],
  });
  browser = await MarketerBrowser.launch();
  await browser.context.addInitScript(() => {
    Reflect.set(window, "hit", () => Reflect.set(window, "hacked", true));
  });
  await browser.willAllow(edge.url);
  const options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await options.page.close();
  shop = await browser.context.newPage();
  await shop.goto(`${edge.url}/demo/`);
  await (await PopupPage.open(browser, shop)).press("Turn on");
  await expect.poll(() => new OverlayPage(shop).badge()).not.toBeNull();
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

test("the corpus is worth the name", () => {
  expect(new Set(ATTACKS).size).toBeGreaterThan(60);
});

test("event names, traits and order ids are text in the side panel, each as it was sent", async () => {
  test.setTimeout(120_000);
  const screens = Array.from({ length: Math.ceil(ATTACKS.length / A_SCREEN) }, (_, index) => ({
    userId: `screen-${index}`,
    attacks: ATTACKS.slice(index * A_SCREEN, (index + 1) * A_SCREEN),
  }));
  for (const { userId, attacks } of screens)
    await send([
      ...attacks.map((event) => ({ type: "track", event, userId })),
      { type: "identify", userId, traits: Object.fromEntries(attacks.map((attack, index) => [`t${index}`, attack])) },
      ...attacks.slice(0, 5).map((attack, index) => ({
        ...{ type: "track", event: "Order Completed", userId },
        properties: {
          order_id: `${attack} ${userId}`,
          total: 10,
          products: [{ product_id: attacks[index], quantity: 1 }],
        },
      })),
    ]);
  const panel = await browser.openOwn("sidepanel.html");
  for (const { userId, attacks } of screens) {
    await panel.getByLabel("Search visitors").fill(userId);
    await panel.locator(".found button", { hasText: userId }).click();
    await expect(panel.locator(".orders details")).toHaveCount(5);
    const unsaid = async () => {
      const events = await panel.locator(".session .what").allTextContents();
      return attacks.filter((attack) => !events.some((said) => said.includes(attack)));
    };
    await expect.poll(unsaid).toEqual([]);
    const traits = await panel.locator(".who dd").allTextContents();
    for (const attack of attacks) expect(traits).toContain(attack);
    for (const order of await panel.locator(".orders summary").all()) await order.click();
    expect(await foreign(panel)).toEqual([]);
  }
  expect(await panel.evaluate(() => Reflect.get(window, "hacked"))).toBeUndefined();
  await panel.close();
});

test("labels are text in the overlay, and nothing runs in the page", async () => {
  const overlay = new OverlayPage(shop);
  await shop.bringToFront();
  await expect.poll(() => overlay.badge()).toContain(LABEL);
  await overlay.open();
  await expect.poll(() => overlay.text(".name")).toBe(LABEL);
  const inside = await overlay.evaluate((root) => root.querySelectorAll("img, script, iframe, a, [onerror]").length);
  expect(inside).toBe(0);
  expect(await shop.evaluate(() => Reflect.get(window, "hacked"))).toBeUndefined();
});

test("names are text in the dashboard, and no formula in its files", async () => {
  await send(TREACHEROUS.map((name, index) => ({ type: "identify", userId: `named-${index}`, traits: { name } })));
  const dashboard = await browser.openOwn("dashboard.html");
  const card = dashboard.locator('[data-segment="everybody"]');
  await expect(card).toContainText(LABEL);
  const [file] = await Promise.all([
    dashboard.waitForEvent("download"),
    dashboard.locator("section.segments").getByRole("button", { name: "CSV" }).click(),
  ]);
  const cells = (parse(await readFile(await file.path()), { relaxColumnCount: true }) as string[][]).flat();
  expect(cells.some((cell) => cell.includes(LABEL))).toBe(true);
  expect(cells.filter((cell) => /^[=+@\t\r]|^-(?!\d)/.test(cell))).toEqual([]);
  expect(await foreign(dashboard)).toEqual([]);
  expect(await dashboard.evaluate(() => Reflect.get(window, "hacked"))).toBeUndefined();
});

test("names of tokens, and what was published, are text in the audit log", async () => {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const names = ATTACKS.map((attack) => attack.trim().slice(0, 100).trim()).filter((name) => name !== "");
  const draftAs = async (name: string) => {
    const body = JSON.stringify({ name, role: "admin" });
    const made = await fetch(`${edge.url}/v1/sites/demo/tokens`, { method: "POST", headers, body });
    expect(made.status).toBe(201);
    const { token: theirs } = (await made.json()) as { token: string };
    const own = { ...headers, authorization: `Bearer ${theirs}` };
    const draft = JSON.stringify({ site: { name } });
    await fetch(`${edge.url}/v1/sites/demo/config/draft`, { method: "PUT", headers: own, body: draft });
  };
  await Promise.all(names.map(draftAs));
  const log = await browser.openOwn("audit.html");
  await expect(log.getByText(/none has been changed/)).toBeVisible();
  const older = log.getByRole("button", { name: "Older entries" });
  while (await older.isEnabled({ timeout: 500 }).catch(() => false)) {
    const shown = await log.locator(".entries > li").count();
    await older.click();
    await expect.poll(() => log.locator(".entries > li").count()).toBeGreaterThan(shown);
  }
  await log.locator("summary").evaluateAll((all) => {
    for (const one of all) (one as HTMLElement).click();
  });
  const text = (await log.locator(".entries b, .entries p, .entries ins").allTextContents()).join("\n");
  for (const name of names) expect(text).toContain(name);
  expect(await foreign(log)).toEqual([]);
  expect(await log.evaluate(() => Reflect.get(window, "hacked"))).toBeUndefined();
  await log.close();
});
