import { expect, type Page, test } from "@playwright/test";
import { HOSTILE } from "../support/hostileMarkup.ts";
import { EditorPanel } from "./pages/editorPanel.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";

const PORT = 8987;

let editor: EditorPanel;
let shop: Page;
let panel: Page;
let mine: { id: string; secret: string };

interface Draft {
  readonly baseVersion: number;
  readonly revision: string;
  readonly config: { slots: { key: string; snippets: { key: string; content: string }[] }[] };
}

async function makeToken(name: string, role = "editor"): Promise<{ id: string; secret: string }> {
  const { id, token } = await editor.ask<{ id: string; token: string }>("POST", "/tokens", { role, name });
  return { id, secret: token };
}

async function connect(token: string): Promise<void> {
  const { options, edge } = editor;
  await options.page.bringToFront();
  await options.page.reload();
  await options.page.getByRole("button", { name: "Change", exact: true }).click();
  await options.connect({ address: edge.url, site: "demo", token });
  await expect.poll(() => options.outcome()).toContain("The connection works");
  await panel.bringToFront();
}

const draft = () => editor.ask<Draft>("GET", "/config/draft");
const press = (name: string) => editor.press(name);
const standing = () => panel.locator(".standing");
const content = () => panel.locator("textarea").first();

async function openAsHtml(snippet: string): Promise<void> {
  await panel.locator(".snippet", { hasText: snippet }).click();
  await press("As HTML");
}

/** The picker, whose root is closed, has taken the page's focus. */
const isPicking = () => shop.evaluate(() => document.activeElement?.matches("html > :not(body)"));

test.beforeAll(async () => {
  test.setTimeout(120_000);
  editor = await EditorPanel.open(PORT, []);
  ({ shop, page: panel } = editor);
  mine = await makeToken("Kaisa");
  await connect(mine.secret);
});

test.afterAll(() => editor.close());

// One marketer's day, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("makes a slot, and says how many elements it finds", async () => {
  await press("Content");
  await press("Add a slot");
  await panel.getByLabel("Name of the slot").fill("headline");
  await panel.getByLabel("Where on the page").fill("h1");
  await expect(standing()).toHaveText("Not saved");
  expect(await faultsOfPage(panel)).toEqual([]);
});

test("shows the slots of the page beside, and makes one of what the page marks", async () => {
  await press("This page");
  await panel.getByRole("button", { name: /^Turn on for/ }).click();
  const slots = panel.locator(".slots > li");
  await expect(slots.filter({ hasText: "hero" })).toContainText("The page marks this as a slot");
  expect(await faultsOfPage(panel)).toEqual([]);
  await press("Make a slot of it hero");
  await expect(panel.getByLabel("Name of the slot")).toHaveValue("hero");
  await press("Undo");
  await press("This page");
  await expect(slots.filter({ hasText: "hero" })).toBeVisible();
});

test("picks an element of the page, by pointing or by keys, without the page noticing", async () => {
  await press("Content");
  await panel.getByRole("button", { name: "Slot settings of headline" }).click();
  const before = shop.url();
  await press("Pick in the page");
  await expect(panel.getByText("Point at an element in the page")).toBeVisible();
  await shop.bringToFront();
  await expect.poll(isPicking).toBe(true);
  const link = await shop.locator("nav a").first().boundingBox();
  await shop.mouse.click((link?.x ?? 0) + 5, (link?.y ?? 0) + 5);
  const selector = panel.getByLabel("Where on the page");
  await expect(selector).not.toHaveValue("h1");
  expect(await shop.locator(await selector.inputValue()).count()).toBe(1);
  expect(shop.url()).toBe(before);
  await panel.bringToFront();
  await press("Pick in the page");
  await shop.bringToFront();
  await expect.poll(isPicking).toBe(true);
  await shop.keyboard.press("Escape");
  await panel.bringToFront();
  await expect(panel.getByText("Point at an element in the page")).toHaveCount(0);
  await selector.fill("h1");
});

