import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";

const EXTENSION = fileURLToPath(new URL("../../../dist/extension/chrome-mv3", import.meta.url));

/** A browser without a screen calls itself HeadlessChrome: a bot, whose page views do not count. */
const USER_AGENT = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

interface Options {
  /** Of the browser, and so of the extension: `en-GB` if left out. */
  readonly language?: string;
  readonly colorScheme?: "light" | "dark";
  /** Leaves the guide open that an installation begins with. */
  readonly staysOnGuide?: boolean;
}

/** A Chromium with the built extension, as a marketer has it. */
export class MarketerBrowser {
  readonly context: BrowserContext;
  /** For what only the browser itself can do. */
  readonly cdp: CDPSession;
  /** The extension's id, which is its address. */
  readonly extensionId: string;
  readonly #profile: string;

  private constructor(context: BrowserContext, cdp: CDPSession, extensionId: string, profile: string) {
    this.context = context;
    this.cdp = cdp;
    this.extensionId = extensionId;
    this.#profile = profile;
  }

  static async launch({
    language = "en-GB",
    colorScheme = "light",
    staysOnGuide = false,
  }: Options = {}): Promise<MarketerBrowser> {
    const profile = await mkdtemp(join(tmpdir(), "rfedge-marketer-"));
    const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      // Marketers go back to pages that the browser kept.
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
      colorScheme,
      locale: language,
      userAgent: USER_AGENT,
      env: { ...process.env, LANGUAGE: language.replace("-", "_") },
      args: [
        ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
        ...["--disable-component-update", "--disable-sync", "--enable-unsafe-extension-debugging"],
        ...[`--lang=${language}`, `--disable-extensions-except=${EXTENSION}`, `--load-extension=${EXTENSION}`],
      ],
    });
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
    // An installation begins with the guide, which would come in between.
    const isGuide = (page: Page) => page.url().endsWith("/options.html");
    const guide = context.pages().find(isGuide) ?? (await context.waitForEvent("page", isGuide));
    if (!staysOnGuide) await guide.close();
    const browser = context.browser();
    if (browser === null) throw new RangeError("launch requires a browser of its own");
    return new MarketerBrowser(context, await browser.newBrowserCDPSession(), new URL(worker.url()).host, profile);
  }

  /**
   * Says beforehand that the marketer will allow a site: the browser's own question cannot be answered without a screen.
   * The extension still has to ask, and has nothing until it does.
   */
  async willAllow(origin: string): Promise<void> {
    const page = await this.context.newPage();
    await page.goto("chrome://extensions/strings.m.js");
    await page.evaluate(`chrome.developerPrivate.addHostPermission("${this.extensionId}", "${origin}/*")`);
    await page.close();
  }

  /** Takes a granted site back, as the marketer does in the browser's own settings. */
  async revoke(origin: string): Promise<void> {
    const page = await this.context.newPage();
    await page.goto("chrome://extensions/strings.m.js");
    await page.evaluate(`chrome.developerPrivate.removeHostPermission("${this.extensionId}", "${origin}/*")`);
    await page.close();
  }

  /** A page of the extension, such as `options.html`. */
  async openOwn(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${this.extensionId}/${path}`);
    return page;
  }

  /** Ends the service worker, as the browser does when it has been idle. */
  async endWorker(): Promise<void> {
    const worker = await this.workerTarget();
    if (worker === undefined) return;
    await this.cdp.send("Target.closeTarget", { targetId: worker });
    while ((await this.workerTarget()) === worker);
  }

  /** The service worker, by the protocol's name for it; undefined while it sleeps. */
  async workerTarget(): Promise<string | undefined> {
    const { targetInfos } = await this.cdp.send("Target.getTargets");
    const isOurs = ({ type, url }: { type: string; url: string }) =>
      type === "service_worker" && url.includes(this.extensionId);
    return targetInfos.find(isOurs)?.targetId;
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(this.#profile, { recursive: true, force: true });
  }
}
