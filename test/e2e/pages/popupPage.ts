import type { Page } from "@playwright/test";
import type { MarketerBrowser } from "./marketerBrowser.ts";
import { TargetSession } from "./targetSession.ts";

const PATIENCE_MS = 5_000;

/** The popup under the toolbar button. Playwright does not see it as a page, so it is driven over the protocol itself. */
export class PopupPage {
  readonly #session: TargetSession;

  private constructor(session: TargetSession) {
    this.#session = session;
  }

  /** Presses the toolbar button over a page. */
  static async open(browser: MarketerBrowser, page: Page): Promise<PopupPage> {
    const { cdp, extensionId } = browser;
    await page.bringToFront();
    const { targetInfos } = await cdp.send("Target.getTargets", { filter: [{ type: "tab" }] });
    const tab = targetInfos.find(({ url }) => url === page.url());
    if (tab === undefined) throw new RangeError(`open requires a tab at ${page.url()}`);
    await cdp.send("Extensions.triggerAction", { id: extensionId, targetId: tab.targetId });
    const popup = new PopupPage(await TargetSession.to(cdp, await popupOf(browser)));
    await popup.#until("document.querySelector('#view')?.childElementCount > 0");
    return popup;
  }

  /** All that the popup says. */
  async text(): Promise<string> {
    return String(await this.#evaluate("document.body.innerText"));
  }

  /** Presses the button whose words begin so, as a finger would: the browser asks for permission in a gesture alone. */
  async press(words: string): Promise<void> {
    const name = JSON.stringify(words);
    await this.#evaluate(
      `[...document.querySelectorAll("button")].find((b) => b.innerText.startsWith(${name})).click()`,
    );
  }

  /** Turns the switch whose words begin so. */
  async flip(words: string): Promise<void> {
    const name = JSON.stringify(words);
    await this.#evaluate(
      `[...document.querySelectorAll("label")].find((l) => l.innerText.startsWith(${name})).click()`,
    );
  }

  /** A picture of it, PNG. */
  async screenshot(): Promise<Buffer> {
    const { data } = await this.#session.send<{ data: string }>("Page.captureScreenshot", {});
    return Buffer.from(data, "base64");
  }

  async close(): Promise<void> {
    await this.#evaluate("window.close()").catch(() => undefined);
  }

  async #until(condition: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!(await this.#evaluate(condition)))
      if (Date.now() > end) throw new Error(`The popup never came to: ${condition}`);
  }

  async #evaluate(expression: string): Promise<unknown> {
    const params = { expression, userGesture: true, returnByValue: true };
    return (await this.#session.send<{ result: { value?: unknown } }>("Runtime.evaluate", params)).result.value;
  }
}

async function popupOf({ cdp, extensionId }: MarketerBrowser): Promise<string> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const { targetInfos } = await cdp.send("Target.getTargets");
    const popup = targetInfos.find(({ url }) => url === `chrome-extension://${extensionId}/popup.html`);
    if (popup !== undefined) return popup.targetId;
  }
  throw new Error("The popup did not open");
}
