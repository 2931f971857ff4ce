import { computed, type ReadonlySignal, signal } from "@preact/signals";

const MOST = 200;

/** Something with a past to go back to. */
export interface History<T> {
  readonly present: ReadonlySignal<T>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Forgets the past. */
  begin(first: T): void;
  /** @param what steps of the same name in a row are one */
  go(next: T, what?: string): void;
  /** The present is written otherwise, which is no step. */
  replace(same: T): void;
  undo(): void;
  redo(): void;
}

export function createHistory<T>(first: T): History<T> {
  const present = signal(first);
  const past = signal<readonly T[]>([]);
  const future = signal<readonly T[]>([]);
  let last: string | undefined;
  const step = (from: typeof past, to: typeof past) => () => {
    const next = from.value.at(-1);
    if (next === undefined) return;
    from.value = from.value.slice(0, -1);
    to.value = [...to.value, present.value];
    present.value = next;
    last = undefined;
  };
  return {
    present,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    begin: (begun) => {
      past.value = [];
      future.value = [];
      present.value = begun;
      last = undefined;
    },
    go: (next, what) => {
      if (what === undefined || what !== last) past.value = [...past.value, present.value].slice(-MOST);
      future.value = [];
      present.value = next;
      last = what;
    },
    replace: (same) => {
      present.value = same;
      last = undefined;
    },
    undo: step(past, future),
    redo: step(future, past),
  };
}
