import "../../../components/rules/rules.css";
import "./editor.css";
import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ErrorNote } from "../../../components/ErrorNote.tsx";
import { useSpeech } from "../../../components/speech.ts";
import { noteOf } from "../../../components/standing.ts";
import { createEditorState, type EditorState } from "../../../state/createEditorState.ts";
import { addSlot } from "../../../state/draft/editSlots.ts";
import { faultsWithin } from "../../../state/draft/faultsWithin.ts";
import type { PanelState } from "../SidePanel.tsx";
import { Conflict } from "./Conflict.tsx";
import { DraftBar } from "./DraftBar.tsx";
import { Faults, ReadOnly, useEditorWords } from "./Field.tsx";
import { Publication } from "./Publication.tsx";
import { SlotFields } from "./SlotFields.tsx";
import { SlotList } from "./SlotList.tsx";
import { SnippetFields } from "./SnippetFields.tsx";

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
    const { title, detail } = noteOf(standing, origin === null ? "" : new URL(origin).host, words);
    return (
      <div class="body">
        <ErrorNote title={title} detail={detail}>
          <button type="button" class="button" onClick={() => void draft.load()}>
            {words.retry}
          </button>
        </ErrorNote>
      </div>
    );
  }
  const faults = draft.refusal.value?.faults ?? [];
  const open = opened.value;
  const slot = open === null ? undefined : draft.slots.value[open.slot];
  const snippet = open?.snippet == null ? undefined : slot?.snippets[open.snippet];
  const pointer = open === null ? "" : `/slots/${open.slot}${open.snippet === null ? "" : `/snippets/${open.snippet}`}`;
  const url = state.tab.tab.value?.url ?? null;
  return (
    <ReadOnly.Provider value={isReadOnly.value}>
      <DraftBar editor={editor} tab={state.tab} />
      <div class="body editor">
        {isReadOnly.value && <p class="strip">{said.viewer}</p>}
        <Conflict editor={editor} />
        <Faults.Provider value={faultsWithin(faults, pointer)}>
          {open !== null && slot !== undefined && open.snippet !== null && snippet !== undefined ? (
            <SnippetFields
              editor={editor}
              place={{ slot: open.slot, snippet: open.snippet }}
              snippet={snippet}
              base={url}
            />
          ) : open !== null && slot !== undefined && open.snippet === null ? (
            <SlotFields editor={editor} tab={state.tab} place={open.slot} slot={slot} url={url} />
          ) : (
            <>
              <SlotList editor={editor} wish={state.wish} />
              <Publication editor={editor} />
            </>
          )}
        </Faults.Provider>
      </div>
    </ReadOnly.Provider>
  );
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
  if (place < 0) open.draft.edit(addSlot(slots, wished.slot, null));
  open.opened.value = { slot: place < 0 ? slots.length : place, snippet: null };
}

/** Ctrl with S saves, with Z it undoes: the same for what is typed and for what is pressed. */
function press(event: KeyboardEvent, open: EditorState | null): void {
  if (open === null || open.isReadOnly.peek() || !(event.ctrlKey || event.metaKey)) return;
  const { save, undo, redo } = open.draft;
  const act = { s: save, z: undo, Z: redo, y: redo }[event.key];
  if (act === undefined) return;
  event.preventDefault();
  void act();
}
