import { Failure, lineOf } from "../failure.ts";
import { Refusal } from "./callWorker.ts";

/** How a long job waits, and is stopped. */
export interface Persisting {
  /** Resolves after so many milliseconds, or rejects when stopped. */
  readonly wait: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
}

const TRIES = 8;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Makes a call that may be repeated until it is answered: what can pass (no connection, 408, 429, 5xx) is tried again, each time after twice as long.
 *
 * @throws Failure where it is refused, or not answered in eight tries
 */
export async function persist<T>(call: () => Promise<T>, { wait, signal }: Persisting): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (!(error instanceof Failure) || (error instanceof Refusal && !passes(error.status))) throw error;
      if (tried === TRIES) throw new Failure(`${lineOf(error)}; given up after ${TRIES} tries`);
    }
    await wait(Math.min(FIRST_WAIT_MS * 2 ** (tried - 1), LONGEST_WAIT_MS));
  }
}

function passes(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}
