import type { Slot } from "#shared/decision/slot";
import { isSame } from "./mergeSlots.ts";

/** How something differs from what is published. */
export type Mark = "new" | "changed" | null;

/** What a draft changes of one slot. */
export interface SlotChanges {
  readonly mark: Mark;
  /** Of each snippet, in the draft's order. */
  readonly snippets: readonly Mark[];
  /** Keys of snippets that it removes. */
  readonly removed: readonly string[];
}

/** What a draft changes of a list: of each item in the draft's order, and the keys of those that it removes. */
export interface ListChanges {
  readonly marks: readonly Mark[];
  readonly removed: readonly string[];
}

/** What a draft changes. */
export interface Changes {
  /** Of each slot, in the draft's order. */
  readonly slots: readonly SlotChanges[];
  /** Keys of slots that it removes. */
  readonly removed: readonly string[];
}

/** What a draft of slots changes of those that are published; a slot whose snippets alone change is changed, too. */
export function changesIn(published: readonly Slot[], draft: readonly Slot[]): Changes {
  return {
    slots: draft.map((slot) => {
      const before = published.find(({ key }) => key === slot.key);
      const { marks, removed } = changesOf(before?.snippets ?? [], slot.snippets);
      return { mark: markOf(before, slot), snippets: marks, removed };
    }),
    removed: missing(published, draft),
  };
}

/** What a draft changes of a list whose items are known by their keys. */
export function changesOf(published: readonly Keyed[], draft: readonly Keyed[]): ListChanges {
  return {
    marks: draft.map((item) =>
      markOf(
        published.find(({ key }) => key === item.key),
        item,
      ),
    ),
    removed: missing(published, draft),
  };
}

interface Keyed {
  readonly key: string;
}

function markOf(before: unknown, after: unknown): Mark {
  if (before === undefined) return "new";
  return isSame(before, after) ? null : "changed";
}

function missing(before: readonly Keyed[], after: readonly Keyed[]): string[] {
  return before.flatMap(({ key }) => (after.some((one) => one.key === key) ? [] : [key]));
}
