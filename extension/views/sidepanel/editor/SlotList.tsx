import { type Signal, useSignal } from "@preact/signals";
import { useContext } from "preact/hooks";
import type { Slot } from "#shared/decision/slot";
import { useSpeech } from "../../../components/speech.ts";
import type { EditorState } from "../../../state/createEditorState.ts";
import { changesIn, type SlotChanges } from "../../../state/draft/changesIn.ts";
import { addSlot, addSnippet } from "../../../state/draft/editSlots.ts";
import type { EditorWish } from "../../../state/editorWish.ts";
import { plainText } from "../../../state/plainText.ts";
import { FaultsAt, Marked, ReadOnly, useEditorWords, usePageWords } from "./Field.tsx";
import { SlotExperiments } from "./SlotExperiments.tsx";
import { SnippetTools } from "./SnippetTools.tsx";

/** Every slot with its snippets in their order, and what the draft changes of each. */
export function SlotList({ editor, wish }: { readonly editor: EditorState; readonly wish: Wish }) {
  const said = useEditorWords();
  const isReadOnly = useContext(ReadOnly);
  const { draft, opened } = editor;
  const slots = draft.slots.value;
  const wished = wish.value !== null && "rule" in wish.value ? wish.value : null;
  const changes = changesIn(draft.published.value?.config.slots ?? [], slots);
  const add = () => {
    draft.edit({ slots: addSlot(slots, "slot", null) });
    opened.value = { slot: slots.length, snippet: null };
  };
  return (
    <section>
      <h2>{said.slots}</h2>
      {wished !== null && (
        <p class="strip" role="status">
          {said.wished(wished.title)}{" "}
          <button
            type="button"
            class="plain"
            onClick={() => {
              wish.value = null;
            }}
          >
            {said.cancel}
          </button>
        </p>
      )}
      {slots.length === 0 && <p class="quiet">{said.noSlots}</p>}
      <ul class="slots">
        {slots.map((slot, place) => (
          <OneSlot key={place} editor={editor} wish={wish} slot={slot} place={place} changes={changes.slots[place]} />
        ))}
      </ul>
      {changes.removed.map((key) => (
        <p key={key} class="quiet">
          {said.removed(key)}
        </p>
      ))}
      {!isReadOnly && (
        <button type="button" class="button" onClick={add}>
          {said.addSlot}
        </button>
      )}
    </section>
  );
}

/** What the editor is asked to open next. */
type Wish = Signal<EditorWish | null>;

interface SlotProps {
  readonly wish: Wish;
  readonly editor: EditorState;
  readonly slot: Slot;
  readonly place: number;
  readonly changes: SlotChanges | undefined;
}

function OneSlot({ editor, wish, slot, place, changes }: SlotProps) {
  const spoken = useSpeech();
  const { editor: said, library } = usePageWords();
  const isReadOnly = useContext(ReadOnly);
  const announced = useSignal("");
  const { draft, opened } = editor;
  const add = () => {
    const wished = wish.value;
    const rule = wished !== null && "rule" in wished ? wished.rule : undefined;
    draft.edit({ slots: addSnippet(draft.slots.value, place, "snippet", rule) });
    wish.value = null;
    opened.value = { slot: place, snippet: slot.snippets.length };
  };
  return (
    <li>
      <div class="slothead">
        <h3>{slot.key}</h3>
        <Marked mark={changes?.mark ?? null} />
        <button
          type="button"
          class="plain"
          onClick={() => {
            opened.value = { slot: place, snippet: null };
          }}
        >
          {said.editSlot}
          <span class="hidden"> {said.of(slot.key)}</span>
        </button>
      </div>
      {slot.selector != null && <code class="quiet">{slot.selector}</code>}
      <p class="quiet">
        {slot.snippets.length === 0
          ? said.noSnippets
          : slot.snippets.length > 1
            ? said.order
            : spoken.count(slot.snippets.length, said.snippets)}
      </p>
      <ol class="snippets">
        {slot.snippets.map((snippet, index) => (
          <li key={index}>
            <button
              type="button"
              class="snippet"
              onClick={() => {
                opened.value = { slot: place, snippet: index };
              }}
            >
              <span>
                <strong>{snippet.key}</strong> <Marked mark={changes?.snippets[index] ?? null} />
                <span class="quiet excerpt">
                  {snippet.library !== undefined
                    ? library.pieceOf(snippet.library)
                    : (snippet.image?.alt ?? plainText(snippet.content ?? ""))}
                </span>
              </span>
            </button>
            {!isReadOnly && (
              <SnippetTools editor={editor} place={{ slot: place, snippet: index }} announce={announced} />
            )}
          </li>
        ))}
      </ol>
      {changes?.removed.map((key) => (
        <p key={key} class="quiet">
          {said.removed(key)}
        </p>
      ))}
      <FaultsAt path={`/slots/${place}`} />
      <p class="hidden" role="status">
        {announced.value}
      </p>
      {!isReadOnly && (
        <button type="button" class="plain" onClick={add}>
          {said.addSnippet}
          <span class="hidden"> {said.addSnippetTo(slot.key)}</span>
        </button>
      )}
      <SlotExperiments editor={editor} slot={slot} place={place} />
    </li>
  );
}
