import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { LANGUAGES, type Language } from "../../extension/words/languages.ts";
import { wordsOf } from "../../extension/words/learnt.ts";
import { learnForPages, pageWordsOf } from "../../extension/words/pages/pageWords.ts";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";
import { openAll, type ReadOut, readOut } from "./pages/readOut.ts";

const PORT = 8998;
const DAY_MS = 86_400_000;
const WIDTH = 280;
const UPWARDS = [
  ["rfe", "recency"],
  ["rfe", "frequency"],
  ["rfe", "engagement"],
  ["rfd", "duration"],
  ["rfm", "monetary"],
] as const;
/** What is called so in every language, because the site, the visitor or a standard calls it so. */
const NAMES =
  /\{"key":.*|\b(The default configuration|RFEdge|First admin|[Dd]emo|[0-9a-f-]{36}|[0-9a-f]{64}|digest|(config|site)\.\w+|rfedge audit verify|kaisa|tea|hero|banner|invitation|Turku|city|name|[A-Z]{3}|Europe\/\w+|https?:\S+|localhost:\d+)\b|Alt\+Shift\+\w|\/demo\/\S*/g;

let data: string;
let edge: LocalRfedge;
let browser: MarketerBrowser;
let options: OptionsPage;
let overlay: OverlayPage;
let surfaces: Readonly<Record<string, Page>>;
const english = new Map<string, ReadonlySet<string>>();

const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

function customer(userId: string, days: readonly number[], total: number): object[] {
  const orders = days.map((day, index) => ({
    ...{ type: "track", event: "Order Completed", userId, timestamp: ago(day) },
    properties: { order_id: `${userId}-${index}`, total, currency: "EUR" },
  }));
  return [...orders, { type: "identify", userId, traits: { city: "Turku" }, timestamp: ago(days.at(-1) ?? 0) }];
}

/** Every text in a language's files, with a mark where something is filled in. */
function textsIn(words: unknown): string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return [String(words("«»", "«»", "«»", "«»", "«»"))];
  return typeof words === "object" && words !== null ? Object.values(words).flatMap(textsIn) : [];
}

const allTextsOf = (language: Language) => textsIn([wordsOf(language).words, pageWordsOf(language)]);

async function readSurfaces(): Promise<[string, ReadOut][]> {
  const pages = await Promise.all(
    Object.entries(surfaces).map(
      async ([name, page]): Promise<[string, ReadOut]> => [name, await page.locator("body").evaluate(readOut)],
    ),
  );
  return [...pages, ["overlay", await overlay.evaluate<ReadOut>(readOut)]];
}

