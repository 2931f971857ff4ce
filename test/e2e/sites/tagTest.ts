import { test as base, expect, type Page } from "@playwright/test";
import { RecordingEdge } from "./recordingEdge.ts";

/** A page, and the edge that serves it and writes down what its tag sends. */
export const test = base.extend<{ edge: RecordingEdge; troubles: string[] }>({
  edge: async ({ browserName: _ }, use) => {
    const edge = new RecordingEdge();
    await edge.start();
    await use(edge);
    edge.stop();
  },
  // Whatever a test does, the tag throws nothing into the page and breaks no policy.
  troubles: [
    async ({ context }, use) => {
      const troubles: string[] = [];
      context.on("weberror", (error) => troubles.push(`${error.error()}`));
      context.on(
        "console",
        (message) => /Content Security|Trusted/.test(message.text()) && troubles.push(message.text()),
      );
      await use(troubles);
      expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
});

/** Speaks to the tag as a page does, loaded or not. */
export const call = (page: Page, ...command: unknown[]): Promise<unknown> =>
  page.evaluate((words) => {
    const site = window as { rfedge?: { push(words: unknown[]): unknown } };
    site.rfedge ??= [];
    return site.rfedge.push(words);
  }, command);

/** Goes to a path without a new document. */
export const route = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => history.pushState(null, "", to), path);

/** What the browser keeps for this page. */
export const stored = async (page: Page) => ({
  keys: await page.evaluate(() => Object.keys(localStorage).sort()),
  cookies: (await page.context().cookies()).map(({ name }) => name),
});
