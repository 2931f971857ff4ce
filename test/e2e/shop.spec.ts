import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";

const PORT = 8981;

interface StoredEvent {
  readonly name: string | null;
  readonly message: { readonly properties?: Readonly<Record<string, unknown>> };
}

let data: string;
let edge: LocalRfedge;
let token: string;

const test = base.extend<{ troubles: string[] }>({
  // Whatever a visitor does, nothing is thrown and nothing is refused.
  troubles: [
    async ({ context }, use) => {
      const troubles: string[] = [];
      context.on("weberror", (error) => troubles.push(`${error.error()}`));
      context.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
      await use(troubles);
      expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
});

test.use({ locale: "en-GB", timezoneId: "Europe/Helsinki" });

test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "rfedge-shop-"));
  edge = await startRfedge(["--port", String(PORT), "--data", data, "--empty"]);
  token = /mt_demo_\S+/.exec(edge.said())?.[0] ?? "";
  await publishOn(edge, JSON.parse(await readFile(new URL("../../worker/demo/site.json", import.meta.url), "utf8")));
});

test.afterAll(async () => {
  await edge.end("SIGTERM");
  await rm(data, { recursive: true, force: true });
});

const slot = (page: Page, key: string) => page.locator(`[data-rfedge-slot="${key}"]`);
const open = (page: Page, path: string) => page.goto(`${edge.url}/demo/${path}`);

/** Who the browser is to the edge. */
async function anonymousIdOf(page: Page): Promise<string> {
  const [cookie] = (await page.context().cookies(edge.url)).filter(({ name }) => name === "rfedge_id");
  return cookie?.value ?? "";
}

/** The properties of each event of a name that the edge holds of this browser's visitor. */
async function heldOf(page: Page, name: string): Promise<unknown[]> {
  const headers = { authorization: `Bearer ${token}` };
  const address = `${edge.url}/v1/sites/demo/visitors/${await anonymousIdOf(page)}`;
  const answer = await fetch(`${address}/events`, { headers });
  if (!answer.ok) return [];
  const { events } = (await answer.json()) as { events: StoredEvent[] };
  return events.filter((event) => event.name === name).map(({ message }) => message.properties);
}

test("a search finds a thing, forgives a letter, and is told once", async ({ page }) => {
  await open(page, "");
  const top = page.getByRole("search");
  await top.getByLabel("Search the shelves").fill("teacup");
  await top.getByRole("button", { name: "Search" }).click();
  const status = page.getByRole("main").getByRole("status");
  await expect(status).toHaveText("3 things for “teacup”");
  await expect(page.locator("[data-found-list] .card-name")).toHaveText([/teacup/i, /teacup/i, /teacup/i]);
  await expect.poll(() => heldOf(page, "Products Searched")).toEqual([{ query: "teacup" }]);

  await page.getByLabel("Search the shelves").fill("teacpu");
  await page.keyboard.press("Enter");
  await expect(status).toContainText("Nothing is called “teacpu”, but these are spelt nearly so");
  await expect(page.locator("[data-found-list] li")).toHaveCount(3);

  await page.getByLabel("Search the shelves").fill("umbrella stand with <b>");
  await page.keyboard.press("Enter");
  await expect(status).toContainText("for “umbrella stand with <b>”");
  await page.goBack();
  await expect(status).toContainText("teacpu");
  await page.locator("[data-found-list] a").first().click();
  await expect(page).toHaveURL(/\/demo\/p\/\w+\/$/);
});

test("the letter is asked for without its address leaving the page", async ({ page }) => {
  await open(page, "c/table/");
  await page.getByLabel("E-mail").fill("ada@mail.example");
  await page.getByRole("button", { name: "Send me the letter" }).click();
  await expect(page.locator("[data-newsletter-status]")).toContainText("Thank you");
  await expect.poll(() => heldOf(page, "Form Submitted")).toEqual([{ form_id: "letter", form_name: "Monthly letter" }]);
});

