import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { SiteConfig } from "#shared/config/siteConfig";
import type { Piece } from "#shared/decision/piece";
import type { Snippet } from "#shared/decision/snippet";
import type { SiteFacts } from "../messages.ts";
import { settings } from "../settings.ts";
import { type CountState, createCountState } from "./createCountState.ts";
import { createDraftState, type DraftState } from "./createDraftState.ts";
import { createPublicationState, type PublicationState } from "./createPublicationState.ts";
import { createScheduleState, type ScheduleState } from "./createScheduleState.ts";
import { changeTogether } from "./draft/editExperiments.ts";
import { withPiece } from "./draft/editLibrary.ts";
import { changed, type SnippetPlace } from "./draft/editSlots.ts";
import { siteFactsOf } from "./siteFacts.ts";

/**
 * What is open in the editor: a slot's settings or one of its snippets, one of its experiments (null: one to begin), a piece of the library, or
 * the list of all.
 */
export type Opened =
  | { readonly slot: number; readonly snippet: number | null }
  | { readonly slot: number; readonly experiment: string | null }
  | { readonly piece: number }
  | null;

/** Some keys anew: one that is undefined goes. */
export type Changes<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The editor, as long as its page is there: rooms come and go. */
export interface EditorState {
  readonly draft: DraftState;
  readonly publication: PublicationState;
  readonly schedule: ScheduleState;
  readonly counting: CountState;
  readonly opened: Signal<Opened>;
  /** Of the draft, or of what is published where nobody may draft; null until it is read. */
  readonly config: ReadonlySignal<SiteConfig | null>;
  readonly facts: ReadonlySignal<SiteFacts | null>;
  readonly isReadOnly: ReadonlySignal<boolean>;
  /**
   * Changes a snippet; for whom and when with all of its experiment.
   *
   * @param what names the field: letters typed into one are undone as one
   */
  change(place: SnippetPlace, changes: Changes<Snippet>, what?: string): void;
  changePiece(place: number, changes: Changes<Piece>, what?: string): void;
}

/** Reads the draft, and again at every change of the connection. */
export function createEditorState(): EditorState {
  const draft = createDraftState();
  const publication = createPublicationState(draft);
  const schedule = createScheduleState(draft);
  const config = computed(() => draft.base.value?.config ?? draft.published.value?.config ?? null);
  const load = async () => {
    await draft.load();
    for (const figure of [publication.differences, publication.versions, schedule.waiting]) void figure.refresh();
  };
  for (const item of [settings.sessionToken, settings.lastingToken]) item.watch(() => void load());
  settings.address.watch((next, before) => {
    // Another site is another draft; what was written for this one is kept.
    if (next !== null && before !== null && `${next.origin} ${next.site}` !== `${before.origin} ${before.site}`)
      location.reload();
    else void load();
  });
  void load();
  return {
    ...{ draft, publication, schedule, config },
    counting: createCountState(),
    opened: signal<Opened>(null),
    facts: computed(() => (config.value === null ? null : siteFactsOf(config.value))),
    isReadOnly: computed(() => draft.standing.value === "viewer"),
    change: (place, changes, what) => {
      const slots = changeTogether(draft.slots.peek(), place, changes);
      draft.edit({ slots }, what && `${what} ${place.slot} ${place.snippet}`);
    },
    changePiece: (place, changes, what) => {
      const pieces = withPiece(draft.pieces.peek(), place, (piece) => changed(piece, changes));
      draft.edit({ pieces }, what && `${what} piece ${place}`);
    },
  };
}
