import { expect, test } from "@playwright/test";
import { EditorPanel } from "./pages/editorPanel.ts";
import { faultsOfPage } from "./pages/faultsOfPage.ts";

const PORT = 8954;

interface Config {
  readonly snippets: { key: string; content: string }[];
  readonly slots: {
    key: string;
    holdoutPercent: number;
    snippets: { key: string; rule: object; content?: string; library?: string; experiment?: string; weight?: number }[];
  }[];
}

let editor: EditorPanel;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const snippet = (key: string, content: string) => ({ key, rule: { all: [] }, content });
  editor = await EditorPanel.open(PORT, [
    {
      key: "headline",
      selector: "h1",
      snippets: [snippet("welcome", "<p>Hello</p>"), snippet("second", "<p>Two</p>")],
    },
    { key: "footer", snippets: [snippet("terms", "<p>Terms</p>")] },
  ]);
});

test.afterAll(() => editor.close());

// One marketer's day, in order: each test begins where the one before it ended.
test.describe.configure({ mode: "serial" });

test("puts what a snippet says into the library, and shows it in another slot", async () => {
  const { page } = editor;
  await page.locator(".snippet", { hasText: "terms" }).click();
  await editor.press("Put into the library");
  await expect(page.locator(".shown")).toContainText("Terms");
  await editor.press("‹ Back to the slots");
  await expect(page.locator(".library")).toContainText("Shown by 1 snippet");
  await page.getByRole("button", { name: "Add a snippet to headline" }).click();
  await page.getByLabel("Kind", { exact: true }).selectOption("From the library");
  await expect(page.locator(".shown")).toContainText("Terms");
  await editor.press("Edit the piece");
  await editor.press("As HTML");
  await page.locator("textarea").first().fill("<p>Terms of the year</p>");
  await page.getByLabel("Name", { exact: true }).fill("small-print");
  await expect(page.getByRole("button", { name: "Remove this piece" })).toBeDisabled();
  await expect(page.getByText("It is shown, so it cannot be removed")).toBeVisible();
  expect(await faultsOfPage(page)).toEqual([]);
  await editor.save();
  const { snippets, slots } = await editor.drafted<Config>();
  expect(snippets).toMatchObject([{ key: "small-print", content: "<p>Terms of the year</p>" }]);
  expect(slots.map((slot) => slot.snippets.at(-1)?.library)).toEqual(["small-print", "small-print"]);
});

test("gives a snippet its own copy back, removes a piece that nothing shows, and undoes it", async () => {
  const { page } = editor;
  await page.locator(".snippet", { hasText: "footer · terms" }).click();
  await editor.press("Copy it, to change it here alone");
  await expect(page.locator("textarea").first()).toHaveValue("<p>Terms of the year</p>");
  await editor.press("‹ Back to the slots");
  await expect(page.locator(".differences")).toContainText("Library · small-print: new");
  await editor.press("Remove snippet");
  await page.locator(".library .snippet").click();
  await expect(page.getByText("Not shown anywhere")).toBeVisible();
  await editor.press("Remove this piece");
  await expect(page.locator(".library .snippet")).toHaveCount(0);
  await editor.press("Undo");
  await expect(page.locator(".library .snippet")).toContainText("small-print");
  await editor.press("Redo");
  await editor.save();
  expect((await editor.drafted<Config>()).snippets).toEqual([]);
});

test("begins an experiment between two snippets, in shares, for some, with a holdout", async () => {
  const { page } = editor;
  await page.getByRole("button", { name: "Begin an experiment in headline" }).click();
  await expect(page.getByText("Visitors are dealt two or more snippets")).toBeVisible();
  await page.getByLabel("with", { exact: true }).selectOption("second");
  expect(await faultsOfPage(page)).toEqual([]);
  await editor.press("Begin");
  await expect(page.getByText("It begins when you publish.")).toBeVisible();
  await page.getByLabel("Name of the experiment").fill("spring");
  await page.getByLabel("Weight of welcome").fill("3");
  await expect(page.locator(".arms li").first()).toContainText("75% of visitors");
  await page.getByLabel("Add a snippet to it").selectOption("A copy of it, to be changed");
  await expect(page.locator(".arms strong")).toHaveText(["welcome", "second", "welcome-2"]);
  await editor.press("Take welcome-2 out of the experiment");
  await page.getByLabel("Held out, in percent").fill("10");
  await editor.press("Add condition");
  await page.getByRole("combobox", { name: "Value" }).selectOption("anonymous-prospect");
  expect(await faultsOfPage(page)).toEqual([]);
  await editor.save();
  const slot = (await editor.drafted<Config>()).slots[0];
  expect(slot?.holdoutPercent).toBe(10);
  const rule = { all: [{ fact: "segment", eq: "anonymous-prospect" }] };
  expect(slot?.snippets.map(({ key, experiment, weight }) => [key, experiment, weight])).toEqual([
    ["welcome", "spring", 3],
    ["second", "spring", 1],
    ["welcome-2", undefined, undefined],
  ]);
  expect(slot?.snippets.slice(0, 2).map((one) => one.rule)).toEqual([rule, rule]);
});

test("says that it runs, leads to its results, and that new weights deal anew", async () => {
  const { page, browser } = editor;
  await editor.press("‹ Back to the slots");
  await editor.press("Publish");
  await expect(page.getByText(/^Version \d+ is on the site/)).toBeVisible();
  await editor.shop.goto(`${editor.edge.url}/demo/`);
  await page.getByRole("button", { name: /^Experiment spring/ }).click();
  await expect(page.getByText("It is running.")).toBeVisible();
  const opening = browser.context.waitForEvent("page");
  await editor.press("Its results");
  const results = await opening;
  await expect(results.locator("#results").getByRole("combobox").nth(1)).toHaveValue("experiment spring");
  await results.close();
  await page.getByLabel("Weight of second").fill("2");
  await expect(page.getByText("Once this is published visitors are dealt anew")).toBeVisible();
  await editor.press("Undo");
  await expect(page.getByText("It is running.")).toBeVisible();
});

test("stops it with the one that is kept, and brings all back by undoing", async () => {
  const { page } = editor;
  await page.getByLabel("Keep").selectOption("second");
  await editor.press("Stop the experiment");
  const names = page.locator(".editor .slots > li").first().locator(".snippets strong");
  await expect(names).toHaveText(["second", "welcome-2"]);
  await editor.press("Undo");
  await expect(names).toHaveText(["welcome", "second", "welcome-2"]);
  await page.getByRole("button", { name: /^Experiment spring/ }).click();
  await expect(page.locator(".arms strong")).toHaveText(["welcome", "second"]);
});
