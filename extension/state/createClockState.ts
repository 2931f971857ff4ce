import { type ReadonlySignal, signal } from "@preact/signals";

const TICK_MS = 1_000;

/** The time of day for spans that grow while one looks at them; it stands still while nobody looks at the page. */
export interface ClockState {
  readonly now: ReadonlySignal<number>;
  end(): void;
}

/** Starts a clock that ticks every second. */
export function createClockState(): ClockState {
  const now = signal(Date.now());
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") now.value = Date.now();
  }, TICK_MS);
  return { now, end: () => clearInterval(timer) };
}
