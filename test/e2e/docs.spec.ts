import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";

const PORT = 8933;

let data: string;
let edge: LocalRfedge;
let page: Page;

test.beforeAll(async ({ browser }) => {
  data = await mkdtemp(join(tmpdir(), "rfedge-docs-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  page = await browser.newPage();
});

test.afterAll(async () => {
  await page.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

test("the data-protection fact sheet is a link away from the reference, and clean in every light and width", async () => {
  await page.goto(`${edge.url}/docs/`);
  await page.getByRole("link", { name: "Data protection" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Data protection" })).toBeVisible();
  await expect(page.getByText(/point-in-time recovery can bring any state of the last 30 days back/)).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [280, 1280]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await faultsOfPage(page), `${colorScheme}, ${width} px`).toEqual([]);
    }
});

test("each cell of the fact sheet has room for its words on a narrow screen", async () => {
  await page.goto(`${edge.url}/docs/data-protection/`);
  await page.setViewportSize({ width: 280, height: 900 });
  const widths = await page
    .locator("tbody :is(th, td)")
    .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width));
  expect(widths.length).toBeGreaterThan(20);
  expect(Math.min(...widths)).toBeGreaterThan(200);
});

test("what others' licences ask for is served as text", async () => {
  const answer = await fetch(`${edge.url}/licences.txt`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  expect(await answer.text()).toMatch(/^hono \d+\.\d+\.\d+: MIT$/m);
});