test("writes a snippet for a segment and says how many visitors that are now", async () => {
  await press("‹ Back to the slots");
  await panel.getByRole("button", { name: "Add a snippet to headline" }).click();
  await panel.getByLabel("Name", { exact: true }).fill("welcome");
  await press("As HTML");
  await content().fill("<p>Hello from the <b>editor</b></p>");
  await expect(panel.locator(".shown").getByText("Hello from the")).toBeVisible();
  await expect(panel.getByText(/^\d+ visitors? now/)).toBeVisible();
  await press("Add condition");
  await panel.getByRole("combobox", { name: "Value" }).selectOption("anonymous-prospect");
  await expect(panel.getByText(/^1 visitor now/)).toBeVisible();
  expect(await faultsOfPage(panel)).toEqual([]);
});

test("says what is wrong at its place", async () => {
  await panel.getByLabel("Name", { exact: true }).fill("not a key");
  await press("Save draft");
  await expect(panel.locator(".field", { hasText: "Name" }).locator(".fault")).toContainText("must be 1 to 64");
  await panel.getByLabel("Name", { exact: true }).fill("welcome");
});

test("shows hostile markup without letting it do anything", async () => {
  const calm = await content().inputValue();
  await panel.evaluate("window.hit = () => { window.hacked = 1 }");
  for (const markup of HOSTILE) await content().fill(markup);
  await content().fill(HOSTILE.join("\n"));
  await expect(panel.locator(".shown")).toBeVisible();
  const acting = await panel.evaluate(() => {
    const root = document.querySelector(".shown")?.shadowRoot;
    const inside = [...(root?.querySelectorAll("*") ?? [])];
    return inside
      .filter(
        (one) =>
          /^(script|iframe|object|embed|form|style|link|meta|base)$/i.test(one.tagName) ||
          [...one.attributes].some(({ name, value }) => name.startsWith("on") || /^\s*javascript:/i.test(value)),
      )
      .map((one) => one.outerHTML);
  });
  expect(acting).toEqual([]);
  expect(await panel.evaluate(() => Reflect.get(window, "hacked"))).toBeUndefined();
  await content().fill(calm);
});

test("saves, publishes, and takes it back", async () => {
  await press("Save draft");
  await expect(standing()).toHaveText("Draft saved");
  expect((await draft()).config.slots.map(({ key }) => key)).toContain("headline");
  await press("‹ Back to the slots");
  await expect(panel.locator(".differences")).toContainText("headline: new");
  await panel.getByLabel("Note for your colleagues").fill("A headline");
  await press("Publish");
  await expect(panel.getByText(/^Version \d+ is on the site/)).toBeVisible();
  await expect(standing()).toHaveText("As published");
  await shop.goto(`${editor.edge.url}/demo/`);
  await expect(shop.locator("h1").first()).toContainText("Hello from the editor");
  await press("Undo publication");
  await expect(panel.getByText(/^Version \d+ is on the site/)).toHaveCount(0);
  await expect
    .poll(async () => {
      await shop.goto(`${editor.edge.url}/demo/`);
      return shop.locator("h1").first().textContent();
    })
    .not.toContain("Hello from the editor");
});

async function beginAgain(): Promise<void> {
  const { baseVersion, config } = await draft();
  const headline = {
    ...{ key: "headline", selector: "h1" },
    snippets: [
      { key: "first", rule: { all: [] }, content: "<p>One</p>" },
      { key: "second", rule: { all: [] }, content: "<p>Two</p>" },
    ],
  };
  await editor.ask("PUT", "/config/draft", { ...config, slots: [headline] });
  await editor.ask("POST", "/config/publish", { baseVersion });
  await panel.reload();
  await press("Content");
}

