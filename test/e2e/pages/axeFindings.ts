import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { RunOptions } from "axe-core";

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let axe: Promise<string> | undefined;

interface Found {
  /** Of each rule that is broken: its name, and the elements that break it. */
  readonly violations: readonly { readonly id: string; readonly elements: readonly string[] }[];
  /** How many elements the rules hold for. */
  readonly passed: number;
}

/**
 * What axe finds wrong in a page: the rule, and the first element that breaks it.
 *
 * @param within where to look, the whole page if left out
 */
export async function axeFindings(page: Page, within = "html"): Promise<string[]> {
  // Nothing is gathered of what is right.
  const { violations } = await axeRun(page, within, { resultTypes: ["violations"] });
  return violations.map(({ id, elements: [first] }) => `${id} ${first}`);
}

/** Runs axe in the page itself; no frame of another origin is looked into. A page is given it once: to read it takes as long as most runs. */
export async function axeRun(page: Page, within: string, options: RunOptions): Promise<Found> {
  axe ??= readFile(axeFile, "utf8");
  for (const frame of page.frames()) if (!(await frame.evaluate("'axe' in window"))) await frame.evaluate(await axe);
  return await page.evaluate(
    async ([root, how]) => {
      const run: typeof import("axe-core").run = Reflect.get(window, "axe").run;
      const { violations, passes } = await run(root, how);
      return {
        violations: violations.map(({ id, nodes }) => ({ id, elements: nodes.map(({ html }) => html) })),
        passed: passes.reduce((sum, { nodes }) => sum + nodes.length, 0),
      };
    },
    [within, options] as const,
  );
}