test("who joins the evening is there once, and is then invited to the Circle", async ({ page }) => {
  await page.clock.setFixedTime(new Date());
  await open(page, "");
  await expect(slot(page, "invitation").getByRole("heading")).toHaveText("You are invited: First Thursday");
  await slot(page, "invitation").getByRole("link").click();
  await expect(page.locator("[data-evening-next]")).toContainText(/Thursday|On air/);
  await page.getByRole("button", { name: "Join the evening" }).click();
  await expect(page.locator("[data-evening-status]")).toContainText("You are in the evening of");
  await page.getByRole("button", { name: "Leave the evening" }).click();
  await page.getByRole("button", { name: "Join the evening" }).click();
  await expect.poll(async () => (await heldOf(page, "Event Attended")).length).toBe(1);
  const [attended] = await heldOf(page, "Event Attended");
  expect(attended).toMatchObject({ event_id: expect.stringMatching(/^first-thursday-\d{4}-\d\d$/) });
  await open(page, "");
  await expect(slot(page, "invitation").getByRole("heading")).toHaveText("No parcel too small");
});

test("the next evening is told in London's time and in the reader's", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-06-30T12:00:00Z"));
  await open(page, "first-thursday/");
  await expect(page.locator("[data-evening-next]")).toHaveText("Thursday 2 July at 19:00, UK time");
  await expect(page.locator("[data-evening-here]")).toHaveText("That is 21:00 where you are.");
  await page.clock.setFixedTime(new Date("2026-07-02T18:30:00Z"));
  await open(page, "fi/first-thursday/");
  await expect(page.locator("[data-evening-next]")).toHaveText("Lähetys on käynnissä");
});

