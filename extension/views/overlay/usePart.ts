import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { Shown } from "../../messages.ts";

/** What is shown, once the background has said where. */
export type ToldShown = ReadonlySignal<Shown>;

/** One part of what is shown: whoever reads it is drawn again when that part changes, and at nothing else that is said. */
export function usePart<K extends keyof Shown>(shown: ToldShown, part: K): Shown[K] {
  return useComputed(() => shown.value[part]).value;
}
