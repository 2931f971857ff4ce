import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { boxesOf } from "./pages/boxesOf.ts";
import { cutChoices } from "./pages/cutChoices.ts";
import { faultsOf } from "./pages/faultsOf.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";
import { HostileShop } from "./sites/hostileShop.ts";

const PORT = 8951;

let data: string;
let edge: LocalRfedge;
let shop: HostileShop;
let browser: MarketerBrowser;
let options: OptionsPage;
let page: Page;
let overlay: OverlayPage;
let headers: Record<string, string>;

interface Slot {
  readonly key: string;
  readonly selector?: string;
  readonly measured?: boolean;
  readonly snippets: readonly object[];
}

/** The demo shop's slots, its hero measured, and one that a selector finds. */
async function publish(change: (slots: Slot[]) => Slot[]): Promise<void> {
  const config = `${edge.url}/v1/sites/demo/config`;
  const site = JSON.parse(await readFile(new URL("../../worker/demo/site.json", import.meta.url), "utf8"));
  const body = JSON.stringify({ ...site, slots: change(site.slots) });
  const draft = await fetch(`${config}/draft`, { method: "PUT", headers, body });
  const { baseVersion } = (await draft.json()) as { baseVersion: number };
  const publishing = { method: "POST", headers, body: JSON.stringify({ baseVersion }) };
  expect((await fetch(`${config}/publish`, publishing)).status).toBe(200);
}

const TITLE: Slot = {
  key: "title",
  selector: "h1",
  snippets: [
    {
      key: "loud",
      rule: {
        all: [
          { fact: "segment", eq: "vip" },
          { fact: "orders", gt: 9 },
        ],
      },
      content: "<b>Loud</b>",
    },
  ],
};

const isShowing = () => overlay.evaluate((root) => root.querySelectorAll(".outline").length);
/** Presses a button of the section that says this, without a pointer. */
async function pressByKey(words: string): Promise<void> {
  const isThere = await overlay.evaluate((root, said) => {
    const found = [...root.querySelectorAll<HTMLElement>(".page button")].find(
      ({ textContent }) => textContent === said,
    );
    found?.focus();
    return found !== undefined;
  }, words);
  expect(isThere).toBe(true);
  await page.keyboard.press("Enter");
}

const section = () => overlay.text(".page");

