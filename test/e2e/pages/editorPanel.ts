import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { type LocalRfedge, startRfedge } from "../../support/localRfedge.ts";
import { MarketerBrowser } from "./marketerBrowser.ts";
import { OptionsPage } from "./optionsPage.ts";

/** The editor of an empty site, in a side panel beside the demo shop, with the Worker it writes to. */
export class EditorPanel {
  readonly browser: MarketerBrowser;
  readonly shop: Page;
  readonly page: Page;
  readonly edge: LocalRfedge;
  readonly options: OptionsPage;
  readonly #data: string;
  readonly #admin: string;

  private constructor(parts: Pick<EditorPanel, "browser" | "shop" | "page" | "edge" | "options"> & { data: string }) {
    this.browser = parts.browser;
    this.shop = parts.shop;
    this.page = parts.page;
    this.edge = parts.edge;
    this.options = parts.options;
    this.#data = parts.data;
    this.#admin = /mt_demo_\S+/.exec(parts.edge.said())?.[0] ?? "";
  }

  /** @param slots what is published before it is opened */
  static async open(port: number, slots: readonly object[]): Promise<EditorPanel> {
    const data = await mkdtemp(join(tmpdir(), "rfedge-editor-"));
    const edge = await startRfedge(["--port", String(port), "--data", data, "--empty"]);
    const browser = await MarketerBrowser.launch();
    await browser.willAllow(edge.url);
    const options = await OptionsPage.open(browser);
    const shop = await browser.context.newPage();
    await shop.goto(`${edge.url}/demo/`);
    const page = await browser.openOwn("popup.html");
    const editor = new EditorPanel({ browser, shop, page, edge, options, data });
    await editor.publish({ slots });
    await options.connect({ address: edge.url, site: "demo", token: editor.#admin });
    await expect.poll(() => options.outcome()).toContain("The connection works");
    const tabId = await page.evaluate(`chrome.tabs.query({ url: "${edge.url}/*" }).then(([tab]) => tab.id)`);
    await page.goto(page.url().replace("popup.html", `sidepanel.html?tab=${tabId}`));
    await page.setViewportSize({ width: 360, height: 800 });
    await editor.press("Content");
    return editor;
  }

  /** Asks the Worker as an admin. */
  async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = { authorization: `Bearer ${this.#admin}`, "content-type": "application/json" };
    const answer = await fetch(`${this.edge.url}/v1/sites/demo${path}`, {
      ...{ method, headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(answer.status, `${method} ${path}`).toBeLessThan(300);
    return (await answer.json()) as T;
  }

  async publish(config: object): Promise<void> {
    await this.ask("PUT", "/config/draft", config);
    const { version } = await this.ask<{ version: number }>("GET", "/config");
    await this.ask("POST", "/config/publish", { baseVersion: version });
  }

  /** What is drafted, as the Worker has it. */
  async drafted<T>(): Promise<T> {
    return (await this.ask<{ config: T }>("GET", "/config/draft")).config;
  }

  press(name: string): Promise<void> {
    return this.page.getByRole("button", { name, exact: true }).first().click();
  }

  async save(): Promise<void> {
    await this.press("Save draft");
    await expect(this.page.locator(".standing")).toHaveText("Draft saved");
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.edge.end("SIGTERM");
    await rm(this.#data, { recursive: true, force: true });
  }
}