test("moves, doubles and removes snippets, each of which can be undone", async () => {
  await beginAgain();
  const names = panel.locator(".snippets strong");
  await press("Move first down");
  await expect(names).toHaveText(["second", "first"]);
  await press("Duplicate second");
  await expect(names).toHaveText(["second", "second-2", "first"]);
  await press("Remove first");
  await expect(names).toHaveText(["second", "second-2"]);
  await expect(panel.getByText("first is removed", { exact: true })).toBeVisible();
  await press("Undo");
  await expect(names).toHaveText(["second", "second-2", "first"]);
  await press("Undo");
  await press("Undo");
  await expect(names).toHaveText(["first", "second"]);
  await expect(standing()).toHaveText("As published");
});

test("puts my change on top of what a colleague saved meanwhile", async () => {
  await openAsHtml("first");
  await content().fill("<p>Mine</p>");
  const { config } = await draft();
  const slots = config.slots.map((slot) => ({
    ...slot,
    snippets: slot.snippets.map((snippet) => ({ ...snippet, content: `<p>Theirs in ${snippet.key}</p>` })),
  }));
  await editor.ask("PUT", "/config/draft", { ...config, slots });
  await press("Save draft");
  const conflict = panel.locator(".conflict");
  await expect(conflict).toContainText("headline · second: changed");
  await expect(conflict.locator(".both")).toContainText("Mine");
  await expect(conflict.locator(".both")).toContainText("Theirs in first");
  expect(await faultsOfPage(panel)).toEqual([]);
  await press("Put mine on top of theirs");
  await press("Save draft");
  await expect(standing()).toHaveText("Draft saved");
  const saved = (await draft()).config.slots[0]?.snippets.map((snippet) => snippet.content);
  expect(saved).toEqual(["<p>Mine</p>", "<p>Theirs in second</p>"]);
});

test("loses nothing when the token is revoked in mid-edit, nor when the panel is closed", async () => {
  await content().fill("<p>Written before the token went</p>");
  await editor.ask("DELETE", `/tokens/${mine.id}`);
  await press("Save draft");
  await expect(panel.locator(".draftbar .warning")).toContainText("The token is not accepted any more");
  await expect(content()).toHaveValue("<p>Written before the token went</p>");
  await panel.reload();
  await connect((await makeToken("Kaisa again")).secret);
  await press("Content");
  await expect(standing()).toHaveText("Not saved");
  await openAsHtml("first");
  await expect(content()).toHaveValue("<p>Written before the token went</p>");
  await press("Save draft");
  await expect(standing()).toHaveText("Draft saved");
});

test("previews the draft in the page beside", async () => {
  await panel.getByText("Preview in the page").click();
  await panel.getByLabel("As", { exact: true }).selectOption("vip");
  await press("Preview");
  await expect(shop).toHaveURL(/rfedge_preview=/);
  await expect(shop.locator("body")).toContainText("Written before the token went");
});

test("shows everything to a viewer, and lets them change nothing", async () => {
  await connect((await makeToken("Vieno", "viewer")).secret);
  await panel.reload();
  await press("Content");
  await expect(panel.getByText("You may look at all of this")).toBeVisible();
  await expect(panel.getByRole("button", { name: "Save draft" })).toHaveCount(0);
  await openAsHtml("first");
  await expect(content()).toHaveAttribute("readonly");
});

test("is whole at 280 px, in the dark and in Finnish", async () => {
  await connect((await makeToken("Kaisa at last")).secret);
  await panel.evaluate("chrome.storage.local.set({ language: 'fi' })");
  await panel.setViewportSize({ width: 280, height: 800 });
  await panel.emulateMedia({ colorScheme: "dark" });
  await panel.reload();
  await press("Sisältö");
  await expect(panel.getByRole("heading", { name: "Paikat" })).toBeVisible();
  expect(await faultsOfPage(panel)).toEqual([]);
  // What a snippet says has the line to itself, its buttons the next.
  expect((await panel.locator(".snippet").first().boundingBox())?.width).toBeGreaterThan(240);
  await panel.locator(".snippet", { hasText: "first" }).click();
  await expect(panel.getByRole("group", { name: "Kenelle" })).toBeVisible();
  expect(await faultsOfPage(panel)).toEqual([]);
});
