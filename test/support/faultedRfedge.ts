import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { childrenOf } from "../../worker/cli/local/processes.ts";
import type { Chance } from "./chance.ts";
import type { Journal } from "./journal.ts";
import { type LocalRfedge, type Starting, startRfedge } from "./localRfedge.ts";
import { type Answered, sendTo } from "./openApi.ts";

const TOKEN = "root-token-of-the-faults";
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 20;

/** A Worker with state of its own, as `npm start -- --empty` runs it, that is broken on purpose in ways that are counted. */
export class FaultedRfedge {
  readonly token = TOKEN;
  readonly folder = mkdtempSync(join(tmpdir(), "rfedge-faults-"));
  /** How often each fault was injected. */
  readonly injected = new Map<string, number>();
  /** How many decisions were answered while faults were injected, and those answers that would have broken a page. */
  readonly pages = { answered: 0, broken: [] as string[] };
  readonly #port: string;
  readonly #env: Readonly<Record<string, string>>;
  #running: LocalRfedge | null = null;
  #isBack: Promise<unknown> = Promise.resolve();

  /** @param env what it is started with besides */
  constructor(port: string, env: Readonly<Record<string, string>> = {}) {
    this.#port = port;
    this.#env = env;
    mkdirSync(this.state);
  }

  get state(): string {
    return join(this.folder, "state");
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  get pid(): number {
    return this.#running?.process.pid ?? 0;
  }

  /** @param fault as `RFEDGE_FAULT` names it */
  async start(fault = "", starting: Pick<Starting, "within"> = {}): Promise<void> {
    const env = { ...this.#env, RFEDGE_ADMIN_TOKEN: TOKEN, RFEDGE_FAULT: fault };
    this.#running = await startRfedge(["--port", this.#port, "--data", this.state, "--empty"], { ...starting, env });
  }

  async end(): Promise<void> {
    await this.#running?.end("SIGTERM");
    rmSync(this.folder, { recursive: true });
  }

  inject(fault: string): void {
    this.injected.set(fault, (this.injected.get(fault) ?? 0) + 1);
  }

  /** Comes true as soon as what is done to it at the moment is over. */
  back(): Promise<unknown> {
    return this.#isBack;
  }

  /** Does something during which it is not there. */
  async meanwhile(work: () => Promise<unknown>): Promise<void> {
    this.#isBack = work();
    await this.#isBack;
  }

  /** Kills the runtime alone: what started it starts it again. */
  async killRuntime(): Promise<void> {
    const pid = this.#runtime();
    if (pid === undefined) return;
    this.inject("SIGKILL of the runtime");
    process.kill(pid, "SIGKILL");
    const until = Date.now() + PATIENCE_MS;
    while (this.#runtime() === pid || !(await this.#isUp())) {
      if (Date.now() > until) throw new Error("the runtime is not started again");
      await after(LOOK_EVERY_MS);
    }
  }

  /** Kills all of it, and starts it anew. */
  async killAll(fault = ""): Promise<void> {
    this.inject("SIGKILL of everything");
    await this.#running?.end("SIGKILL");
    await this.start(fault);
  }

  /** Kills all of it, takes away what KV held, and starts it anew. */
  async loseKv(): Promise<void> {
    this.inject("KV empty at the start");
    await this.#running?.end("SIGKILL");
    rmSync(join(this.state, "state", "kv"), { recursive: true });
    await this.start();
  }

  /** Memory of the runtime that is resident, in bytes; null where the system does not say. */
  residentBytes(): number | null {
    try {
      const status = readFileSync(`/proc/${this.#runtime()}/status`, "utf8");
      return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
    } catch {
      return null;
    }
  }

  /** Asks for decisions as a page does. Where nothing answers, the page keeps what it has, too. */
  async askPage(anonymousId: string): Promise<void> {
    const body = { writeKey: "wk_demo", anonymousId };
    const answer = await sendTo(`${this.url}/v1/decide`, { method: "POST", headers: {}, body }).catch(() => null);
    if (answer === null) return void (await this.#isBack);
    this.pages.answered += 1;
    const path = answer.headers.get("server-timing") ?? "";
    if (answer.status !== 200 || !/^(token|visitor|default)/.test(path))
      this.pages.broken.push(`${answer.status} ${path} ${answer.text}`);
  }

  /** Asks as the operator. */
  async ask(method: string, path: string, body?: unknown): Promise<Answered> {
    const headers = { authorization: `Bearer ${TOKEN}` };
    return await sendTo(`${this.url}/v1/sites/demo/${path}`, { method, headers, body });
  }

  /** What the site's counters say of each segment that has somebody in it. */
  async counters(): Promise<Record<string, readonly [visitors: number, orders: number, revenue: number]>> {
    const { text } = await this.ask("GET", "segments");
    const { segments } = JSON.parse(text) as { segments: Segment[] };
    const some = segments.filter(({ visitors }) => visitors > 0);
    return Object.fromEntries(some.map(({ key, visitors, orders, revenue }) => [key, [visitors, orders, revenue]]));
  }

  /** The faults that were injected, in a line. */
  tally(): string {
    const all = [...this.injected.values()].reduce((sum, times) => sum + times, 0);
    return `faults injected: ${all} (${[...this.injected].map(([fault, times]) => `${fault}: ${times}`).join(", ")})`;
  }

  #runtime(): number | undefined {
    return childrenOf(this.pid).find(({ command }) => /workerd\S* serve /.test(command))?.pid;
  }

  async #isUp(): Promise<boolean> {
    return (await fetch(`${this.url}/healthz`).catch(() => null))?.status === 200;
  }
}

interface Segment {
  readonly key: string;
  readonly visitors: number;
  readonly orders: number;
  readonly revenue: number;
}

/** Sends from several senders at once, beside a page that asks for decisions, until the work beside them is over and all of theirs is acknowledged. */
export async function underLoad(
  { rfedge, journal, senders }: { rfedge: FaultedRfedge; journal: Journal; senders: number },
  work: () => Promise<unknown>,
): Promise<void> {
  let isOver = false;
  const sending = Array.from({ length: senders }, async () => {
    while (!isOver) await journal.sendOne();
  });
  const asking = (async () => {
    while (!isOver) await rfedge.askPage(journal.anybody());
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await Promise.all([...sending, asking]);
  }
}

/** Waits a while that chance says. @param from milliseconds, as `to` */
export function aWhile(chance: Chance, from: number, to: number): Promise<void> {
  return after(from + chance.next() * (to - from));
}
