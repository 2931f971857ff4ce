import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { HOSTILE } from "../support/hostileMarkup.ts";
import { EditorPanel } from "./pages/editorPanel.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";

const PORT = 8923;

interface Config {
  readonly slots: { snippets: { content: string }[] }[];
}

let editor: EditorPanel;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const snippet = (key: string, content: string) => ({ key, rule: { all: [] }, content });
  editor = await EditorPanel.open(PORT, [
    {
      key: "hero",
      selector: "#hero",
      snippets: [snippet("empty", ""), snippet("logic", "{% if traits.a %}<p>A</p>{% endif %}")],
    },
  ]);
});

test.afterAll(() => editor.close());

test.describe.configure({ mode: "serial" });

const paper = () => editor.page.getByRole("textbox", { name: "Content" });
const source = () => editor.page.locator("textarea").first();

/** What was saved of the first snippet. */
const saved = async () => {
  await editor.save();
  return (await editor.drafted<Config>()).slots[0]?.snippets[0]?.content;
};

async function openSnippet(key: string): Promise<void> {
  await editor.page.locator(".snippet", { hasText: key }).click();
}

/** The markup as HTML shows it, and back to how it was written. */
async function asHtml(): Promise<string> {
  await editor.press("As HTML");
  const markup = await source().inputValue();
  await editor.press("As text");
  return markup;
}

async function paste(types: Readonly<Record<string, string>>): Promise<void> {
  await paper().evaluate((element, all) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(all)) data.setData(type, text);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, types);
}

