import { type ReadonlySignal, signal } from "@preact/signals";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";
import type { Publishable, Refused } from "./createPublicationState.ts";
import { createFigure, type Figure } from "./figure.ts";

/** A draft that is published by itself, later. */
export interface ScheduleState {
  readonly waiting: Figure<Value<"schedule">, null>;
  readonly refusal: ReadonlySignal<Refused | null>;
  /** Saves the draft first, where there is something to save. @param at on the site's clocks, unless it names an offset */
  publishLater(at: string, note: string): Promise<void>;
  cancel(): Promise<void>;
}

export function createScheduleState(draft: Publishable): ScheduleState {
  const waiting = createFigure<Value<"schedule">, null>(null, () => askBackground("schedule"));
  const refusal = signal<Refused | null>(null);
  const settled = async (answer: { readonly ok: true } | ({ readonly ok: false } & Refused)) => {
    refusal.value = answer.ok ? null : answer;
    await Promise.all([draft.load(), waiting.refresh()]);
  };
  return {
    ...{ waiting, refusal },
    publishLater: async (at, note) => {
      // Why it could not be saved stands at the draft itself.
      if (!(await draft.save())) return;
      const base = draft.base.peek();
      if (base === null) return;
      const { baseVersion, revision } = base;
      await settled(await askBackground("setSchedule", { body: { baseVersion, at, note }, ifMatch: `"${revision}"` }));
    },
    cancel: async () => settled(await askBackground("cancelSchedule")),
  };
}
