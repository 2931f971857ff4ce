import type { Page } from "@playwright/test";
import { axeFindings } from "./axeFindings.ts";

/** What axe finds in a page of the extension, and whether anything is cut off at the side. */
export async function faultsOfPage(page: Page): Promise<string[]> {
  const findings = await axeFindings(page);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return [...findings, ...(overflow > 0 ? ["overflow"] : [])];
}
