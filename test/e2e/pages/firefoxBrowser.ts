import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import * as v from "valibot";

const EXTENSION = fileURLToPath(new URL("../../../dist/extension/firefox-mv3", import.meta.url));
const ID = "extension@rfedge.example";

const AnswerSchema = v.object({
  id: v.nullish(v.number()),
  type: v.string(),
  result: v.optional(v.unknown()),
  message: v.optional(v.string()),
});
const ContextSchema = v.object({ context: v.string() });
const EvaluatedSchema = v.variant("type", [
  v.object({ type: v.literal("success"), result: v.object({ value: v.optional(v.unknown()) }) }),
  v.object({ type: v.literal("exception"), exceptionDetails: v.object({ text: v.string() }) }),
]);

/** One tab of Firefox. */
export class FirefoxTab {
  readonly #browser: FirefoxBrowser;
  readonly #context: string;

  constructor(browser: FirefoxBrowser, context: string) {
    this.#browser = browser;
    this.#context = context;
  }

  async goto(url: string): Promise<void> {
    await this.#browser.call("browsingContext.navigate", { context: this.#context, url, wait: "complete" });
  }

  async activate(): Promise<void> {
    await this.#browser.call("browsingContext.activate", { context: this.#context });
  }

  /** What an expression comes to in the page: text, a number, true or false, or nothing. */
  async evaluate(expression: string): Promise<unknown> {
    const target = { context: this.#context };
    const answer = await this.#browser.call("script.evaluate", { target, expression, awaitPromise: true });
    const evaluated = v.parse(EvaluatedSchema, answer);
    if (evaluated.type === "exception") throw new Error(evaluated.exceptionDetails.text);
    return evaluated.result.value;
  }

  /** All that the page says. */
  async text(): Promise<string> {
    return String(await this.evaluate("document.body.innerText"));
  }

  /** Clicks as a person does, which is what the browser wants before it grants anything. */
  async click(selector: string): Promise<void> {
    await expect.poll(() => this.evaluate(`document.querySelector(${JSON.stringify(selector)}) !== null`)).toBe(true);
    const at = `(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoView({ block: "center" });
      const { left, top, width, height } = element.getBoundingClientRect();
      return Math.round(left + width / 2) + " " + Math.round(top + height / 2);
    })()`;
    const [x, y] = String(await this.evaluate(at))
      .split(" ")
      .map(Number);
    const actions = [
      { type: "pointerMove", x, y },
      { type: "pointerDown", button: 0 },
      { type: "pointerUp", button: 0 },
    ];
    const pointer = { type: "pointer", id: "mouse", actions };
    await this.#browser.call("input.performActions", { context: this.#context, actions: [pointer] });
  }

  /** Writes into a field, as a person who has pressed into it. */
  async fill(selector: string, text: string): Promise<void> {
    await this.click(selector);
    await this.evaluate(`document.querySelector(${JSON.stringify(selector)}).select()`);
    const actions = [...text].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.#browser.call("input.performActions", {
      context: this.#context,
      actions: [{ type: "key", id: "keys", actions }],
    });
  }
}

/** A Firefox with the built extension, driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/). */
export class FirefoxBrowser {
  readonly #process: ChildProcess;
  readonly #socket: WebSocket;
  readonly #profile: string;
  readonly #uuid: string;
  readonly #waiting = new Map<number, (answer: v.InferOutput<typeof AnswerSchema>) => void>();
  #calls = 0;

  private constructor(process: ChildProcess, socket: WebSocket, profile: string, uuid: string) {
    this.#process = process;
    this.#socket = socket;
    this.#profile = profile;
    this.#uuid = uuid;
    socket.addEventListener("message", ({ data }) => {
      const answer = v.parse(AnswerSchema, JSON.parse(String(data)));
      if (answer.id != null) this.#waiting.get(answer.id)?.(answer);
    });
  }

  static async launch(): Promise<FirefoxBrowser> {
    const profile = await mkdtemp(join(tmpdir(), "rfedge-firefox-"));
    const uuid = crypto.randomUUID();
    const settings = {
      // The address that the extension's pages have in this profile.
      "extensions.webextensions.uuids": JSON.stringify({ [ID]: uuid }),
      // The browser's own question cannot be answered without a screen. The extension still has to ask, in a click.
      "extensions.webextOptionalPermissionPrompts": false,
      "browser.shell.checkDefaultBrowser": false,
      "browser.aboutwelcome.enabled": false,
      "datareporting.policy.dataSubmissionEnabled": false,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "intl.accept_languages": "en-GB",
    };
    const lines = Object.entries(settings).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
    await writeFile(join(profile, "user.js"), lines.join("\n"));
    const child = spawn(
      process.env["FIREFOX"] ?? "firefox-esr",
      [
        "--headless",
        "--no-remote",
        "--remote-allow-system-access",
        "--remote-debugging-port",
        "0",
        "--profile",
        profile,
      ],
      { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: profile } },
    );
    const address = await new Promise<string>((resolve, reject) => {
      let said = "";
      child.stderr?.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const listening = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
        if (listening !== undefined) resolve(listening);
      });
      child.on("exit", () => reject(new Error(`firefox ended: ${said}`)));
      child.on("error", reject);
    });
    const socket = new WebSocket(`${address}/session`);
    await once(socket, "open");
    const browser = new FirefoxBrowser(child, socket, profile, uuid);
    await browser.call("session.new", { capabilities: {} });
    await browser.call("webExtension.install", { extensionData: { type: "path", path: EXTENSION } });
    return browser;
  }

  /** @throws Error with what the browser says against it */
  async call(method: string, params: object): Promise<unknown> {
    this.#calls += 1;
    const id = this.#calls;
    const answered = new Promise<v.InferOutput<typeof AnswerSchema>>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { type, result, message } = await answered;
    if (type !== "success") throw new Error(`${method}: ${message}`);
    return result;
  }

  async open(url: string): Promise<FirefoxTab> {
    const { context } = v.parse(ContextSchema, await this.call("browsingContext.create", { type: "tab" }));
    const tab = new FirefoxTab(this, context);
    await tab.goto(url);
    return tab;
  }

  /** A page of the extension, such as `options.html`. */
  openOwn(path: string): Promise<FirefoxTab> {
    return this.open(`moz-extension://${this.#uuid}/${path}`);
  }

  async close(): Promise<void> {
    this.#socket.close();
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await ended;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
