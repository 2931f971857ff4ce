import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, publishOn, runRfedge, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";

const PORT = 8932;
/** As Miniflare is told what Cloudflare says of a request. */
const FROM_FINLAND = { "mf-cf-blob": JSON.stringify({ country: "FI" }) };
const WORDS = ["--port", String(PORT), "--empty"];

let data: string;
let edge: LocalRfedge;
let token: string;
let browser: MarketerBrowser;
let page: Page;

async function makeToken(name: string, role: string): Promise<string> {
  const answer = await fetch(`${edge.url}/v1/sites/demo/tokens`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...FROM_FINLAND },
    body: JSON.stringify({ name, role }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { token: string }).token;
}

const deeds = () => page.locator(".entries > li");
const button = (name: string) => page.getByRole("button", { name, exact: true });
/** As if it were entered in the settings. */
const useToken = (another: string) => page.evaluate(`chrome.storage.session.set({ token: "${another}" })`);

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-audit-"));
  edge = await startRfedge([...WORDS, "--data", data]);
  token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  for (let count = 1; count <= 105; count++) await makeToken(`Colleague ${count}`, "viewer");
  await publishOn(edge, {
    site: { name: "Tea & Cups" },
    slots: [{ key: "hero", snippets: [{ key: "tea", rule: { all: [] }, content: "<p>A longer text about tea.</p>" }] }],
  });
  const refused = await fetch(`${edge.url}/v1/sites/demo/config`, { headers: { authorization: "Bearer wk_demo" } });
  expect(refused.status).toBe(403);
  const seen = { type: "page", anonymousId: "looked-at" };
  const body = JSON.stringify({ writeKey: "wk_demo", batch: [seen] });
  expect((await fetch(`${edge.url}/v1/batch`, { method: "POST", body })).status).toBe(200);
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${edge.url}/v1/sites/demo/visitors/looked-at`, { headers })).status).toBe(200);
  browser = await MarketerBrowser.launch();
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// One admin's look, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("opens from the dashboard, and says how to connect", async () => {
  const dashboard = await browser.openOwn("dashboard.html");
  const opening = browser.context.waitForEvent("page");
  await dashboard.getByRole("button", { name: "Audit log" }).click();
  page = await opening;
  await dashboard.close();
  await expect(page.getByRole("heading", { name: "Not connected yet" })).toBeVisible();
  expect(await faultsOfPage(page)).toEqual([]);
  await browser.willAllow(edge.url);
  const options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await options.page.close();
  await expect(deeds()).toHaveCount(100);
});

test("says who did what and that nothing of it was changed, newest first, page by page", async () => {
  await expect(
    page.getByText(/^✓ \d+ entries\. Each is sealed by the one before it: none has been changed\.$/),
  ).toBeVisible();
  const newest = deeds().filter({ hasNotText: "Was refused" }).first();
  await expect(newest.locator("b")).toHaveText("Published version 2");
  await expect(newest.locator("p").first()).toHaveText("First admin");
  await expect(deeds().filter({ hasText: "Was refused: /v1/sites/:site/config" })).toHaveCount(1);
  expect(await faultsOfPage(page)).toEqual([]);
  await button("Older entries").click();
  await expect(deeds().last().locator("b")).toHaveText("Opened the site demo");
  await expect(button("Older entries")).toHaveCount(0);
});

test("shows where a configuration was changed, each place with what it was and is", async () => {
  const published = deeds().filter({ hasText: "Published version 2" });
  await published.getByText(/^Details: \d changes$/).click();
  const place = published.locator(".changes li").filter({ hasText: "site › name" });
  await expect(place.locator("del")).toHaveText("before: Demo");
  await expect(place.locator("ins")).toHaveText("after: Tea & Cups");
  await expect(published.locator(".changes li").filter({ hasText: "slots 1" }).locator("del")).toHaveCount(0);
  expect(await faultsOfPage(page)).toEqual([]);
});

test("finds by what was done and by whom, and says when there is nothing", async () => {
  await page.getByLabel("What").selectOption("Configuration");
  await expect(deeds().locator("b")).toHaveText(["Published version 2", "Saved a draft"]);
  await page.getByLabel("By whom").fill("NOBODY");
  await button("Search").click();
  await expect(page.getByText("No entry is like this.")).toBeVisible();
  expect(await faultsOfPage(page)).toEqual([]);
  await button("Show everything").click();
  await expect(deeds()).toHaveCount(100);
  await expect(page.getByLabel("By whom")).toHaveValue("");
  await page.getByLabel("By whom").fill("first ADMIN");
  await page.keyboard.press("Enter");
  await expect(deeds().last().locator("p").first()).toHaveText("First admin · Finland");
});

test("says who looked at whom, once it is asked, of everybody or of one", async () => {
  await page.getByText("Who looked at whom").click();
  const looks = page.locator(".sightings > li").filter({ hasText: "opened" });
  await expect(looks.locator("b")).toHaveText(["First admin"]);
  await expect(looks.getByRole("link")).toHaveAttribute("href", /^sidepanel\.html\?visitor=[\w%-]+$/);
  expect(await faultsOfPage(page)).toEqual([]);
  await page.getByLabel("Visitor, by any id").fill("nobody-at-all");
  await button("Show").click();
  await expect(page.getByText("Nothing is recorded.")).toBeVisible();
  await page.getByLabel("Visitor, by any id").fill("looked-at");
  await page.keyboard.press("Enter");
  await expect(looks).toHaveCount(1);
});

test("saves the whole log as a file that the command checks", async () => {
  const downloading = page.waitForEvent("download");
  await button("Save the whole log").click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("demo.audit.ndjson");
  const path = join(data, "saved.ndjson");
  await download.saveAs(path);
  await expect(page.getByText(/^\d+ entries saved\. rfedge audit verify checks the file/)).toBeVisible();
  const lines = (await readFile(path, "utf8")).trim().split("\n");
  const { code, stdout } = runRfedge(["audit", "verify", path]);
  expect(code).toBe(0);
  expect(stdout).toContain(`${lines.length} entries from `);
});

test("is narrow, dark and Finnish as well, and nothing is cut off", async () => {
  await page.evaluate(`chrome.storage.local.set({ language: "fi" })`);
  await expect(page.getByText(/Jokaisen sinetöi edellinen/)).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  for (const width of [280, 480, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await faultsOfPage(page), `${width} px`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.evaluate(`chrome.storage.local.remove("language")`);
  await expect(button("Search")).toBeVisible();
});

test("tells whoever is no admin that only admins read it", async () => {
  const viewer = await makeToken("Looks only", "viewer");
  await useToken(viewer);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Only admins read the audit log" })).toBeVisible();
  expect(await faultsOfPage(page)).toEqual([]);
  await useToken(token);
});

test("says at which entry the log was changed past the Worker, and that it does not answer", async () => {
  await edge.end("SIGTERM");
  await page.reload();
  await expect(page.getByRole("heading", { name: "RFEdge does not answer" })).toBeVisible();
  await changeEntry(3);
  edge = await startRfedge([...WORDS, "--data", data]);
  await button("Try again").click();
  await expect(page.getByText(/^The log breaks at entry 3: /)).toBeVisible();
  await expect(page.getByText("Hash of the last entry")).toHaveCount(0);
  const downloading = page.waitForEvent("download");
  await button("Save the whole log").click();
  await downloading;
  await expect(page.getByText("Saved as it is. It breaks at entry 3.")).toBeVisible();
  expect(await faultsOfPage(page)).toEqual([]);
});

/** Changes an entry in the state's own files, as only whoever has them can. */
async function changeEntry(seq: number): Promise<void> {
  const files = (await readdir(data, { recursive: true })).filter((file) => file.endsWith(".sqlite"));
  let changed = 0;
  for (const file of files) {
    const database = new DatabaseSync(join(data, file));
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    if (tables.some(({ name }) => name === "audit")) {
      database.exec("DROP TRIGGER auditStays");
      changed += Number(database.prepare("UPDATE audit SET actor = 'nobody' WHERE seq = ?").run(seq).changes);
    }
    database.close();
  }
  expect(changed).toBe(1);
}
