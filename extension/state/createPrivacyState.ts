import { type ReadonlySignal, signal } from "@preact/signals";
import type { Refusal } from "../messages.ts";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";

/** What a person has a right to, as a marketer sees to it. */
export interface PrivacyState {
  /** Of whoever was erased last, until it is put away. */
  readonly receipt: ReadonlySignal<Value<"erase"> | null>;
  /** What stood between at the last try. */
  readonly refusal: ReadonlySignal<{ readonly trouble: Refusal; readonly detail?: string } | null>;
  readonly isBusy: ReadonlySignal<boolean>;
  /** All that is held about a visitor; null: it was refused. */
  readAll(id: string): Promise<Value<"export"> | null>;
  /** @returns whether it was done */
  erase(id: string): Promise<boolean>;
  putAway(): void;
}

export function createPrivacyState(): PrivacyState {
  const receipt = signal<Value<"erase"> | null>(null);
  const refusal = signal<{ trouble: Refusal; detail?: string } | null>(null);
  const isBusy = signal(false);
  const ask = async <W extends "export" | "erase">(what: W, id: string): Promise<Value<W> | null> => {
    isBusy.value = true;
    const answer = await askBackground(what, { params: { id } });
    isBusy.value = false;
    refusal.value = answer.ok ? null : answer;
    return answer.ok ? answer.value : null;
  };
  return {
    ...{ receipt, refusal, isBusy },
    readAll: (id) => ask("export", id),
    erase: async (id) => {
      receipt.value = (await ask("erase", id)) ?? receipt.value;
      return refusal.value === null;
    },
    putAway: () => {
      receipt.value = null;
    },
  };
}
