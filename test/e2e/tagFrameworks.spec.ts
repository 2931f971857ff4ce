import { expect, type Page } from "@playwright/test";
import { type FrameworkPage, type PageState, scriptOf } from "./sites/frameworkPage.ts";
import { filling } from "./sites/recordingEdge.ts";
import { route, test } from "./sites/tagTest.ts";

const change = (page: Page, changes: Partial<PageState>) =>
  page.evaluate((next) => (window as FrameworkPage).change?.(next), changes);

for (const framework of ["react", "vue"] as const) {
  test.describe(framework, () => {
    const script = scriptOf(framework);
    const slot = (page: Page) => page.locator("[data-rfedge-slot]");

    test("keeps a slot filled whatever the framework renders in it, beside it and around it", async ({
      page,
      edge,
    }) => {
      edge.html = '<div id="root"></div>';
      edge.script = await script;
      edge.replies["page"] = [filling({ hero: "<h2>Chosen</h2>" })];
      await page.goto(`${edge.origin}/a`);
      await expect(slot(page)).toHaveText("Chosen");
      for (const children of [
        "text",
        "paragraphs",
        "last",
        "nothing",
        "text",
        "nothing",
        "last",
        "paragraphs",
      ] as const)
        for (const title of ["Two", "Three"]) {
          await change(page, { title, children });
          await expect(page.locator("h1")).toHaveText(title);
          await expect(slot(page)).toHaveText("Chosen");
        }
      await change(page, { isShown: false });
      await expect(slot(page)).toHaveCount(0);
      await change(page, { isShown: true, children: "last" });
      await expect(slot(page)).toHaveText("Chosen");
    });

    test("gets its own content back as it has become meanwhile", async ({ page, edge }) => {
      edge.html = '<div id="root"></div>';
      edge.script = await script;
      edge.replies["page"] = [filling({ hero: "<h2>Chosen</h2>" }), filling({ hero: null })];
      await page.goto(`${edge.origin}/a`);
      await expect(slot(page)).toHaveText("Chosen");
      await change(page, { children: "paragraphs" });
      await change(page, { children: "last", title: "Two" });
      await expect(page.locator("h1")).toHaveText("Two");
      await route(page, "/b");
      await expect(slot(page)).toHaveText("Two cTwo d");
      await change(page, { children: "text", title: "Three" });
      await expect(slot(page)).toHaveText("Three");
    });

    for (const isLeft of [true, false])
      test(`fills ${isLeft ? "before" : "after"} a page that the server rendered comes to life`, async ({
        page,
        edge,
      }) => {
        edge.html =
          '<div id="root"><section><h1>One</h1><div data-rfedge-slot="hero">One</div><footer></footer></section></div>';
        if (isLeft) edge.html = edge.html.replace("<footer></footer>", "");
        edge.script = await script;
        const { promise, resolve } = Promise.withResolvers<void>();
        edge.replies["page"] = [{ ...filling({ hero: "<h2>Chosen</h2>" }), after: promise }];
        const hydrate = () => page.evaluate((left) => (window as FrameworkPage).hydrate?.(left), isLeft);
        await page.goto(`${edge.origin}/a`);
        if (!isLeft) await hydrate();
        resolve();
        await expect(slot(page)).toHaveText("Chosen");
        if (isLeft) await hydrate();
        await expect(page.locator("h1")).toHaveText("One");
        await expect(slot(page)).toHaveText("Chosen");
      });
  });
}
