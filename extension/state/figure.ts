import { type ReadonlySignal, signal } from "@preact/signals";
import type { Trouble } from "../messages.ts";
import type { Answer } from "../remote/callWorker.ts";

/** A figure as it was last known. */
export interface Known<T> {
  readonly value: T | null;
  /** When it was answered. */
  readonly at: number | null;
  /** What stood between at the last try: then the value is the one before. */
  readonly trouble: Trouble | null;
}

/** A figure, and how to read it anew. */
export interface Figure<T, Q> {
  readonly known: ReadonlySignal<Known<T>>;
  /** What is asked for. */
  readonly query: ReadonlySignal<Q>;
  /** Reads; another question forgets the answer to the one before. */
  ask(query: Q): Promise<void>;
  refresh(): Promise<void>;
}

const NOTHING = { value: null, at: null, trouble: null };
/** A token that is good no more has taken with it the right to see what it opened. */
const RIGHTLESS: readonly Trouble[] = ["refused"];

/**
 * @param read answers the question; an answer that a later question overtook is dropped
 * @param recall what was answered to it before, on another day perhaps: shown until there is an answer
 */
export function createFigure<T, Q>(
  first: Q,
  read: (query: Q) => Promise<Answer<T>>,
  recall: (query: Q) => Promise<{ readonly value: T; readonly at: number } | null> = async () => null,
): Figure<T, Q> {
  const known = signal<Known<T>>(NOTHING);
  const query = signal(first);
  let turn = 0;
  const refresh = async () => {
    turn += 1;
    const mine = turn;
    if (known.value.value === null)
      void recall(query.value).then((kept) => {
        if (mine === turn && kept !== null && known.value.value === null) known.value = { ...known.value, ...kept };
      });
    const answer = await read(query.value);
    if (mine !== turn) return;
    known.value = answer.ok
      ? { value: answer.value, at: Date.now(), trouble: null }
      : { ...(RIGHTLESS.includes(answer.trouble) ? NOTHING : known.value), trouble: answer.trouble };
  };
  return {
    known,
    query,
    refresh,
    ask: (asked) => {
      query.value = asked;
      known.value = NOTHING;
      return refresh();
    },
  };
}
