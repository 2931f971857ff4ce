import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";

const PORT = 8953;
const ADA = "ada-of-the-privacy-spec";

let data: string;
let edge: LocalRfedge;
let browser: MarketerBrowser;
let panel: Page;
let admin: string;

async function ask(path: string, method = "GET", body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${admin}`, "content-type": "application/json" };
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  return await fetch(`${edge.url}/v1/sites/demo/${path}`, init);
}

async function send(batch: readonly object[]): Promise<void> {
  const body = JSON.stringify({ writeKey: "wk_demo", batch });
  expect((await fetch(`${edge.url}/v1/batch`, { method: "POST", body })).status).toBe(200);
}

/** Looks at somebody with another token. */
async function look(token: string, id: string): Promise<void> {
  await panel.evaluate(`chrome.storage.session.set({ token: "${token}" })`);
  await panel.goto(panel.url().replace(/[^/]*$/, `sidepanel.html?visitor=${id}`));
  await expect(panel.locator("article .name")).toBeVisible();
}

const rights = () => panel.locator("section.privacy");

/** All that the extension keeps for later, as text. */
const kept = () =>
  panel.evaluate(async () => {
    const [{ name = "" } = {}] = await indexedDB.databases();
    const opened = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((resolve) => {
      opened.onsuccess = () => resolve(opened.result);
    });
    const all = database.transaction("answers").objectStore("answers").getAll();
    const answers = await new Promise<unknown[]>((resolve) => {
      all.onsuccess = () => resolve(all.result);
    });
    database.close();
    return JSON.stringify(answers);
  });

async function saved(press: () => Promise<void>): Promise<{ name: string; content: Record<string, unknown> }> {
  const [download] = await Promise.all([panel.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), content: JSON.parse(await readFile(await download.path(), "utf8")) };
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  data = await mkdtemp(join(tmpdir(), "rfedge-privacy-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  admin = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  await send([
    { type: "page", anonymousId: ADA },
    { type: "identify", anonymousId: ADA, userId: "u-ada", traits: { name: "Ada" } },
    { type: "track", anonymousId: ADA, event: "Order Completed", properties: { order_id: "o-1", revenue: 40 } },
  ]);
  browser = await MarketerBrowser.launch();
  await browser.willAllow(edge.url);
  const options = await OptionsPage.open(browser);
  await options.connect({ address: edge.url, site: "demo", token: admin });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  panel = options.page;
});

test.afterAll(async () => {
  await browser.close();
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

// Each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("tells who may not that it takes an admin", async () => {
  const { token } = await (await ask("tokens", "POST", { role: "editor", name: "an editor" })).json();
  await look(token, ADA);
  const needed = rights().getByText("that needs the role admin");
  await expect(needed).toBeHidden();
  await rights().getByRole("button", { name: "Export everything" }).click();
  await expect(needed).toBeVisible();
  await rights().getByText("Erase this person").click();
  await rights().getByRole("button", { name: "Erase for good" }).click();
  await expect(rights().getByRole("button", { name: "Erase for good" })).toBeEnabled();
  await expect(needed).toBeVisible();
  expect((await ask(`visitors/${ADA}`)).status).toBe(200);
});

test("hands an admin all that is held, as a file", async () => {
  await look(admin, ADA);
  const { name, content } = await saved(() => rights().getByRole("button", { name: "Export everything" }).click());
  expect(name).toMatch(/^visitor-[0-9a-f]{12}\.json$/);
  expect(content).toMatchObject({ site: "demo", visitor: { userId: "u-ada", traits: { name: "Ada" } } });
  expect(content["events"]).toHaveLength(3);
  await expect(rights().getByText("Saved as a file.")).toBeVisible();
  expect(await faultsOfPage(panel)).toEqual([]);
});

test("asks before it erases, says that it is for good, and shows what went", async () => {
  await panel.getByRole("button", { name: "Pin", exact: true }).click();
  await expect(panel.getByRole("button", { name: "Ada", exact: true })).toBeVisible();
  expect(await kept()).toContain("u-ada");
  const confirm = rights().getByRole("button", { name: "Erase for good" });
  await expect(confirm).toBeHidden();
  await rights().getByText("Erase this person").click();
  await expect(rights().getByText("It cannot be undone.")).toBeVisible();
  expect((await ask(`visitors/${ADA}`)).status).toBe(200);
  await confirm.click();
  const receipt = panel.locator("section.receipt");
  await expect(receipt).toContainText("1 visitor · 3 events · 1 order");
  await expect(receipt).toContainText("Backups fade by");
  await expect(panel.locator("article")).toHaveCount(0);
  // Nothing that names them is left on the page, and nothing is kept of them for later.
  await expect(panel.getByText("Ada")).toHaveCount(0);
  expect(await kept()).not.toContain("u-ada");
  for (const id of [ADA, "u-ada"]) expect((await ask(`visitors/${id}`)).status).toBe(404);
  const again = await (await ask(`visitors/${ADA}`, "DELETE")).json();
  const { name, content } = await saved(() => receipt.getByRole("button", { name: "Save the receipt" }).click());
  expect(name).toBe("receipt.json");
  expect(content).toEqual(again);
  expect(await faultsOfPage(panel)).toEqual([]);
  await receipt.getByRole("button", { name: "Close" }).click();
  await expect(receipt).toHaveCount(0);
});
