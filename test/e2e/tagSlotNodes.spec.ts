import { expect, type Page } from "@playwright/test";
import { filling, type Reply } from "./sites/recordingEdge.ts";
import { call, route, test } from "./sites/tagTest.ts";

const SLOTS = '<div data-rfedge-slot="hero"><i>Default</i></div><p id="other">Other</p>';
const hero = (page: Page) => page.locator("[data-rfedge-slot]");

/** Whether the slot holds the very node that the page came with. */
const holdsOwn = (page: Page) =>
  page.evaluate(() => document.querySelector("[data-rfedge-slot]")?.firstChild === (window as { own?: unknown }).own);

const render = (page: Page, text: string) =>
  page.evaluate((own) => document.querySelector("[data-rfedge-slot]")?.replaceChildren(own), text);

/** A page whose own node is known before anything is decided. */
async function open(
  page: Page,
  edge: { html: string; origin: string; replies: Record<string, Reply[]> },
  first: Reply,
) {
  const { promise, resolve } = Promise.withResolvers<void>();
  edge.html = SLOTS;
  edge.replies["page"] = [{ ...first, after: promise }, ...(edge.replies["page"] ?? [])];
  await page.goto(`${edge.origin}/a`);
  await page.evaluate(() => {
    (window as { own?: unknown }).own = document.querySelector("[data-rfedge-slot]")?.firstChild;
  });
  resolve();
}

test("gives the page its own nodes back, whatever was decided in between", async ({ page, edge }) => {
  edge.replies["decide"] = [
    filling({ hero: "" }),
    filling({ hero: "<b>Three</b>" }, "text/plain"),
    filling({ hero: null }),
    filling({ hero: "<b>Five</b>" }),
    filling({ hero: '{"a":1}' }, "application/json"),
  ];
  await open(page, edge, filling({ hero: "<b>One</b>" }));
  await expect(hero(page)).toHaveText("One");
  for (const [text, isOwn] of [
    ["", false],
    ["<b>Three</b>", false],
    ["Default", true],
    ["Five", false],
    ["Default", true],
  ] as const) {
    await call(page, "decide");
    await expect(hero(page)).toHaveText(text);
    expect(await holdsOwn(page)).toBe(isOwn);
  }
});

test("does not touch content that is there already", async ({ page, edge }) => {
  edge.replies["decide"] = [filling({ hero: "<b>One</b>" })];
  await open(page, edge, filling({ hero: "<b>One</b>" }));
  await expect(hero(page)).toHaveText("One");
  await page.evaluate(() => {
    (window as { own?: unknown }).own = document.querySelector("[data-rfedge-slot]")?.firstChild;
  });
  await page.evaluate(() => (window as { rfedge?: { decide(): Promise<unknown> } }).rfedge?.decide());
  expect(await holdsOwn(page)).toBe(true);
});

test("takes what the page rendered meanwhile for its own", async ({ page, edge }) => {
  edge.replies["decide"] = [filling({ hero: "<b>Two</b>" }), filling({ hero: null })];
  await open(page, edge, filling({ hero: "<b>One</b>" }));
  await expect(hero(page)).toHaveText("One");
  await render(page, "Rendered");
  for (const text of ["Two", "Rendered"]) {
    await call(page, "decide");
    await expect(hero(page)).toHaveText(text);
  }
});

test("adds to the decisions made, until the page is another", async ({ page, edge }) => {
  const other = filling({ other: "Filled" }).body as { decisions: { other: object } };
  Object.assign(other.decisions.other, { selector: "#other" });
  edge.replies["decide"] = [{ body: other }];
  await open(page, edge, filling({ hero: "<b>One</b>" }));
  await expect(hero(page)).toHaveText("One");
  await call(page, "decide", ["other"]);
  await expect(page.locator("#other"), "found by the slot's selector").toHaveText("Filled");
  await render(page, "Rendered");
  await expect(hero(page)).toHaveText("One");
  edge.replies["page"] = [{ body: { success: true } }];
  await route(page, "/b");
  await edge.until(() => edge.views.length === 2);
  await render(page, "Rendered");
  await expect(hero(page)).toHaveText("Rendered");
});

test("passes over a selector that is none, and fills the others", async ({ page, edge }) => {
  const { body } = filling({ first: "A", hero: "<b>One</b>", last: "C" });
  const { decisions } = body as { decisions: Record<string, object> };
  Object.assign(decisions["first"] ?? {}, { selector: "p:is(" });
  Object.assign(decisions["last"] ?? {}, { selector: "p" });
  await open(page, edge, { body });
  await expect(hero(page)).toHaveText("One");
  await expect(page.locator("#other")).toHaveText("C");
});
