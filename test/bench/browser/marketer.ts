import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as after } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { requireBrowser } from "../../../worker/cli/steps/browser.ts";
import { MarketerBrowser } from "../../e2e/pages/marketerBrowser.ts";
import { OptionsPage } from "../../e2e/pages/optionsPage.ts";
import { OverlayPage } from "../../e2e/pages/overlayPage.ts";
import { PopupPage } from "../../e2e/pages/popupPage.ts";
import { post, type Shop } from "../shop.ts";
import { openSlowDoor, type SlowDoor } from "./slowDoor.ts";

const PATIENCE_MS = 60_000;
const POLL_MS = 100;
const TEXT = "<p>A page with something to read, as there is on any page.</p>".repeat(200);
const SLOTS = ["hero", "banner"].map((key) => `<section data-rfedge-slot="${key}">Our own words</section>`).join("");

/** A marketer with the extension, connected, on a page of a site whose visitor is known. The page has no tag: it does nothing by itself. */
export class Marketer {
  readonly browser: MarketerBrowser;
  readonly door: SlowDoor;
  readonly page: Page;
  readonly overlay: OverlayPage;
  readonly #shop: Shop;
  readonly #server: Server;
  readonly visitor: string;
  #sent = 0;

  private constructor(
    shop: Shop,
    visitor: string,
    browser: MarketerBrowser,
    door: SlowDoor,
    server: Server,
    page: Page,
  ) {
    this.#shop = shop;
    this.visitor = visitor;
    this.browser = browser;
    this.door = door;
    this.#server = server;
    this.page = page;
    this.overlay = new OverlayPage(page);
  }

  static async at(shop: Shop, visitor: string): Promise<Marketer> {
    process.env["CHROMIUM"] = await requireBrowser("chromium");
    const door = await openSlowDoor(shop.url);
    const server = await servePage(visitor);
    const browser = await MarketerBrowser.launch();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const allowed of [door.url, origin]) await browser.willAllow(allowed);
    const options = await OptionsPage.open(browser);
    await options.connect({ address: door.url, site: shop.site, token: shop.token });
    await until("connected", async () => (await options.outcome()).includes("The connection works"));
    await options.page.close();
    const page = await browser.context.newPage();
    await page.goto(origin);
    return new Marketer(shop, visitor, browser, door, server, page);
  }

  /** Turns the site on, and waits for the badge. */
  async turnOn(): Promise<void> {
    await (await PopupPage.open(this.browser, this.page)).press("Turn on");
    await until("a badge", async () => (await this.overlay.badge())?.includes("R") === true);
  }

  /** Shows the badge, or hides it. */
  async flipBadge(): Promise<void> {
    const wasThere = await this.overlay.isThere();
    const popup = await PopupPage.open(this.browser, this.page);
    await popup.flip("Badge on the page");
    await popup.close();
    await until("another badge", async () => (await this.overlay.isThere()) !== wasThere);
  }

  /** The visitor does something, so many times in one request. */
  async send(times = 1): Promise<void> {
    const batch = Array.from({ length: times }, () => ({
      type: "track",
      event: "Product Viewed",
      anonymousId: this.visitor,
      properties: { name: `Lunch bag ${++this.#sent}`, price: 4.5, category: "Lunch" },
      context: { page: { url: "https://shop.example/p/lunch-bag/", path: "/p/lunch-bag/", title: "A lunch bag" } },
    }));
    await post(this.#shop.url, "batch", { writeKey: this.#shop.writeKey, batch });
  }

  /** Waits until the opened card tells of what was sent last. */
  async hasHeard(): Promise<void> {
    const last = `Lunch bag ${this.#sent}`;
    await until(last, async () => (await this.overlay.events())[0]?.what.endsWith(last) === true);
  }

  async end(): Promise<void> {
    await this.browser.close();
    this.door.end();
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** @throws Error where it never comes to it */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`the browser never comes to ${what}`);
    await after(POLL_MS);
  }
}

async function servePage(visitor: string): Promise<Server> {
  const named = `<script>localStorage.setItem("ajs_anonymous_id", ${JSON.stringify(JSON.stringify(visitor))})</script>`;
  const html = `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">${named}<main>${SLOTS}${TEXT}</main>`;
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(html));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}
