import { type ReadonlySignal, signal } from "@preact/signals";

const TICK_MS = 1_000;

/** The time of day where visitors are counted, for spans that grow while one looks at them; it stands still while nobody looks at the page. */
export interface ClockState {
  readonly now: ReadonlySignal<number>;
  end(): void;
}

/**
 * Starts a clock that ticks every second.
 *
 * @param aheadMs how far this machine's own clock is ahead
 */
export function createClockState(aheadMs: () => number): ClockState {
  const look = () => Date.now() - aheadMs();
  const now = signal(look());
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") now.value = look();
  }, TICK_MS);
  return { now, end: () => clearInterval(timer) };
}

/** How long ago something was that this machine's own clock stamped: told anew with each tick. */
export function machineAge(now: ReadonlySignal<number>, at: number): number {
  return now.value > 0 ? Date.now() - at : 0;
}
