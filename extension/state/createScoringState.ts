import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { SiteConfig } from "#shared/config/siteConfig";
import type { Trouble } from "../messages.ts";
import { settings } from "../settings.ts";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";
import { type CountState, createCountState } from "./createCountState.ts";
import { createForecastState, type ForecastState } from "./createForecastState.ts";
import {
  createPublicationState,
  type PublicationState,
  type Publishable,
  type Refused,
} from "./createPublicationState.ts";
import { createHistory } from "./draft/createHistory.ts";
import { createFigure, type Figure } from "./figure.ts";
import { createKeptScoring } from "./keptScoring.ts";
import { editsOf, isSame, type MergedEdits, mergeEdits, type ScoringEdits } from "./scoringEdits.ts";

/** A colleague saved a draft meanwhile. */
export interface Overtaken {
  readonly theirs: Value<"draft">;
  /** My changes upon theirs. */
  readonly merge: MergedEdits;
}

/** How a site scores, and its segments: edited here, tried out, saved and published. */
export interface ScoringState extends Publishable {
  /** `viewer`: to be looked at alone. */
  readonly standing: ReadonlySignal<"loading" | "ready" | "viewer" | Trouble>;
  readonly published: ReadonlySignal<Value<"config"> | null>;
  /** Null until there is something to show. */
  readonly edits: ReadonlySignal<ScoringEdits | null>;
  /** Something is not saved. */
  readonly isDirty: ReadonlySignal<boolean>;
  /** Something, saved or not, is not as it is published. */
  readonly isAnother: ReadonlySignal<boolean>;
  readonly isSaving: ReadonlySignal<boolean>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** What came of the last try to save. */
  readonly refusal: ReadonlySignal<Refused | null>;
  readonly overtaken: ReadonlySignal<Overtaken | null>;
  readonly forecast: ForecastState;
  readonly counting: CountState;
  readonly publication: PublicationState;
  readonly segments: Figure<Value<"segments">, null>;
  readonly distribution: Figure<Value<"distribution">, Readonly<Record<string, string>>>;
  /** @param what changes of one thing in a row, such as steps of one cut, are undone as one */
  edit(edits: ScoringEdits, what?: string): void;
  undo(): void;
  redo(): void;
  /** Goes on from what a colleague saved: with my changes upon it, or without. */
  settle(how: "mine" | "theirs"): void;
  /** Drops what is not saved. */
  revert(): void;
  /** Takes back what the draft changes, too; to be saved. */
  asPublished(): void;
}

