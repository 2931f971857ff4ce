import { log } from "../../log.ts";
import { siteStub } from "../stubs.ts";
import type { LedgerStore } from "./ledgerStore.ts";

/** Long enough for changes that come together to share one alarm, short enough for a screen to feel live. */
const COALESCE_MS = 100;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** Tells the site's object of segment changes: what waits is stored, tried until it is acknowledged, and may arrive twice. */
export class DirectoryOutbox {
  readonly #env: Env;
  readonly #storage: DurableObjectStorage;
  readonly #store: LedgerStore;
  #failures = 0;

  constructor(env: Env, storage: DurableObjectStorage, store: LedgerStore) {
    this.#env = env;
    this.#storage = storage;
    this.#store = store;
  }

  /** Whether an alarm is set. To be asked before what waits is written: an `await` between the two would part them in a crash. */
  async isArmed(): Promise<boolean> {
    return (await this.#storage.getAlarm()) !== null;
  }

  /** Sets the alarm for what was just written, in the same turn. */
  arm(now: number): void {
    // Not awaited: the answer waits for the write anyhow.
    void this.#storage.setAlarm(now + COALESCE_MS);
  }

  /** Announces what waits, oldest first; after a failure an alarm tries again, for an alarm that throws is given up after six times. */
  async drain(now: number): Promise<void> {
    try {
      for (let waiting = this.#store.pending(); waiting !== null; waiting = this.#store.pending()) {
        await siteStub(this.#env, waiting.site).announce(waiting.changes);
        this.#store.announced(waiting.seq);
      }
      this.#failures = 0;
    } catch (error) {
      log("announcing-failed", {}, error);
      const delay = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)] ?? COALESCE_MS;
      this.#failures += 1;
      await this.#storage.setAlarm(now + delay);
    }
  }
}
