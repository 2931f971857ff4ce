import type { Page } from "@playwright/test";
import { axeFindings } from "./axeFindings.ts";

/** What axe finds in a page of the extension, and whether anything is cut off at the side once charts have the room there is. */
export async function faultsOfPage(page: Page): Promise<string[]> {
  const findings = await axeFindings(page);
  const isWhole = await page
    .waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth, undefined, {
      timeout: 5_000,
    })
    .then(
      () => true,
      () => false,
    );
  return [...findings, ...(isWhole ? [] : ["overflow"])];
}
