import type { VisitorRow } from "#shared/figures/row";
import { directoryStub, visitorById } from "../stubs.ts";
import type { StoredMessage, VisitorState } from "./visitorLog.ts";
import type { VisitorStore } from "./visitorStore.ts";

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 300_000;
const HOPS = 5;

/** What a visitor's object tells others, after it is durable here: repeated until acknowledged, and harmless twice. */
export class VisitorOutbox {
  readonly #env: Env;
  readonly #id: string;
  #failures = 0;
  /** After a failure the alarm waits until then. */
  notBefore = 0;

  constructor(env: Env, id: string) {
    this.#env = env;
    this.#id = id;
  }

  /** Brings the directory up to this row; false: later again. */
  async deliver(site: string, row: VisitorRow): Promise<boolean> {
    return this.#try(async () => {
      await directoryStub(this.#env, site, this.#id).deliver(site, [row]);
      return true;
    });
  }

  /** Hands every message to the visitor who holds the person now, one log entry a call; false: later again. */
  async handOver(store: VisitorStore, state: VisitorState, version: number): Promise<boolean> {
    const { site, forward, visitor } = state;
    if (forward === null) return true;
    return this.#try(async () => {
      let to = forward.to;
      const parts: StoredMessage[][] = [[]];
      for (const { entry } of store.entries())
        if (entry.messages) parts.push(entry.messages.map((message) => ({ receivedAt: entry.at, ...message })));
      for (const messages of parts.length > 1 ? parts.slice(1) : parts) {
        const request = {
          site,
          version,
          now: Math.max(Date.now(), state.walkedTo),
          messages,
          anonymousIds: visitor.anonymousIds,
          from: this.#id,
        };
        for (let hop = 0; ; hop++) {
          const answer = await visitorById(this.#env, to)?.absorb(request);
          if (answer?.kind === "found") break;
          if (answer?.kind !== "forward" || hop === HOPS) return false;
          to = answer.to;
        }
      }
      return true;
    });
  }

  async #try(send: () => Promise<boolean>): Promise<boolean> {
    const sent = await send().catch((error: unknown) => {
      console.error(JSON.stringify({ visitorOutbox: String(error) }));
      return false;
    });
    this.#failures = sent ? 0 : this.#failures + 1;
    this.notBefore = sent
      ? 0
      : Date.now() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.#failures - 1, 10));
    return sent;
  }
}