test("a member's post is free until the membership ends", async ({ page }) => {
  await open(page, "p/22697/");
  await page.getByRole("button", { name: "Add to basket" }).click();
  await open(page, "cart/");
  const post = page.locator("[data-total=delivery]");
  await expect(post).toHaveText("£3.95");

  await open(page, "post-circle/");
  await page.getByLabel("£30 a year").check();
  await page.getByRole("button", { name: "Join the Circle" }).click();
  await expect(page.getByRole("heading", { name: "You are in the Circle" })).toBeFocused();
  await expect
    .poll(() => heldOf(page, "Subscription Started"))
    .toEqual([{ subscription_id: "post-circle", plan: "post-circle-yearly", price: 30, currency: "GBP" }]);

  await open(page, "");
  const poster = slot(page, "invitation").getByRole("img");
  await expect(poster).toHaveAttribute("alt", /Circle’s box/);
  expect(await poster.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(480);

  await open(page, "cart/");
  await expect(post).toHaveText("free, by the Circle");
  await expect(page.locator("[data-total=total]")).toHaveText("£2.95");
  await open(page, "checkout/");
  await expect(page.locator("[data-total=total]")).toHaveText("£2.95");
  for (const label of ["Name", "E-mail", "House and street", "Town", "Postcode"])
    await page
      .getByRole("main")
      .getByLabel(label, { exact: true })
      .fill(label === "E-mail" ? "ada@mail.example" : "Ada");
  await page.getByRole("button", { name: "Place the order" }).click();
  await page.waitForURL("**/demo/thanks/");
  await expect(page.locator("[data-order-total]")).toHaveText("£2.95");
  await expect.poll(() => heldOf(page, "Order Completed")).toMatchObject([{ revenue: 2.95, shipping: 0, total: 2.95 }]);

  await open(page, "account/");
  await page.getByText("End the membership").click();
  await page.getByRole("button", { name: "End it now" }).click();
  await expect.poll(async () => (await heldOf(page, "Subscription Ended")).length).toBe(1);
  await open(page, "p/22697/");
  await page.getByRole("button", { name: "Add to basket" }).click();
  await open(page, "cart/");
  await expect(post).toHaveText("£3.95");
  await open(page, "thanks/");
  await expect(page.locator("[data-order-total]"), "what was bought as a member stays so").toHaveText("£2.95");
});

test("the shop speaks Finnish, in its slots too, whatever the browser speaks", async ({ page }) => {
  await open(page, "search/?q=teacup");
  await page.getByRole("link", { name: "Suomeksi" }).click();
  await expect(page).toHaveURL(`${edge.url}/demo/fi/search/?q=teacup`);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("3 tavaraa haulla ”teacup”");
  await expect(page.locator("[data-found-list] .price").first()).toHaveText("2,95\u00A0£");
  await expect(page.locator("[data-found-list] .card-name").first()).toHaveAttribute("lang", "en");
  await page.getByRole("link", { name: "Pantry & Post" }).click();
  for (const key of ["hero", "banner", "invitation"])
    await expect(slot(page, key).locator(":scope > [lang=fi]")).toBeVisible();
  await slot(page, "hero").getByRole("link").click();
  await expect(page).toHaveURL(`${edge.url}/demo/fi/c/lunch/`);
  await page.locator(".card a").first().click();
  await page.getByRole("button", { name: "Lisää koriin" }).click();
  await expect(page.locator("[data-add-status]")).toHaveText("Lisätty 1. Korissasi on nyt 1.");
  await page.getByRole("link", { name: "Kori", exact: false }).first().click();
  await expect(page.locator("[data-total=delivery]")).toHaveText("3,95\u00A0£");
  await page.getByRole("link", { name: "In English" }).click();
  await expect(page.locator("[data-total=delivery]")).toHaveText("£3.95");
});

test("only who has proved who they are is greeted by name", async ({ page }) => {
  await open(page, "account/");
  await page.getByLabel("Name").fill("Ada Marsh");
  await page.getByRole("main").getByLabel("E-mail").fill("Ada@mail.example");
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Hello, Ada Marsh" })).toBeFocused();
  await open(page, "");
  await expect(slot(page, "banner")).toContainText("Hello there, your first parcel is post free");
  const proof = { anonymousId: await anonymousIdOf(page), userId: "ada@mail.example", traits: { firstName: "Ada" } };
  const answer = await fetch(`${edge.url}/v1/identify`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("sk_demo:")}`, "content-type": "application/json" },
    body: JSON.stringify(proof),
  });
  expect(answer.status).toBe(200);
  await open(page, "p/22423/");
  await expect(slot(page, "banner")).toContainText("Hello Ada, your first parcel is post free");
  await expect(slot(page, "slip")).toContainText("Hello Ada, this one travels free");
  await open(page, "fi/");
  await expect(slot(page, "banner")).toContainText("Hei Ada, ensimmäinen pakettisi");
});

test("says at an address that it has not what there is instead, in its language", async ({ page, troubles }) => {
  for (const [root, words, shelves] of [
    ["demo/", "Nothing stands at this address", "Bags"],
    ["demo/fi/", "Tässä osoitteessa ei ole mitään", "Kassit"],
  ] as const) {
    const answer = await page.goto(`${edge.url}/${root}p/nothing/`);
    expect(answer?.status()).toBe(404);
    expect(answer?.headers()["content-security-policy"]).toContain("default-src 'none'");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words);
    await expect(page.locator("main .shelf").first()).toContainText(shelves);
  }
  // The browser says of each that it was not found.
  expect(troubles.splice(0)).toHaveLength(2);
  await page.getByLabel("Hae hyllyiltä").fill("teacup");
  await page.getByRole("button", { name: "Hae", exact: true }).click();
  await expect(page).toHaveURL(/\/demo\/fi\/search\/\?q=teacup$/);
  const elsewhere = await page.request.get(`${edge.url}/nothing`);
  expect([elsewhere.status(), elsewhere.headers()["content-type"]]).toEqual([404, "application/problem+json"]);
});
