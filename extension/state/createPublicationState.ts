import { type ReadonlySignal, signal } from "@preact/signals";
import type { Fault } from "#shared/wire/problem";
import type { Refusal } from "../messages.ts";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";
import { createFigure, type Figure } from "./figure.ts";

/** Why something was not done. */
export interface Refused {
  readonly trouble: Refusal;
  readonly detail?: string;
  readonly faults?: readonly Fault[];
}

/** What can be published: a draft as it was read or saved last. */
export interface Publishable {
  readonly base: ReadonlySignal<Value<"draft"> | null>;
  /** @returns whether nothing is left to be saved */
  save(): Promise<boolean>;
  /** Reads what the Worker has. */
  load(): Promise<void>;
}

/** How a draft becomes what visitors see, and how that is taken back. */
export interface PublicationState {
  /** Where the saved draft differs from what is published. */
  readonly differences: Figure<Value<"diff">, null>;
  readonly versions: Figure<Value<"versions">, null>;
  /** What was published here last, and can be undone at once. */
  readonly last: ReadonlySignal<Value<"publish"> | null>;
  /** The version that an earlier one was published again as. */
  readonly undone: ReadonlySignal<Value<"rollback"> | null>;
  readonly refusal: ReadonlySignal<Refused | null>;
  readonly isBusy: ReadonlySignal<boolean>;
  /** Saves what is to be saved, and reads how it differs from what is published. @returns whether it is ready to be published */
  review(): Promise<boolean>;
  publish(note: string): Promise<void>;
  /** Goes back to a version by publishing its document again. */
  rollBack(version: number): Promise<void>;
}

export function createPublicationState(draft: Publishable): PublicationState {
  const differences = createFigure<Value<"diff">, null>(null, () => askBackground("diff"));
  const versions = createFigure<Value<"versions">, null>(null, () => askBackground("versions"));
  const last = signal<Value<"publish"> | null>(null);
  const undone = signal<Value<"rollback"> | null>(null);
  const refusal = signal<Refused | null>(null);
  const isBusy = signal(false);
  /** One thing at a time. */
  const doing = async (work: () => Promise<boolean>) => {
    if (isBusy.peek()) return false;
    isBusy.value = true;
    refusal.value = null;
    const isDone = await work();
    isBusy.value = false;
    return isDone;
  };
  const settled = async (answer: { readonly ok: true } | ({ readonly ok: false } & Refused)) => {
    if (!answer.ok) refusal.value = answer;
    await Promise.all([draft.load(), versions.refresh()]);
    return answer.ok;
  };
  return {
    ...{ differences, versions, last, undone, refusal, isBusy },
    review: () =>
      doing(async () => {
        // Why it could not be saved stands at the draft itself.
        if (!(await draft.save())) return false;
        await differences.refresh();
        return differences.known.peek().trouble === null;
      }),
    publish: async (note) => {
      await doing(async () => {
        const base = draft.base.peek();
        if (base === null || !(await draft.save())) return false;
        const { baseVersion, revision } = draft.base.peek() ?? base;
        const answer = await askBackground("publish", { body: { baseVersion, note }, ifMatch: `"${revision}"` });
        if (answer.ok) {
          last.value = answer.value;
          undone.value = null;
        }
        return settled(answer);
      });
    },
    rollBack: async (version) => {
      await doing(async () => {
        const answer = await askBackground("rollback", { body: { version } });
        if (answer.ok) {
          last.value = null;
          undone.value = answer.value;
        }
        return settled(answer);
      });
    },
  };
}
