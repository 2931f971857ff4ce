import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe finds wrong in a page: the rule, and the first element that breaks it.
 *
 * Nothing is gathered of what is right, and all is done in the page itself (no frame of another origin is looked into):
 * a third of the time.
 *
 * @param within where to look, the whole page if left out
 */
export async function axeFindings(page: Page, within = "html"): Promise<string[]> {
  const builder = new AxeBuilder({ page }).include(within).options({ resultTypes: ["violations"] });
  const { violations } = await builder.setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}