/** To the end of the line; the browser tells where the cursor is a moment after the key. */
async function goToEnd(): Promise<void> {
  await paper().press("End");
  await paper().evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function clear(): Promise<void> {
  await paper().press("Control+a");
  await paper().press("Backspace");
}

test("writes paragraphs, headings, marks and lists as on paper, by buttons and by keys", async () => {
  const { page } = editor;
  await openSnippet("empty");
  await paper().click();
  await page.getByLabel("Kind of paragraph").selectOption("Heading 2");
  await page.keyboard.type("Winter ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("sale");
  await page.keyboard.press("Enter");
  await page.keyboard.type("From now on:");
  await page.keyboard.press("Enter");
  await editor.press("List");
  await page.keyboard.type("cups");
  await page.keyboard.press("Enter");
  await page.keyboard.type("bowls");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await editor.press("Italic");
  await page.keyboard.type("Soon gone");
  expect(await faultsOfPage(page)).toEqual([]);
  await expect(page.locator(".shown").getByRole("listitem")).toHaveText(["cups", "bowls"]);
  expect(await saved()).toBe(
    "<h2>Winter <strong>sale</strong></h2><p>From now on:</p><ul><li>cups</li><li>bowls</li></ul><p><em>Soon gone</em></p>",
  );
});

test("makes a link of what is chosen and takes it away, and puts a picture in by its address", async () => {
  const { page } = editor;
  await clear();
  await page.keyboard.type("Look");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("/sale").fill("/sale?a=1&b=2");
  await page.keyboard.press("Enter");
  expect(await asHtml()).toBe('<p><a href="/sale?a=1&amp;b=2">Look</a></p>');
  await paper().press("Control+k");
  await expect(page.getByPlaceholder("/sale")).toHaveValue("/sale?a=1&b=2");
  expect(await faultsOfPage(page)).toEqual([]);
  await editor.press("Remove link");
  await goToEnd();
  await editor.press("Picture");
  await page.getByLabel("Address of the picture").fill("/demo/art/scene-circle.svg");
  await page.getByLabel("In words, for who does not see it").fill('A "circle"');
  await editor.press("Add");
  expect(await asHtml()).toBe('<p>Look<img src="/demo/art/scene-circle.svg" alt="A &quot;circle&quot;"></p>');
  await expect(paper().locator("img").first()).toHaveJSProperty("src", `${editor.edge.url}/demo/art/scene-circle.svg`);
});

test("has merge fields that are one thing each, and says what stands in for them", async () => {
  const { page } = editor;
  await clear();
  await page.keyboard.type("Hi ");
  await page.getByLabel("Insert a field…").selectOption("First name");
  await page.keyboard.type("!");
  await expect(paper().locator(".chip")).toHaveText("First name");
  await paper().locator(".chip").click();
  await page.getByLabel("Where First name is not known").fill("you");
  expect(await asHtml()).toBe('<p>Hi {{ traits.firstName | default: "you" }}!</p>');
  await expect(page.locator(".shown").getByText("Hi you!")).toBeVisible();
  await goToEnd();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  expect(await asHtml()).toBe("<p>Hi </p>");
});

test("undoes by keys what was written, and by the draft's own button what is left", async () => {
  const { page } = editor;
  await clear();
  await page.keyboard.type("One");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Two");
  await page.keyboard.press("Control+z");
  await expect(paper()).not.toContainText("Two");
  await page.keyboard.press("Control+Shift+z");
  await expect(paper()).toContainText("Two");
  await editor.press("As HTML");
  await source().fill("<p>From HTML</p>");
  await editor.press("As text");
  await expect(paper()).toHaveText("From HTML");
  await editor.press("Undo");
  await expect(paper()).not.toContainText("From HTML");
  await editor.press("Redo");
  await expect(paper()).toHaveText("From HTML");
});

test("takes words, marks, links and pictures from elsewhere, and nothing else", async () => {
  const { page } = editor;
  await clear();
  await paste({
    "text/html":
      '<meta charset="utf-8"><style>p { color: red }</style><p class="MsoNormal" style="color:red" onclick="x()">Big <b>news</b> <a href="https://shop.example/" target="_blank" onmouseover="x()">here</a></p><o:p></o:p><ul><li>one</li></ul>',
    "text/plain": "Big news here",
  });
  expect(await asHtml()).toBe('<p>Big <b>news</b> <a href="https://shop.example/">here</a></p><ul><li>one</li></ul>');
  await clear();
  await paste({ "text/plain": "first\nsecond <b>" });
  expect(await asHtml()).toBe("<p>first</p><p>second &lt;b&gt;</p>");
  await page.evaluate("window.hit = () => { window.hacked = 1 }");
  for (const markup of HOSTILE) await paste({ "text/html": markup, "text/plain": "" });
  const acting = await paper().evaluate(
    (element) =>
      [...element.querySelectorAll("*")].filter(
        (one) =>
          /^(script|iframe|object|embed|form|style|link|meta|base|svg|math)$/i.test(one.tagName) ||
          [...one.attributes].some(({ name, value }) => name.startsWith("on") || /^\s*javascript:/i.test(value)),
      ).length,
  );
  expect(acting).toBe(0);
  expect(await page.evaluate(() => Reflect.get(window, "hacked"))).toBeUndefined();
  await clear();
});

test("loses nothing between HTML and back, be it the demo shop's own content", async () => {
  const { page } = editor;
  const demo = await readFile(new URL("../../worker/demo/site.json", import.meta.url), "utf8");
  const { slots } = JSON.parse(demo) as { slots: { snippets: { content?: string }[] }[] };
  const contents = slots.flatMap(({ snippets }) => snippets.flatMap(({ content }) => content ?? []));
  expect(contents.length).toBeGreaterThan(10);
  for (const content of contents) {
    await editor.press("As HTML");
    await source().fill(content);
    await editor.press("As text");
    await expect(paper()).toBeVisible();
    // A word that is written and taken back: then it is written anew, whole.
    await paper().press("Control+Home");
    await page.keyboard.type("x");
    await page.keyboard.press("Backspace");
    expect(await asHtml()).toBe(content);
  }
});

test("leaves what it cannot show as it is, and says so", async () => {
  const { page } = editor;
  await editor.press("‹ Back to the slots");
  await openSnippet("logic");
  await expect(page.getByText("This holds more than words with formatting")).toBeVisible();
  await expect(page.getByRole("button", { name: "As HTML" })).toHaveAttribute("aria-pressed", "true");
  await expect(source()).toHaveValue("{% if traits.a %}<p>A</p>{% endif %}");
  await source().fill("<p>Now it can</p>");
  await expect(paper()).toHaveText("Now it can");
});

test("is whole at 280 px, in the dark and in Finnish", async () => {
  const { page } = editor;
  await page.evaluate("chrome.storage.local.set({ language: 'fi' })");
  await page.setViewportSize({ width: 280, height: 800 });
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.getByRole("button", { name: "HTML:nä" })).toBeVisible();
  expect(await faultsOfPage(page)).toEqual([]);
});
