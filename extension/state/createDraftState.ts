import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Piece } from "#shared/decision/piece";
import type { Slot } from "#shared/decision/slot";
import type { Trouble } from "../messages.ts";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";
import type { Publishable, Refused } from "./createPublicationState.ts";
import { type Contents, contentsOf, writtenIn } from "./draft/contents.ts";
import { createHistory } from "./draft/createHistory.ts";
import { createKeptEdits } from "./draft/keptEdits.ts";
import { type Merged, mergeContents } from "./draft/mergeContents.ts";
import { isSame } from "./draft/mergeSlots.ts";

/** A draft as the Worker has it. */
type SavedDraft = Value<"draft">;

/** A colleague saved a draft meanwhile. */
export interface Overtaken {
  readonly theirs: SavedDraft;
  /** My changes upon theirs. */
  readonly merged: Merged;
}

/** The draft of a site's slots and library, edited here and saved to the Worker. */
export interface DraftState extends Publishable {
  /** `viewer`: to be looked at alone. */
  readonly standing: ReadonlySignal<"loading" | "ready" | "viewer" | Trouble>;
  readonly published: ReadonlySignal<Value<"config"> | null>;
  readonly slots: ReadonlySignal<readonly Slot[]>;
  readonly pieces: ReadonlySignal<readonly Piece[]>;
  readonly isDirty: ReadonlySignal<boolean>;
  readonly isSaving: ReadonlySignal<boolean>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** What came of the last try to save. */
  readonly refusal: ReadonlySignal<Refused | null>;
  readonly overtaken: ReadonlySignal<Overtaken | null>;
  /** @param what edits of one thing in a row, such as letters typed into one field, are undone as one */
  edit(next: Partial<Contents>, what?: string): void;
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
  const history = createHistory<Contents>({ slots: [], pieces: [] });
  const kept = createKeptEdits();
  const mine = history.present;
  const isDirty = computed(() => base.value !== null && !isSame(contentsOf(base.value.config), mine.value));

  const keep = () => {
    const draft = base.peek();
    if (draft === null) return;
    const { revision, baseVersion, config } = draft;
    kept.keep(isDirty.peek() ? { revision, baseVersion, config, ...writtenIn(mine.peek()) } : null);
  };
  const meet = (theirs: SavedDraft) => {
    const now = contentsOf(theirs.config);
    const before = contentsOf(base.peek()?.config ?? { slots: [], snippets: [] });
    if (isSame(before, now) || isSame(mine.peek(), now)) {
      // They changed something else, or the very same.
      overtaken.value = null;
      base.value = theirs;
    } else if (isDirty.peek()) {
      overtaken.value = { theirs, merged: mergeContents(before, mine.peek(), now) };
    } else {
      base.value = theirs;
      history.begin(now);
    }
    keep();
  };
  const begin = async (draft: SavedDraft) => {
    const edit = await kept.read();
    if (edit === null) {
      base.value = draft;
      history.begin(contentsOf(draft.config));
      return;
    }
    const { slots, snippets = edit.config.snippets, ...began } = edit;
    base.value = { ...draft, ...began };
    history.begin(contentsOf(began.config));
    history.go(contentsOf({ slots, snippets }));
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
    if (draft.trouble === "forbidden" && base.peek() === null) history.begin(contentsOf(config.value.config));
    standing.value = draft.trouble === "forbidden" ? "viewer" : draft.trouble;
  };

  const save = async () => {
    const draft = base.peek();
    if (draft === null || !isDirty.peek()) return draft !== null;
    if (isSaving.peek()) return false;
    const sent = mine.peek();
    isSaving.value = true;
    const answer = await askBackground("saveDraft", {
      body: { ...draft.config, ...writtenIn(sent) },
      ifMatch: `"${draft.revision}"`,
    });
    isSaving.value = false;
    refusal.value = answer.ok ? null : answer;
    if (answer.ok) {
      base.value = answer.value;
      // The Worker may have cleaned what was sent, and the marketer typed on meanwhile.
      history.replace(mergeContents(sent, mine.peek(), contentsOf(answer.value.config)).contents);
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
    ...{ standing, published, base, isDirty, isSaving, refusal, overtaken, load, save },
    slots: computed(() => mine.value.slots),
    pieces: computed(() => mine.value.pieces),
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    undo: move(history.undo),
    redo: move(history.redo),
    edit: (next, what) => {
      history.go({ ...mine.peek(), ...next }, what);
      keep();
    },
    settle: (how) => {
      const met = overtaken.peek();
      if (met === null) return;
      overtaken.value = null;
      refusal.value = null;
      base.value = met.theirs;
      history.go(how === "mine" ? met.merged.contents : contentsOf(met.theirs.config));
      keep();
    },
    revert: () => {
      const draft = base.peek();
      refusal.value = null;
      if (draft !== null) history.go(contentsOf(draft.config));
      keep();
    },
  };
}
