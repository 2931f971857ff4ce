import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../support/localRfedge.ts";
import { axeFindings } from "./pages/axeFindings.ts";
import { MarketerBrowser } from "./pages/marketerBrowser.ts";
import { OptionsPage } from "./pages/optionsPage.ts";
import { OverlayPage } from "./pages/overlayPage.ts";
import { PopupPage } from "./pages/popupPage.ts";

const PORT = 8952;

let data: string;
let edge: LocalRfedge;
let token: string;

/** The demo shop on a Worker of its own: its configuration, none of its sample data. */
async function publishDemo(): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const config = `${edge.url}/v1/sites/demo/config`;
  const site = await readFile(new URL("../../worker/demo/site.json", import.meta.url), "utf8");
  const draft = await fetch(`${config}/draft`, { method: "PUT", headers, body: site });
  expect(draft.status).toBe(200);
  const { baseVersion } = (await draft.json()) as { baseVersion: number };
  expect(
    (await fetch(`${config}/publish`, { method: "POST", headers, body: JSON.stringify({ baseVersion }) })).status,
  ).toBe(200);
}

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-journey-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  await publishDemo();
});

test.afterAll(async () => {
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

test("a new visitor browses, buys and signs in, and a marketer sees it on the page", async ({}, info) => {
  test.setTimeout(120_000);
  const browser = await MarketerBrowser.launch();
  try {
    await browser.willAllow(edge.url);
    const options = await OptionsPage.open(browser);
    await options.connect({ address: edge.url, site: "demo", token });
    await expect.poll(() => options.outcome()).toContain("The connection works");
    const page = await browser.context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));

    await page.goto(`${edge.url}/demo/`);
    const hero = page.locator('[data-rfedge-slot="hero"]');
    await expect(hero.locator(".mark-anonymous-prospect")).toBeVisible();
    const popup = await PopupPage.open(browser, page);
    await popup.press("Turn on");
    const overlay = new OverlayPage(page);
    await expect.poll(() => overlay.badge()).toContain("Anonymous prospect");
    await page.screenshot({ path: info.outputPath("prospect.png") });

    await page.locator('a[href^="/demo/p/"]').first().click();
    await page.getByRole("button", { name: "Add to basket" }).click();
    await page.goto(`${edge.url}/demo/checkout/`);
    for (const [id, text] of [
      ["name", "Ada Byron"],
      ["email", "ada@mail.example"],
      ["street", "1 Mill Lane"],
      ["town", "Leeds"],
      ["postcode", "LS1 1AA"],
    ])
      await page.locator(`#${id}`).fill(text ?? "");
    await page.getByRole("button", { name: "Place the order" }).click();
    await page.waitForURL("**/demo/thanks/**");
    await expect(hero.locator(".mark-new")).toBeVisible();
    await expect.poll(() => overlay.badge()).toContain("New");
    await overlay.open();
    await expect.poll(() => overlay.card()).toContain("Order Completed");
    expect(await overlay.events()).toContainEqual({ what: expect.stringContaining("Order Completed"), points: "+10" });
    await page.screenshot({ path: info.outputPath("customer.png") });

    await page.goto(`${edge.url}/demo/account/`);
    const form = page.locator("form[data-sign-in]");
    await form.locator("#name").fill("Ada Byron");
    await form.locator("#email").fill("ada@mail.example");
    await form.getByRole("button", { name: "Sign in" }).click();
    const headers = { authorization: `Bearer ${token}` };
    const visitor = `${edge.url}/v1/sites/demo/visitors/ada@mail.example`;
    await expect.poll(async () => (await fetch(visitor, { headers })).status).toBe(200);
    const history = (await (await fetch(`${visitor}/history`, { headers })).json()) as {
      segments: { segment: string }[];
    };
    expect(history.segments.map(({ segment }) => segment)).toEqual(["anonymous-prospect", "new"]);

    // The card stays open from page to page.
    await page.goto(`${edge.url}/demo/`);
    await expect.poll(() => overlay.card()).toContain("New");
    await expect
      .poll(async () => (await overlay.history()).map(({ segment }) => segment))
      .toContain("Anonymous prospect");
    await page.screenshot({ path: info.outputPath("signed-in.png") });
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
});

test("shop and options are free of what axe finds, at 280 px too", async () => {
  const browser = await MarketerBrowser.launch();
  try {
    const { page } = await OptionsPage.open(browser);
    for (const address of [page.url(), `${edge.url}/demo/`, `${edge.url}/docs/`]) {
      await page.setViewportSize({ width: 280, height: 800 });
      await page.goto(address);
      await expect(page.locator("h1").first()).toBeVisible();
      expect(await axeFindings(page), address).toEqual([]);
    }
  } finally {
    await browser.close();
  }
});

test("the segment on the badge follows a purchase without a reload", async () => {
  test.setTimeout(120_000);
  const browser = await MarketerBrowser.launch();
  try {
    await browser.willAllow(edge.url);
    const options = await OptionsPage.open(browser);
    await options.connect({ address: edge.url, site: "demo", token });
    await expect.poll(() => options.outcome()).toContain("The connection works");
    const page = await browser.context.newPage();
    await page.goto(`${edge.url}/demo/`);
    await (await PopupPage.open(browser, page)).press("Turn on");
    const overlay = new OverlayPage(page);
    await expect.poll(() => overlay.badge()).toContain("Anonymous prospect");
    const [cookie] = (await browser.context.cookies(edge.url)).filter(({ name }) => name === "rfedge_id");
    const message = {
      writeKey: "wk_demo",
      anonymousId: cookie?.value,
      event: "Order Completed",
      properties: { order_id: "o-1", revenue: 40 },
    };
    expect((await fetch(`${edge.url}/v1/track`, { method: "POST", body: JSON.stringify(message) })).status).toBe(200);
    await expect.poll(() => overlay.badge()).toContain("New");
    expect(page.url()).toBe(`${edge.url}/demo/`);
  } finally {
    await browser.close();
  }
});
