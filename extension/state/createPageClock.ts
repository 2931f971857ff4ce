import type { ReadonlySignal } from "@preact/signals";
import { settings } from "../settings.ts";
import { createClockState } from "./createClockState.ts";

/** The clock of a page of the extension, which may read how far the machine's own is ahead. */
export function createPageClock(): ReadonlySignal<number> {
  let ahead = 0;
  const hear = (ms: number) => {
    ahead = ms;
  };
  void settings.clockAheadMs.getValue().then(hear);
  settings.clockAheadMs.watch(hear);
  return createClockState(() => ahead).now;
}
