import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds in a page of the extension, and whether anything is cut off at the side. */
export async function faultsOfPage(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return [...violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`), ...(overflow > 0 ? ["overflow"] : [])];
}
