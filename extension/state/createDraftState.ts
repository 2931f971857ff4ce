import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Slot } from "#shared/decision/slot";
import type { Trouble } from "../messages.ts";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";
import type { Publishable, Refused } from "./createPublicationState.ts";
import { createHistory } from "./draft/createHistory.ts";
import { createKeptEdits } from "./draft/keptEdits.ts";
import { isSame, type Merged, mergeSlots } from "./draft/mergeSlots.ts";

/** A draft as the Worker has it. */
type SavedDraft = Value<"draft">;

/** A colleague saved a draft meanwhile. */
export interface Overtaken {
  readonly theirs: SavedDraft;
  /** My changes upon theirs. */
  readonly merged: Merged;
}

/** The draft of a site's slots, edited here and saved to the Worker. */
export interface DraftState extends Publishable {
  /** `viewer`: to be looked at alone. */
  readonly standing: ReadonlySignal<"loading" | "ready" | "viewer" | Trouble>;
  readonly published: ReadonlySignal<Value<"config"> | null>;
  readonly slots: ReadonlySignal<readonly Slot[]>;
  readonly isDirty: ReadonlySignal<boolean>;
  readonly isSaving: ReadonlySignal<boolean>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** What came of the last try to save. */
  readonly refusal: ReadonlySignal<Refused | null>;
  readonly overtaken: ReadonlySignal<Overtaken | null>;
  /** @param what edits of one thing in a row, such as letters typed into one field, are undone as one */
  edit(slots: readonly Slot[], what?: string): void;
  undo(): void;
  redo(): void;
  /** Goes on from what a colleague saved: with my changes upon it, or without. */
  settle(how: "mine" | "theirs"): void;
  /** Drops what is not saved. */
  revert(): void;
}

export function createDraftState(): DraftState {
  const standing = signal<"loading" | "ready" | "viewer" | Trouble>("loading");
  const published = signal<Value<"config"> | null>(null);
  const base = signal<SavedDraft | null>(null);
  const isSaving = signal(false);
  const refusal = signal<Refused | null>(null);
  const overtaken = signal<Overtaken | null>(null);
  const history = createHistory<readonly Slot[]>([]);
  const kept = createKeptEdits();
  const slots = history.present;
  const isDirty = computed(() => base.value !== null && !isSame(base.value.config.slots, slots.value));

  const keep = () => {
    const draft = base.peek();
    if (draft === null) return;
    const { revision, baseVersion, config } = draft;
    kept.keep(isDirty.peek() ? { revision, baseVersion, config, slots: [...slots.peek()] } : null);
  };
  const meet = (theirs: SavedDraft) => {
    const before = base.peek()?.config.slots ?? [];
    if (isSame(before, theirs.config.slots) || isSame(slots.peek(), theirs.config.slots)) {
      // They changed something else, or the very same.
      overtaken.value = null;
      base.value = theirs;
    } else if (isDirty.peek()) {
      overtaken.value = { theirs, merged: mergeSlots(before, slots.peek(), theirs.config.slots) };
    } else {
      base.value = theirs;
      history.begin(theirs.config.slots);
    }
    keep();
  };
  const begin = async (draft: SavedDraft) => {
    const edit = await kept.read();
    if (edit === null) {
      base.value = draft;
      history.begin(draft.config.slots);
      return;
    }
    const { slots: left, ...began } = edit;
    base.value = { ...draft, ...began };
    history.begin(began.config.slots);
    history.go(left);
    if (draft.revision === began.revision) base.value = draft;
    else meet(draft);
  };

  const load = async () => {
    const [config, draft] = await Promise.all([askBackground("config"), askBackground("draft")]);
    if (!config.ok) {
      // What is being written stays to be seen.
      if (standing.peek() === "ready") refusal.value = config;
      else standing.value = config.trouble;
      return;
    }
    published.value = config.value;
    if (draft.ok) {
      if (base.peek() === null || standing.peek() === "viewer") await begin(draft.value);
      else meet(draft.value);
      if (refusal.peek()?.trouble === "refused") refusal.value = null;
      standing.value = "ready";
      return;
    }
    if (draft.trouble === "forbidden" && base.peek() === null) history.begin(config.value.config.slots);
    standing.value = draft.trouble === "forbidden" ? "viewer" : draft.trouble;
  };

  const save = async () => {
    const draft = base.peek();
    if (draft === null || !isDirty.peek()) return draft !== null;
    if (isSaving.peek()) return false;
    const sent = slots.peek();
    isSaving.value = true;
    const answer = await askBackground("saveDraft", {
      body: { ...draft.config, slots: sent },
      ifMatch: `"${draft.revision}"`,
    });
    isSaving.value = false;
    refusal.value = answer.ok ? null : answer;
    if (answer.ok) {
      base.value = answer.value;
      // The Worker may have cleaned what was sent, and the marketer typed on meanwhile.
      history.replace(mergeSlots(sent, slots.peek(), answer.value.config.slots).slots);
      keep();
      return !isDirty.peek();
    }
    if (answer.trouble === "overtaken") {
      const theirs = await askBackground("draft");
      if (theirs.ok) meet(theirs.value);
      if (overtaken.peek() === null && theirs.ok) {
        refusal.value = null;
        return save();
      }
    }
    return false;
  };

  const move = (go: () => void) => () => {
    go();
    keep();
  };
  return {
    ...{ standing, published, base, slots, isDirty, isSaving, refusal, overtaken, load, save },
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    undo: move(history.undo),
    redo: move(history.redo),
    edit: (next, what) => {
      history.go(next, what);
      keep();
    },
    settle: (how) => {
      const met = overtaken.peek();
      if (met === null) return;
      overtaken.value = null;
      refusal.value = null;
      base.value = met.theirs;
      history.go(how === "mine" ? met.merged.slots : met.theirs.config.slots);
      keep();
    },
    revert: () => {
      const draft = base.peek();
      refusal.value = null;
      if (draft !== null) history.go(draft.config.slots);
      keep();
    },
  };
}
