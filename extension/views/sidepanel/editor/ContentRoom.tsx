import "../../../components/rules/rules.css";
import "./editor.css";
import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useSpeech } from "../../../components/speech.ts";
import { TroubleNote } from "../../../components/TroubleNote.tsx";
import { useScript } from "../../../components/useScript.ts";
import { createEditorState, type EditorState, type Opened } from "../../../state/createEditorState.ts";
import { addSlot } from "../../../state/draft/editSlots.ts";
import { faultsWithin } from "../../../state/draft/faultsWithin.ts";
import type { PanelState } from "../SidePanel.tsx";
import { Conflict } from "./Conflict.tsx";
import { DraftBar } from "./DraftBar.tsx";
import { Faults, ReadOnly, useEditorWords } from "./Field.tsx";
import { LibraryList } from "./library/LibraryList.tsx";
import { PieceFields } from "./library/PieceFields.tsx";
import { Publication } from "./Publication.tsx";
import { SlotFields } from "./SlotFields.tsx";
import { SlotList } from "./SlotList.tsx";
import { SnippetFields } from "./SnippetFields.tsx";

/** A script of its own: few slots have experiments. */
const loadExperiments = () => import("./experiments/ExperimentRoom.tsx");

/** One for the page's life: rooms come and go, and nothing typed goes with them. */
let editor: EditorState | null = null;

/** The editor of slots and snippets, and how they are published. */
export function ContentRoom({ state }: { readonly state: PanelState }) {
  editor ??= createEditorState();
  const { words } = useSpeech();
  const said = useEditorWords();
  const { draft, isReadOnly, opened } = editor;
  const standing = draft.standing.value;
  const { origin } = state.settings.address.value ?? { origin: null };
  useEffect(() => {
    const again = () => {
      if (document.visibilityState === "visible") void editor?.draft.load();
    };
    const ending = new AbortController();
    document.addEventListener("visibilitychange", again, { signal: ending.signal });
    document.addEventListener("keydown", (event) => press(event, editor), { signal: ending.signal });
    return () => ending.abort();
  }, []);
  useSignalEffect(() => openWished(editor, state));
  if (standing === "loading") return <p class="body quiet">{words.loading}</p>;
  if (standing !== "ready" && standing !== "viewer") {
    const host = origin === null ? "" : new URL(origin).host;
    return (
      <div class="body">
        <TroubleNote standing={standing} host={host} onRetry={() => void draft.load()} />
      </div>
    );
  }
  const faults = draft.refusal.value?.faults ?? [];
  const open = opened.value;
  const url = state.tab.tab.value?.url ?? null;
  return (
    <ReadOnly.Provider value={isReadOnly.value}>
      <DraftBar editor={editor} tab={state.tab} />
      <div class="body editor">
        {isReadOnly.value && <p class="strip">{said.viewer}</p>}
        <Conflict editor={editor} />
        <Faults.Provider value={faultsWithin(faults, pointerOf(open))}>
          <OpenedPart editor={editor} state={state} url={url} />
        </Faults.Provider>
      </div>
    </ReadOnly.Provider>
  );
}

interface PartProps {
  readonly editor: EditorState;
  readonly state: PanelState;
  /** Of the page beside. */
  readonly url: string | null;
}

/** What is open; the list where that is no more. */
function OpenedPart({ editor: open, state, url }: PartProps) {
  const part = open.opened.value;
  const { slots, pieces } = open.draft;
  const experiments = useScript(loadExperiments);
  if (part !== null && "piece" in part) {
    const piece = pieces.value[part.piece];
    if (piece !== undefined) return <PieceFields editor={open} place={part.piece} piece={piece} base={url} />;
  } else if (part !== null) {
    const slot = slots.value[part.slot];
    if (slot !== undefined && "experiment" in part) {
      const Room = experiments?.ExperimentRoom;
      const shown = { editor: open, place: part.slot, slot, experiment: part.experiment };
      return Room === undefined ? null : <Room {...shown} />;
    }
    if (slot !== undefined && "snippet" in part) {
      if (part.snippet === null)
        return <SlotFields editor={open} tab={state.tab} place={part.slot} slot={slot} url={url} />;
      const snippet = slot.snippets[part.snippet];
      const place = { slot: part.slot, snippet: part.snippet };
      if (snippet !== undefined) return <SnippetFields editor={open} place={place} snippet={snippet} base={url} />;
    }
  }
  return (
    <>
      <SlotList editor={open} wish={state.wish} />
      <LibraryList editor={open} />
      <Publication editor={open} />
    </>
  );
}

/** Where what is open stands in the configuration, as a JSON pointer. */
function pointerOf(open: Opened): string {
  if (open === null) return "";
  if ("piece" in open) return `/snippets/${open.piece}`;
  const isSnippet = "snippet" in open && open.snippet !== null;
  return `/slots/${open.slot}${isSnippet ? `/snippets/${open.snippet}` : ""}`;
}

/** Opens the slot that was asked for; one that the site does not have yet is made. */
function openWished(open: EditorState | null, { wish }: PanelState): void {
  const wished = wish.value;
  const slots = open?.draft.slots.peek() ?? [];
  const { value: standing } = open?.draft.standing ?? { value: "loading" };
  if (open === null || wished === null || (standing !== "ready" && standing !== "viewer")) return;
  if (!("slot" in wished)) {
    // A snippet that is wished for begins at the list.
    open.opened.value = null;
    return;
  }
  const place = slots.findIndex(({ key }) => key === wished.slot);
  wish.value = null;
  if (place < 0 && standing === "viewer") return;
  if (place < 0) open.draft.edit({ slots: addSlot(slots, wished.slot, null) });
  open.opened.value = { slot: place < 0 ? slots.length : place, snippet: null };
}

/** Ctrl with S saves, with Z it undoes: the same for what is typed and for what is pressed. */
function press(event: KeyboardEvent, open: EditorState | null): void {
  // What was typed as on paper is undone there first.
  if (event.defaultPrevented || open === null || open.isReadOnly.peek() || !(event.ctrlKey || event.metaKey)) return;
  const { save, undo, redo } = open.draft;
  const act = { s: save, z: undo, Z: redo, y: redo }[event.key];
  if (act === undefined) return;
  event.preventDefault();
  void act();
}
