import type { Page } from "@playwright/test";
import type { MarketerBrowser } from "./marketerBrowser.ts";

/** The extension's settings. */
export class OptionsPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: MarketerBrowser): Promise<OptionsPage> {
    return new OptionsPage(await browser.openOwn("options.html"));
  }

  /** Fills the form and presses Connect; the outcome is for the caller to wait for. */
  async connect({ address, site, token }: { address: string; site: string; token: string }): Promise<void> {
    await this.page.locator("#address").fill(address);
    // The site before the token: a token that names its site fills in an empty one.
    await this.page.locator("#site").fill(site);
    await this.page.locator("#token").fill(token);
    await this.page.locator("button[type=submit]").click();
  }

  /** What came of connecting or testing, in words. */
  outcome(): Promise<string> {
    return this.page.locator(".outcome").innerText();
  }
}
