import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";

export type Body = Record<string, unknown>;

/** What an edge is to answer: success where nothing is said. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** The answer waits for this. */
  readonly after?: Promise<unknown>;
}

export interface Request {
  readonly call: string;
  readonly at: number;
  readonly contentType: string;
  readonly body: Body;
  /** The messages it carries. */
  readonly messages: Body[];
}

/** The policy of every page that the Worker serves. */
const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'";

const built = async (entry: string) => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    ...{
      bundle: true,
      minify: true,
      format: "iife",
      target: "es2020",
      write: false,
      logLevel: "silent",
      tsconfigRaw: {},
    },
  });
  return outputFiles[0]?.text ?? "";
};

/** A web site and an edge in one, which writes down what the tag sends and answers as a test says. */
export class RecordingEdge {
  readonly requests: Request[] = [];
  /** What each call is answered, in order; afterwards success. */
  readonly replies: Record<string, Reply[]> = { page: [], batch: [], decide: [] };
  /** The attributes of the tag, and the rest of every page. */
  attributes = 'data-write-key="wk_demo"';
  html = "";
  /** The attributes of `consent.js`, which stands before the tag; left out: it is not there. */
  signals: string | undefined;
  /** What of a page comes later. */
  tail: { html: string; after: Promise<unknown> } | undefined;
  script = "";
  headers: Record<string, string> = { "content-security-policy": STRICT };
  origin = "";
  /** What a browser asked for in advance. */
  readonly prerendered: string[] = [];
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #tag = built("worker/tag/index.ts");
  readonly #signals = built("worker/tag/signals/index.ts");
  #waiting: (() => void)[] = [];

  async start(): Promise<void> {
    // On a connection that it uses again Chromium repeats a 408 by itself.
    this.#server.maxRequestsPerSocket = 1;
    await new Promise<void>((resolve) => this.#server.listen(0, "localhost", resolve));
    this.origin = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Every message received, each once, in the order of arrival. */
  get messages(): Body[] {
    const all = this.requests.flatMap(({ messages }) => messages);
    return [...new Map(all.map((message) => [message["messageId"], message])).values()];
  }

  named(name: string): Body[] {
    return this.messages.filter((message) => (message["event"] ?? message["type"]) === name);
  }

  /** The paths of the page views counted so far. */
  get views(): string[] {
    return this.named("page").map((message) => pathOf(message));
  }

  /** Waits until what was received satisfies this; says after ten seconds what it was instead. */
  async until(isEnough: () => boolean): Promise<void> {
    const late = AbortSignal.timeout(10_000);
    late.addEventListener("abort", () => this.#wake());
    while (!isEnough()) {
      if (late.aborted) throw new Error(`received only ${JSON.stringify(this.requests, null, 1)}`);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    const path = new URL(request.url ?? "/", this.origin).pathname;
    if (request.headers["sec-purpose"]) this.prerendered.push(path);
    if (this.prerendered.length) this.#wake();
    if (path.startsWith("/v1/")) return this.#answer(path.slice(4), request, response);
    if (path === "/tag.js") return response.setHeader("content-type", "text/javascript").end(await this.#tag);
    if (path === "/consent.js") return response.setHeader("content-type", "text/javascript").end(await this.#signals);
    if (path === "/page.js") return response.setHeader("content-type", "text/javascript").end(this.script);
    if (path === "/page.css")
      return response.setHeader("content-type", "text/css").end(".reserved{height:120px;overflow:hidden}");
    const head = `<title>${path}</title><link rel="stylesheet" href="/page.css"><link rel="icon" href="data:,">`;
    const tag = `<script async src="/tag.js" ${this.attributes}></script>`;
    const both = `<script defer src="/consent.js" ${this.signals}></script>${tag.replace("async", "defer")}`;
    const scripts = `<script src="/page.js"></script>${this.signals === undefined ? tag : both}`;
    response.writeHead(200, { "content-type": "text/html", "cache-control": "no-cache", ...this.headers });
    response.write(`<!doctype html><html><head>${head}${scripts}</head><body><main>${this.html}`);
    await this.tail?.after;
    response.end(`${this.tail?.html ?? ""}</main></body></html>`);
  }

  async #answer(call: string, request: IncomingMessage, response: ServerResponse) {
    const at = Date.now();
    const reply = this.replies[call]?.shift();
    let text = "";
    for await (const chunk of request) text += chunk;
    const body = JSON.parse(text) as Body;
    const batch = (body["batch"] ?? []) as (Body | null)[];
    const messages = call === "page" ? [body] : batch.filter((message) => message !== null);
    this.requests.push({ call, at, contentType: request.headers["content-type"] ?? "", body, messages });
    this.#wake();
    await reply?.after;
    const { status = 200, headers = {}, body: answer = { success: true } } = reply ?? {};
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(answer));
    this.#wake();
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

export function pathOf(message: Body | undefined): string {
  const context = message?.["context"] as { page?: { path?: string } } | undefined;
  return context?.page?.path ?? "";
}

/** An answer that fills slots with markup. */
export function filling(contents: Record<string, string | null>, contentType = "text/html"): Reply {
  const decisions = Object.entries(contents).map(([slot, content]) => [
    slot,
    content === null
      ? { snippet: null, content, contentType: null, reason: "default" }
      : { snippet: "some", content, contentType, reason: "match" },
  ]);
  return { body: { success: true, segment: "dormant", decisions: Object.fromEntries(decisions), configVersion: 1 } };
}