/** The matrix with each dimension upwards: the names of its steps have the least room of all. */
async function readMatrix(language: Language): Promise<[string, ReadOut][]> {
  const matrix = surfaces["dashboard"]?.locator("section.matrix");
  if (matrix === undefined) throw new RangeError("readMatrix requires the dashboard");
  const read: [string, ReadOut][] = [];
  for (const [family, dimension] of UPWARDS) {
    await matrix.locator("select").nth(0).selectOption(family);
    await matrix.locator("select").nth(2).selectOption(dimension);
    await expect(matrix.locator(".axis-name").last()).toHaveText(`↑ ${wordsOf(language).words.dimensions[dimension]}`);
    read.push([`matrix of ${dimension}`, await matrix.evaluate(readOut)]);
  }
  return read;
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  data = await mkdtemp(join(tmpdir(), "rfedge-languages-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  await publishOn(edge, {
    site: { currency: "EUR", timeZone: "Europe/Helsinki" },
    slots: [{ key: "hero", snippets: [{ key: "tea", rule: { all: [] }, content: "<p>tea</p>" }] }],
  });
  const batch = [...customer("kaisa", [60, 20], 80), ...customer("b", [5], 40), ...customer("c", [250], 25)];
  const body = JSON.stringify({ writeKey: "wk_demo", batch });
  expect((await fetch(`${edge.url}/v1/batch`, { method: "POST", body })).status).toBe(200);
  await Promise.all(LANGUAGES.map(learnForPages));
  browser = await MarketerBrowser.launch();
  await browser.willAllow(edge.url);
  options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token: /mt_demo_\S+/.exec(edge.said())?.[0] ?? "" });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  const shop = await browser.context.newPage();
  await shop.goto(`${edge.url}/demo/`);
  overlay = new OverlayPage(shop);
  await (await PopupPage.open(browser, shop)).press("Turn on");
  await expect.poll(() => overlay.badge()).toContain("Anonymous prospect");
  await overlay.open();
  const tabs = await options.page.evaluate(`chrome.tabs.query({ url: "${edge.url}/*" })`);
  const [tab] = tabs as { id: number }[];
  const [popup, panel, dashboard, scoring, audit] = await Promise.all(
    ["popup.html", `sidepanel.html?tab=${tab?.id}`, "dashboard.html", "scoring.html", "audit.html"].map((path) =>
      browser.openOwn(path),
    ),
  );
  if (!(popup && panel && dashboard && scoring && audit)) throw new Error("the extension's pages did not open");
  surfaces = { options: options.page, popup, panel, dashboard, scoring, audit };
  for (const page of [options.page, panel, dashboard, scoring, audit, shop])
    await page.setViewportSize({ width: WIDTH, height: 800 });
  // A popup is as wide as it says.
  await popup.setViewportSize({ width: 320, height: 400 });
  await expect(panel.locator("article .name")).toBeVisible();
  await expect(dashboard.locator('[data-segment="lost"]')).toBeVisible();
  // In a tab behind others nothing is drawn, and the card is not fitted to its window.
  await shop.bringToFront();
  await overlay.press("Show slots");
  await expect.poll(() => overlay.card()).toMatch(/Every snippet.*What others.*Compare segments/);
  await overlay.evaluate(openAll);
  // Of what is explained one thing is open at a time: the segment in the overlay, a score in the panel.
  await overlay.press("Why?");
  await expect.poll(() => overlay.card()).toMatch(/Rules are tried.*Snippets are tried/);
  await expect(scoring.getByText("Developing 2").first()).toBeVisible();
  await expect(audit.locator("code").first()).toBeVisible();
  for (const page of [panel, dashboard, scoring, audit]) await page.locator("body").evaluate(openAll);
  await panel.getByRole("button", { name: "Frequency" }).click();
  await expect(panel.getByText(/^Score 2 with/)).toBeVisible();
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// Each is compared with the English one, which is the first.
test.describe.configure({ mode: "serial" });

for (const language of LANGUAGES)
  test(`every surface speaks ${language}, whole at ${WIDTH} px`, async () => {
    await options.page.locator("#language").selectOption(language);
    for (const page of Object.values(surfaces)) await expect(page.locator("html")).toHaveAttribute("lang", language);
    const segment = wordsOf(language).words.segments["anonymous-prospect"] ?? "";
    await expect.poll(() => overlay.text(".card")).toContain(segment);
    const read = [...(await readSurfaces()), ...(await readMatrix(language))];
    expect(read.flatMap(([name, { cut }]) => cut.map((what) => `${name}: ${what}`))).toEqual([]);
    if (language === "en") for (const [name, { texts }] of read) english.set(name, new Set(texts));
    else expect(leftInEnglish(read, language)).toEqual([]);
  });

/** What a surface says as it does in English, where the language has not the very same words. */
function leftInEnglish(read: readonly [string, ReadOut][], language: Language): string[] {
  const inEnglish = new Set(allTextsOf("en"));
  const alike = allTextsOf(language).filter((text) => inEnglish.has(text) && /\p{L}{2}/u.test(text));
  const patterns = alike.map(
    (text) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("«»", "\\S+( \\S+)?")}$`, "u"),
  );
  const isAlike = (part: string) =>
    !/\p{L}{2}/u.test(part.replace(NAMES, "")) || patterns.some((pattern) => pattern.test(part));
  return read.flatMap(([name, { texts }]) =>
    texts.filter((text) => english.get(name)?.has(text) && !text.replace(/^\d+ /, "").split(" · ").every(isAlike)),
  );
}