/** Reads the draft, and what was left unsaved the last time. */
export function createScoringState(): ScoringState {
  const standing = signal<"loading" | "ready" | "viewer" | Trouble>("loading");
  const published = signal<Value<"config"> | null>(null);
  const base = signal<Value<"draft"> | null>(null);
  const isSaving = signal(false);
  const refusal = signal<Refused | null>(null);
  const overtaken = signal<Overtaken | null>(null);
  const history = createHistory<ScoringEdits | null>(null);
  const kept = createKeptScoring();
  const forecast = createForecastState();
  const edits = history.present;
  const isUnlike = (config: ScoringEdits | undefined) =>
    config !== undefined && edits.value !== null && !isSame(editsOf(config), edits.value);
  const isDirty = computed(() => isUnlike(base.value?.config));
  const isAnother = computed(() => isUnlike(published.value?.config));

  /** What my changes are changes of. */
  let began: ScoringEdits | null = null;
  const standOn = (draft: Value<"draft">) => {
    base.value = draft;
    began = editsOf(draft.config);
  };
  const keep = () => {
    const mine = edits.peek();
    if (began !== null && mine !== null) kept.keep(isSame(mine, began) ? null : { base: began, mine });
  };
  /** What a colleague saved comes beneath what I have changed; where both changed scoring or segments I am asked. */
  const meet = (theirs: Value<"draft">) => {
    const [mine, now] = [edits.peek(), editsOf(theirs.config)];
    if (mine === null || began === null || isSame(mine, began)) {
      standOn(theirs);
      if (mine === null || !isSame(mine, now)) history.begin(now);
    } else if (isSame(began, now) || isSame(mine, now)) standOn(theirs);
    else overtaken.value = { theirs, merge: mergeEdits(began, mine, now) };
    keep();
  };
  const load = async () => {
    const [config, draft] = await Promise.all([askBackground("config"), askBackground("draft")]);
    if (config.ok) published.value = config.value;
    const trouble = config.ok ? (draft.ok ? null : draft.trouble) : config.trouble;
    if (draft.ok && config.ok) {
      const left = base.peek() === null ? await kept.read() : null;
      if (left !== null) {
        began = left.base;
        history.begin(left.mine);
      }
      meet(draft.value);
      base.value ??= draft.value;
      if (refusal.peek()?.trouble === "refused") refusal.value = null;
      standing.value = "ready";
    } else if (trouble === "forbidden" && config.ok) {
      if (edits.peek() === null) history.begin(editsOf(config.value.config));
      standing.value = "viewer";
    } else if (trouble !== null) {
      // What is being edited stays to be seen.
      if (standing.peek() === "ready") refusal.value = { trouble };
      else standing.value = trouble;
    }
  };

  const save = async (): Promise<boolean> => {
    const [draft, mine] = [base.peek(), edits.peek()];
    if (draft === null || mine === null) return false;
    if (!isDirty.peek()) return overtaken.peek() === null;
    if (isSaving.peek() || overtaken.peek() !== null) return false;
    isSaving.value = true;
    const body: SiteConfig = { ...draft.config, ...mine };
    const answer = await askBackground("saveDraft", { body, ifMatch: `"${draft.revision}"` });
    isSaving.value = false;
    refusal.value = answer.ok ? null : answer;
    if (answer.ok) {
      const saved = editsOf(answer.value.config);
      standOn(answer.value);
      // The Worker may have added a segment for all who are left, and the marketer gone on meanwhile.
      const now = edits.peek();
      if (now !== null) history.replace(mergeEdits(mine, now, saved).merged);
      keep();
      return !isDirty.peek();
    }
    if (answer.trouble !== "overtaken") return false;
    const theirs = await askBackground("draft");
    if (!theirs.ok) return false;
    refusal.value = null;
    meet(theirs.value);
    return overtaken.peek() === null && save();
  };

  const ownDraft: Publishable = { base, save, load };
  const thenKeep = (change: () => void) => () => {
    change();
    keep();
  };
  effect(() => {
    const [whole, mine] = [base.value?.config, edits.value];
    forecast.ask(whole !== undefined && mine !== null && isAnother.value ? { ...whole, ...mine } : null);
  });
  const state: ScoringState = {
    ...ownDraft,
    ...{ standing, published, edits, isDirty, isAnother, isSaving, refusal, overtaken, forecast },
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    counting: createCountState(),
    publication: createPublicationState(ownDraft),
    segments: createFigure<Value<"segments">, null>(null, () => askBackground("segments")),
    distribution: createFigure(FIRST_DISTRIBUTION, (query) => askBackground("distribution", { query })),
    edit: (next, what) => {
      history.go(next, what);
      keep();
    },
    undo: thenKeep(history.undo),
    redo: thenKeep(history.redo),
    settle: (how) => {
      const [met, mine] = [overtaken.peek(), edits.peek()];
      if (met === null || mine === null || began === null) return;
      const theirs = editsOf(met.theirs.config);
      // What was changed since the question was put is among mine.
      const next = how === "mine" ? mergeEdits(began, mine, theirs).merged : theirs;
      overtaken.value = null;
      refusal.value = null;
      standOn(met.theirs);
      history.go(next);
      keep();
    },
    asPublished: thenKeep(() => {
      const config = published.peek()?.config;
      if (config !== undefined) history.go(editsOf(config));
    }),
    revert: thenKeep(() => {
      const draft = base.peek();
      refusal.value = null;
      if (draft !== null) history.go(editsOf(draft.config));
    }),
  };
  const refresh = () => {
    void load();
    for (const figure of [state.segments, state.distribution, state.publication.versions]) void figure.refresh();
  };
  // Another site's scoring has no place beside this.
  settings.address.watch(() => location.reload());
  settings.sessionToken.watch(refresh);
  settings.lastingToken.watch(refresh);
  refresh();
  return state;
}

const FIRST_DISTRIBUTION: Readonly<Record<string, string>> = { family: "rfm", dimension: "recency" };