test.beforeAll(async () => {
  test.setTimeout(120_000);
  data = await mkdtemp(join(tmpdir(), "rfedge-this-page-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  const token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  await publish((slots) => [
    ...slots.flatMap((slot) => (/^(hero|banner)$/.test(slot.key) ? [{ ...slot, measured: slot.key === "hero" }] : [])),
    TITLE,
  ]);
  shop = new HostileShop(edge.url);
  await shop.start();
  browser = await MarketerBrowser.launch();
  await browser.willAllow(edge.url);
  await browser.willAllow(shop.origin);
  options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  page = await browser.context.newPage();
  overlay = new OverlayPage(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${edge.url}/demo/`);
  await (await PopupPage.open(browser, page)).press("Turn on");
  await expect.poll(() => overlay.badge()).toContain("Anonymous prospect");
});

test.afterAll(async () => {
  await browser.close();
  shop.stop();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// One marketer's look at one page: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("outlines each slot with what it shows, and changes nothing in the page", async () => {
  await overlay.open();
  const before = await page.evaluate(() => document.body.outerHTML);
  expect(await isShowing()).toBe(0);
  await overlay.press("Show slots");
  await expect.poll(isShowing).toBeGreaterThanOrEqual(2);
  await expect
    .poll(() => overlay.evaluate((root) => [...root.querySelectorAll(".outline")].map((one) => one.textContent)))
    .toEqual(expect.arrayContaining(["hero · “anonymous-prospect”", "banner · “anonymous-prospect”"]));
  const hero = await boxesOf(overlay, '[data-rfedge-slot="hero"]', "hero");
  expect(hero.outline).toEqual(hero.element);
  expect(await page.evaluate(() => document.body.outerHTML)).toBe(before);
});

test("keeps its lines on what the page scrolls", async () => {
  await page.mouse.move(200, 400);
  await page.mouse.wheel(0, 220);
  await expect
    .poll(async () => {
      const { element, outline } = await boxesOf(overlay, '[data-rfedge-slot="hero"]', "hero");
      return element?.[1] === outline?.[1] && element?.[1] !== undefined && element[1] < 100;
    })
    .toBe(true);
  await page.mouse.wheel(0, -220);
});

test("says in a sentence what is shown and why, and what was served against what would be now", async () => {
  await expect.poll(section).toContain("Shows “anonymous-prospect” – page: “/demo/” and segment: Anonymous prospect.");
  await expect.poll(section).toContain("Good to meet you · A hundred and twenty small things");
  await expect.poll(section).toMatch(/Served the same (now|\d+ s ago)/);
  const visitor = (await browser.context.cookies(edge.url)).find(({ name }) => name === "rfedge_id")?.value ?? "";
  const body = JSON.stringify({ writeKey: "wk_demo", anonymousId: visitor, userId: "u-1", traits: {} });
  expect((await fetch(`${edge.url}/v1/identify`, { method: "POST", body })).status).toBe(200);
  await expect.poll(section).toContain("Shows “known-prospect” – page: “/demo/” and segment: Known prospect.");
  await expect.poll(section).toMatch(/Served “anonymous-prospect” .+; now it would be what stands above/);
  const names = () => overlay.evaluate((root) => [...root.querySelectorAll(".outline")].map((one) => one.textContent));
  await expect.poll(names).toContain("hero · “anonymous-prospect” → “known-prospect”");
});

test("tells of every snippet what became of it, by keyboard alone", async () => {
  await pressByKey("Every snippet in hero, and why");
  await expect.poll(section).toContain("known-prospect: shown");
  expect(await section()).toMatch(/vip: its rule does not hold .*does not hold Segment Known prospect needs VIP/);
});

test("says what others would see, segment by segment, and compares two", async () => {
  await pressByKey("What others would see in title");
  await expect.poll(section).toContain("VIP “loud” or the page’s own content, by more than the segment");
  expect(await section()).toContain("Lost the page’s own content");
  await overlay.press("Compare segments");
  await overlay.evaluate((root) => {
    const choice = root.querySelectorAll("select")[1];
    if (choice === undefined) return;
    choice.value = "lost";
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await expect.poll(() => overlay.text(".compared")).toContain("Half a year already");
  expect(await overlay.text(".compared")).toContain("Your account is open");
});

test("is free of what axe finds, narrow, dark and in forced colours too", async () => {
  for (const look of [
    { width: 900, colorScheme: "light" },
    { width: 280, colorScheme: "dark" },
    { width: 280, colorScheme: "light", forcedColors: "active" },
  ] as const)
    expect(await faultsOf(overlay, look)).toEqual([]);
});

test("fits at 280 px and in Finnish", async ({}, info) => {
  const show = async (name: string, width: number, height: number) => {
    await page.setViewportSize({ width, height });
    const isTooWide = () =>
      overlay.evaluate((root) => {
        const body = root.querySelector(".body");
        return body === null || body.scrollWidth > body.clientWidth;
      });
    expect(await isTooWide()).toBe(false);
    await page.screenshot({ path: info.outputPath(`${name}.png`) });
  };
  await show("wide", 1_000, 2_600);
  await page.emulateMedia({ colorScheme: "dark" });
  await show("dark", 1_000, 2_600);
  await page.emulateMedia({ colorScheme: "light" });
  await show("narrow", 280, 2_600);
  expect(await cutChoices(overlay)).toEqual([]);
  await options.page.selectOption("#language", "fi");
  await page.bringToFront();
  await expect.poll(section).toContain("Näkyvissä ”known-prospect” – segmentti: Tunnettu prospekti.");
  await show("finnish", 400, 2_600);
  await options.page.selectOption("#language", "en");
  await page.bringToFront();
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("follows a page that changes its address and what it holds without loading", async () => {
  await page.evaluate(() => {
    history.pushState({}, "", "/demo/?from=here");
    const slot = document.createElement("aside");
    slot.dataset["rfedgeSlot"] = "mine";
    document.querySelector("main")?.prepend(slot);
    document.querySelector('[data-rfedge-slot="banner"]')?.remove();
  });
  await expect.poll(section).toContain("mine The page marks this as a slot, but the site’s configuration has none");
  await expect.poll(section).toContain("1 more slot is not on this page");
});

test("picks an element with the pointer, and nothing happens in the page", async () => {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const type of ["pointerdown", "mousedown", "mouseup", "click", "keydown"])
      document.body.addEventListener(type, () => heard.push(type), { capture: true });
  });
  const address = page.url();
  await pressByKey("Pick an element");
  const link = await page.locator("main a").first().boundingBox();
  if (link === null) throw new RangeError("The shop requires a link");
  await page.mouse.click(link.x + 20, link.y + 12);
  await expect.poll(section).toContain("It finds this element alone");
  const selector = (await overlay.text(".page code")) ?? "";
  const found = await page.evaluate(
    ([wanted = "", x = 0, y = 0]) => {
      const all = [...document.querySelectorAll(`${wanted}`)];
      return { count: all.length, isThere: all[0]?.contains(document.elementFromPoint(Number(x), Number(y))) };
    },
    [selector, link.x + 20, link.y + 12] as const,
  );
  expect(found).toEqual({ count: 1, isThere: true });
  expect(page.url()).toBe(address);
  expect(await page.evaluate("heard")).toEqual([]);
});

test("picks an element by keyboard, and leaves by Escape without closing the card", async () => {
  await pressByKey("Pick an element");
  await expect.poll(() => overlay.text(".hint")).toContain("Escape leaves");
  for (const key of ["ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Enter"])
    await page.keyboard.press(key);
  await expect.poll(() => overlay.text(".hint")).toBeNull();
  const isFirst = async () =>
    page.evaluate(
      (selector) => {
        const [one] = document.querySelectorAll(selector);
        return one?.parentElement === document.body;
      },
      (await overlay.text(".page code")) ?? "none",
    );
  // What was picked before is told until the next is.
  await expect.poll(isFirst).toBe(true);
  // Where it began is where one goes on.
  expect(await overlay.evaluate((root) => (root.getRootNode() as ShadowRoot).activeElement?.textContent)).toBe(
    "Pick an element",
  );
  await page.keyboard.press("Enter");
  await expect.poll(() => overlay.text(".hint")).not.toBeNull();
  expect(await faultsOf(overlay, { width: 900, colorScheme: "light" })).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("picking.png") });
  await page.keyboard.press("Escape");
  await expect.poll(() => overlay.text(".hint")).toBeNull();
  expect(await overlay.card()).not.toBeNull();
  expect(await page.evaluate("heard")).toEqual([]);
});

test("takes its lines away with the card", async () => {
  await overlay.click(".card header [data-first]");
  await expect.poll(isShowing).toBe(0);
});

test("stands above a page as bad as can be, and the page's policy finds nothing to report", async () => {
  await page.goto(`${shop.origin}/hostile-slots`);
  await (await PopupPage.open(browser, page)).press("Turn on");
  await expect.poll(() => overlay.badge()).not.toBeNull();
  await expect.poll(async () => (await overlay.badge()) ?? "").toMatch(/prospect/);
  await overlay.open();
  await pressByKey("Show slots");
  await expect.poll(section).toContain("hero");
  await expect.poll(section).toContain("Shows “known-prospect”");
  await expect.poll(isShowing).toBeGreaterThanOrEqual(1);
  const line = await overlay.evaluate((root) => {
    const outline = root.querySelector(".outline");
    return outline === null ? null : getComputedStyle(outline).visibility;
  });
  expect(line).toBe("visible");
  // The snippet's own picture is what this policy forbids.
  const violations = await page.evaluate<string[]>("violations");
  expect(violations.filter((directive) => directive !== "img-src")).toEqual([]);
});
