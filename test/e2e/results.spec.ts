import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";

const PORT = 8959;
const VISITORS = 300;

interface Results {
  readonly results: readonly {
    readonly snippet: string | null;
    readonly segment: string | null;
    readonly holdout: boolean;
    readonly visitors: number;
    readonly conversions: number;
  }[];
}

let data: string;
let edge: LocalRfedge;
let token: string;
let browser: MarketerBrowser;
let shop: Page;

const everybody = (content: string) => ({ key: "all", rule: { all: [] }, content });
const config = (banner: string) => ({
  site: { currency: "GBP" },
  slots: [
    { key: "hero", holdoutPercent: 50, snippets: [everybody("<p>Hi</p>")] },
    {
      ...{ key: "offer", holdoutPercent: 20 },
      snippets: ["plain", "bold"].map((key) => ({
        ...{ ...everybody(`<p>${key}</p>`), key, experiment: "tone" },
        cost: { amount: 0.5, per: "visitor" },
      })),
    },
    { key: "banner", snippets: [everybody(`<p>${banner}</p>`)] },
  ],
});

async function send(path: string, body: object) {
  const answer = await fetch(`${edge.url}/v1/${path}`, {
    method: "POST",
    body: JSON.stringify({ writeKey: "wk_demo", ...body }),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

function asMarketer(method: string, path: string, body?: object) {
  return fetch(`${edge.url}/v1/sites/demo/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** Comes, is shown the hero or held out, and buys in half of the cases where it was shown, in one of ten where it was not. */
async function visit(index: number): Promise<void> {
  const anonymousId = `visitor-${index}`;
  const { decisions } = (await send("page", { anonymousId, decide: ["hero", "offer"] })) as {
    decisions: { hero: { reason: string } };
  };
  const buys = decisions.hero.reason === "match" ? index % 2 === 0 : index % 10 === 0;
  if (buys)
    await send("track", {
      ...{ anonymousId, event: "Order Completed" },
      properties: { order_id: `order-${index}`, total: 20, currency: "GBP" },
    });
}

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-results-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  await publishOn(edge, config("First"));
  browser = await MarketerBrowser.launch();
  shop = await browser.context.newPage();
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

test("what is published is on the page, and so is what it is rolled back to", async () => {
  const banner = async () => {
    await shop.goto(`${edge.url}/demo/`);
    return await shop.locator('[data-rfedge-slot="banner"]').innerText();
  };
  await expect.poll(banner).toBe("First");
  const { version } = (await (await asMarketer("GET", "config")).json()) as { version: number };
  await publishOn(edge, config("Second"));
  await expect.poll(banner).toBe("Second");
  expect((await asMarketer("POST", "config/rollback", { version })).status).toBe(200);
  await expect.poll(banner).toBe("First");
});

test("the dashboard says what content brings, by the figures that the Worker answers", async ({}, info) => {
  for (let first = 0; first < VISITORS; first += 20)
    await Promise.all(Array.from({ length: 20 }, (_, more) => visit(first + more)));
  const resultsOf = async () => (await (await asMarketer("GET", "results?slot=hero")).json()) as Results;
  const exposed = ({ results }: Results) =>
    results.filter(({ segment, snippet }) => segment === null && snippet === null).map(({ visitors }) => visitors);
  await expect
    .poll(async () => exposed(await resultsOf()).reduce((sum, visitors) => sum + visitors, 0), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(VISITORS);
  const options = await OptionsPage.open(browser);
  await browser.willAllow(edge.url);
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  const dashboard = await browser.openOwn("dashboard.html");
  const part = dashboard.locator("section.results");
  await part.getByLabel("Slot").selectOption("hero");
  await expect(part.locator(".verdict")).toContainText("hero");
  await expect.poll(() => part.locator(".verdict").innerText()).toMatch(/\d/);
  const rows = (await resultsOf()).results.filter(({ segment, snippet }) => segment === null && snippet !== null);
  const shown = await part
    .locator("tbody tr")
    .evaluateAll((found) => found.map((row) => [...row.children].slice(1, 3).map((cell) => Number(cell.textContent))));
  expect(rows).toHaveLength(2);
  expect(shown).toEqual(rows.map(({ visitors, conversions }) => [visitors, conversions]));
  await expect(part.locator("tbody tr").last()).toContainText("Held out of all");
  const cells = () =>
    part
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  const by = part.locator(".choices select").nth(1);
  await by.selectOption("Segment");
  const ofSegments = (await resultsOf()).results.filter(({ segment, snippet }) => segment !== null && snippet === null);
  expect(ofSegments.length).toBeGreaterThan(0);
  expect((await cells()).map((row) => row.slice(1, 3))).toEqual(
    ofSegments.map(({ visitors, conversions }) => [String(visitors), String(conversions)]),
  );
  await part.getByLabel("Slot").selectOption("offer");
  await by.selectOption("Experiment tone");
  await expect(part.locator(".verdict")).toContainText("bold");
  type Experiments = { experiments: { arms: { snippet: string; visitors: number; cost: number }[] }[] };
  const { experiments } = (await (await asMarketer("GET", "results?slot=offer")).json()) as Experiments;
  const arms = experiments[0]?.arms ?? [];
  expect(arms.map(({ snippet }) => snippet)).toEqual(["plain", "bold"]);
  expect((await cells()).map((row) => [row[0], row[1], row[7]])).toEqual([
    ...arms.map(({ snippet, visitors, cost }) => [snippet, String(visitors), `£${cost.toFixed(2)}`]),
    ["Held out", expect.any(String), "—"],
  ]);
  await expect(part.getByRole("alert")).toHaveCount(0);
  for (const width of [1280, 280]) {
    await dashboard.setViewportSize({ width, height: 900 });
    expect(await faultsOfPage(dashboard)).toEqual([]);
  }
  await part.scrollIntoViewIfNeeded();
  await info.attach("results", { body: await part.screenshot({ path: info.outputPath("results.png") }) });
});
