import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { daysAgo, pastOrders } from "../support/pastOrders.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";

const PORT = 8991;

let data: string;
let edge: LocalRfedge;
let token: string;
let browser: MarketerBrowser;
let page: Page;

/** What the Worker answers to the marketer. */
async function ask<T>(path: string, method = "GET", body?: object, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(`${edge.url}/v1/sites/demo/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return (await answer.json()) as T;
}

interface Config {
  readonly version: number;
  readonly config: { readonly scoring: { readonly rfm: { readonly thresholds: Record<string, number[]> } } };
}
type Scored = { segment: { key: string }; scores: { rfm: { monetary: { score: number } } } };

const monetaryCuts = async () => (await ask<Config>("config")).config.scoring.rfm.thresholds["monetary"];
const drafted = () => ask<Config & { author: string | null; config: object }>("config/draft");
const scoreOf = async (id: string) => (await ask<Scored>(`visitors/${id}`)).scores.rfm.monetary.score;
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
/** As if it were entered in the settings. */
const useToken = (another: string) => page.evaluate(`chrome.storage.session.set({ token: "${another}" })`);
const stage = (key: string) => page.locator(`[data-segment="${key}"]`);

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-scoring-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  const batch = [
    ...pastOrders("star", [80, 60, 40, 20, 2], 300),
    ...pastOrders("steady", [70, 40, 10], 90),
    ...pastOrders("once", [5], 40),
    ...pastOrders("gone", [250], 25),
    { type: "page", anonymousId: "looker", timestamp: daysAgo(0) },
  ];
  const answer = await fetch(`${edge.url}/v1/batch`, {
    method: "POST",
    body: JSON.stringify({ writeKey: "wk_demo", batch }),
  });
  expect(await answer.json()).toEqual({ success: true });
  await expect.poll(async () => (await ask<{ visitors: number }>("segments")).visitors).toBe(5);
  browser = await MarketerBrowser.launch();
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// One marketer's day, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("opens from the dashboard, and says how to connect", async () => {
  const dashboard = await browser.openOwn("dashboard.html");
  const opening = browser.context.waitForEvent("page");
  await dashboard.getByRole("button", { name: "Segments and scoring" }).click();
  page = await opening;
  await dashboard.close();
  await expect(page.getByRole("heading", { name: "Not connected yet" })).toBeVisible();
  expect(await faultsOfPage(page)).toEqual([]);
  await browser.willAllow(edge.url);
  const options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await options.page.close();
  await expect(page.getByText("As published in version 1.")).toBeVisible();
  await expect(stage("vip").locator(".count")).toHaveText("1");
  expect(await faultsOfPage(page)).toEqual([]);
});

test("moves a cut by keys, and says who would move before anything is saved", async () => {
  await button("Monetary").click();
  const slider = page.getByRole("slider", { name: "Cut: Between 4 and 5" });
  await expect(slider).toHaveAttribute("aria-valuenow", "500");
  await slider.focus();
  await page.keyboard.press("PageUp");
  await expect(slider).toHaveAttribute("aria-valuenow", "700");
  await page.keyboard.press("End");
  // Who has a cut's very value lies below it.
  await expect(slider).toHaveAttribute("aria-valuenow", "1500");
  await expect(page.getByText("1 of 5 visitors would change segment.")).toBeVisible();
  await expect(page.locator(".flow .ribbon")).toHaveCount(1);
  await expect(stage("vip").locator(".count")).toHaveText("1 → 0");
  await button("Who would move: show as Table").click();
  await expect(page.getByLabel("Who would move (Table)").locator("tbody td")).toHaveText([
    ...["VIP", "Developing 2", "1"],
  ]);
  await button("Who would move: show as Chart").click();
  expect(await monetaryCuts()).toEqual([50, 100, 250, 500]);
  expect((await drafted()).author).toBeNull();
  expect(await scoreOf("star")).toBe(5);
});

test("keeps what is not saved through a reload, and undoes it step by step", async () => {
  const field = page.getByLabel("Between 4 and 5", { exact: true });
  const moved = await field.inputValue();
  await page.reload();
  await button("Monetary").click();
  await expect(field).toHaveValue(moved);
  await expect(page.getByText("Not saved yet.")).toBeVisible();
  await field.fill("10");
  await field.blur();
  await expect(field).toHaveValue("250");
  await button("Undo").click();
  await expect(field).toHaveValue(moved);
});

test("moves a cut by the pointer, no further than its neighbour, and back in one step", async () => {
  const slider = page.getByRole("slider", { name: "Cut: Between 2 and 3" });
  const box = await slider.boundingBox();
  if (box === null) throw new RangeError("the cut is not drawn");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 12, y, { steps: 4 });
  const between = Number(await slider.getAttribute("aria-valuenow"));
  expect(between).toBeGreaterThan(100);
  expect(between).toBeLessThan(250);
  await page.mouse.move(x + 400, y, { steps: 4 });
  await page.mouse.up();
  await expect(slider).toHaveAttribute("aria-valuenow", "250");
  await button("Undo").click();
  await expect(slider).toHaveAttribute("aria-valuenow", "100");
});

test("publishes with a note, scores the visitor anew, and takes it back", async () => {
  const field = page.getByLabel("Between 4 and 5", { exact: true });
  const cut = Number(await field.inputValue());
  await button("Review and publish").click();
  await expect(page.locator(".changes li")).toHaveText([
    new RegExp(`^RFM · Monetary: cuts 50 · 100 · 250 · 500 → 50 · 100 · 250 · ${cut.toLocaleString("en-GB")}$`),
  ]);
  await page.getByLabel("Note").fill("Fewer, better VIPs");
  await button("Publish now").click();
  await expect(page.getByText("Version 2 is published.")).toBeVisible();
  expect(await monetaryCuts()).toEqual([50, 100, 250, cut]);
  await expect.poll(() => scoreOf("star")).toBe(4);
  await expect(page.getByText("Fewer, better VIPs")).toBeVisible();
  await button("Undo publication").click();
  await expect(page.getByText("published again as version 3")).toBeVisible();
  expect(await monetaryCuts()).toEqual([50, 100, 250, 500]);
  await expect.poll(() => scoreOf("star")).toBe(5);
  await expect(field).toHaveValue("500");
});

test("orders, changes, adds and removes segments, and counts whom a rule fits", async () => {
  const keys = () =>
    page.locator(".stages > li").evaluateAll((all) => all.map((one) => one.getAttribute("data-segment")));
  const before = await keys();
  await button("Established: earlier").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect.poll(keys).toEqual([...before.slice(0, 6), "established", "vip", "developing-2", "developing-1"]);
  await expect(page.getByText("1 of 5 visitors would change segment.")).toBeVisible();
  await button("Add segment").click();
  await page.getByLabel("Name in English").fill("Big spenders");
  const editor = page.locator(".editor");
  const choice = (name: string, place: number) => editor.getByRole("combobox", { name, exact: true }).nth(place);
  await choice("Fact", 0).selectOption("revenue");
  await editor.getByRole("textbox", { name: "Value" }).fill("200");
  await expect(editor.getByText("Fits 2 visitors now")).toBeVisible();
  await editor.getByRole("button", { name: "Add condition" }).click();
  await choice("Fact", 1).selectOption("daysSince.event.");
  await editor.getByLabel("Name", { exact: true }).fill("Newsletter Opened");
  await choice("Comparison", 1).selectOption("exists");
  await choice("Value", 0).selectOption("false");
  await expect(stage("new-segment").getByText("Revenue at least €200.00 and Since the last")).toBeVisible();
  await editor.getByRole("button", { name: "Remove segment" }).click();
  await expect(page.getByText("Big spenders was removed.")).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(stage("new-segment")).toBeVisible();
  await button("Save draft").click();
  await expect(page.getByText("that is not published.")).toBeVisible();
  const { config } = await drafted();
  expect(config).toMatchObject({
    segments: expect.arrayContaining([
      {
        key: "new-segment",
        name: { en: "Big spenders" },
        rule: {
          all: [
            { fact: "revenue", gte: 200 },
            { fact: "daysSince.event.Newsletter Opened", exists: false },
          ],
        },
      },
    ]),
  });
});

test("says where a rule is wrong, and what is no JSON changes nothing", async () => {
  await button("Big spenders: change").click();
  const editor = page.locator(".editor");
  await editor.getByLabel("Name", { exact: true }).fill("");
  await expect(editor.getByText("is not a fact: daysSince.event.")).toBeVisible();
  await expect(page.getByText("No forecast now.")).toBeVisible();
  await button("Save draft").click();
  await expect(page.getByRole("alert")).toContainText("Nothing was saved.");
  await button("Drop my changes").click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await button("Big spenders: done").click();
});

test("brings a colleague's draft and mine together, and asks where both changed the same", async () => {
  await button("RFE · Engagement").click();
  const field = page.getByLabel("Between 4 and 5", { exact: true });
  await field.fill("150");
  const theirs = await drafted();
  const { scoring } = theirs.config as { scoring: { rfe: { thresholds: object } } };
  const colleague = (rfe: object) =>
    ask("config/draft", "PUT", { ...theirs.config, scoring: { ...scoring, rfe: { ...scoring.rfe, ...rfe } } });
  await colleague({ windowDays: 60 });
  await button("Save draft").click();
  await expect(page.getByRole("alert")).toContainText("You changed different things: both can stand.");
  await button("Take theirs and keep my changes").click();
  await expect(field).toHaveValue("150");
  await button("Save draft").click();
  await expect(page.getByText("that is not published.")).toBeVisible();
  expect((await drafted()).config).toMatchObject({
    scoring: { rfe: { windowDays: 60, thresholds: { engagement: [5, 15, 40, 150] } } },
  });
  await field.fill("160");
  await colleague({ thresholds: { ...scoring.rfe.thresholds, engagement: [1, 2, 3, 4] } });
  await button("Save draft").click();
  await expect(page.getByRole("alert")).toContainText("/scoring/rfe/thresholds/engagement");
  await button("Take theirs and keep my changes").click();
  await expect(field).toHaveValue("4");
});

test("keeps everything while a token is refused, and goes on with another", async () => {
  const field = page.getByLabel("Between 4 and 5", { exact: true });
  await field.fill("170");
  const { token: mine } = await ask<{ token: string }>("tokens", "POST", { role: "editor", name: "a marketer" });
  await useToken("mt_demo_0000000000000000000000000000000");
  await button("Save draft").click();
  await expect(page.getByRole("alert")).toContainText("nothing that you changed is lost");
  await expect(field).toHaveValue("170");
  await useToken(mine);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await button("Save draft").click();
  await expect(page.getByText("A draft by")).toBeVisible();
  expect((await drafted()).config).toMatchObject({ scoring: { rfe: { thresholds: { engagement: [1, 2, 3, 170] } } } });
});

test("is clean for axe in every light, wide and narrow, and cuts nothing off", async () => {
  await page.getByText("More on this family").click();
  await button("Big spenders: change").click();
  for (const width of [1400, 280])
    for (const media of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ forcedColors: "none", colorScheme: "light", ...media });
      expect(await faultsOfPage(page), `${width} ${JSON.stringify(media)}`).toEqual([]);
    }
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
});

test("speaks Finnish", async () => {
  const options = await OptionsPage.open(browser);
  await options.page.locator("#language").selectOption("fi");
  await expect(page.getByRole("heading", { name: "Kuka siirtyisi" })).toBeVisible();
  await page.setViewportSize({ width: 280, height: 900 });
  expect(await faultsOfPage(page)).toEqual([]);
  await page.setViewportSize({ width: 1400, height: 900 });
  await options.page.locator("#language").selectOption("en");
  await options.page.close();
});

test("shows everything to a viewer, who can change nothing", async () => {
  const { token: viewer } = await ask<{ token: string }>("tokens", "POST", { role: "viewer", name: "a reader" });
  await useToken(viewer);
  await page.reload();
  await expect(page.getByText("your token has the role viewer")).toBeVisible();
  await button("Monetary").click();
  await expect(page.getByLabel("Between 4 and 5", { exact: true })).toBeDisabled();
  await expect(page.getByRole("slider")).toHaveCount(0);
  await expect(button("Save draft")).toHaveCount(0);
  await expect(button(/^Back to version/)).toHaveCount(0);
  expect(await faultsOfPage(page)).toEqual([]);
});
