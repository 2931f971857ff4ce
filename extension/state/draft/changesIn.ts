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
      const was = before?.snippets ?? [];
      return {
        mark: markOf(before, slot),
        snippets: slot.snippets.map((snippet) =>
          markOf(
            was.find(({ key }) => key === snippet.key),
            snippet,
          ),
        ),
        removed: missing(was, slot.snippets),
      };
    }),
    removed: missing(published, draft),
  };
}

function markOf(before: unknown, after: unknown): Mark {
  if (before === undefined) return "new";
  return isSame(before, after) ? null : "changed";
}

function missing(before: readonly { key: string }[], after: readonly { key: string }[]): string[] {
  return before.flatMap(({ key }) => (after.some((one) => one.key === key) ? [] : [key]));
}
