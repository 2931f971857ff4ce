import { useContext } from "preact/hooks";
import { useSpeech } from "../../../../components/speech.ts";
import type { EditorState } from "../../../../state/createEditorState.ts";
import { changesOf } from "../../../../state/draft/changesIn.ts";
import { addPiece, usesOf } from "../../../../state/draft/editLibrary.ts";
import { plainText } from "../../../../state/plainText.ts";
import { FaultsAt, Marked, ReadOnly, useEditorWords, usePageWords } from "../Field.tsx";

/** Every piece of the library, and what the draft changes of each. */
export function LibraryList({ editor }: { readonly editor: EditorState }) {
  const spoken = useSpeech();
  const said = useEditorWords();
  const { library: words } = usePageWords();
  const isReadOnly = useContext(ReadOnly);
  const { draft, opened } = editor;
  const pieces = draft.pieces.value;
  const changes = changesOf(draft.published.value?.config.snippets ?? [], pieces);
  const add = () => {
    draft.edit({ pieces: addPiece(pieces, "piece") });
    opened.value = { piece: pieces.length };
  };
  return (
    <section>
      <h2>{words.title}</h2>
      <p class="quiet">{pieces.length === 0 ? words.none : words.about}</p>
      <ul class="snippets library">
        {pieces.map((piece, place) => {
          const uses = usesOf(draft.slots.value, piece.key).length;
          return (
            <li key={place}>
              <button
                type="button"
                class="snippet"
                onClick={() => {
                  opened.value = { piece: place };
                }}
              >
                <strong>{piece.key}</strong> <Marked mark={changes.marks[place] ?? null} />
                <span class="quiet excerpt">{piece.image?.alt ?? plainText(piece.content ?? "")}</span>
                <span class="quiet">
                  {uses === 0 ? words.unused : words.shownBy(spoken.count(uses, said.snippets))}
                </span>
              </button>
              <FaultsAt path={`/snippets/${place}`} />
            </li>
          );
        })}
      </ul>
      {changes.removed.map((key) => (
        <p key={key} class="quiet">
          {said.removed(key)}
        </p>
      ))}
      {!isReadOnly && (
        <button type="button" class="button" onClick={add}>
          {words.add}
        </button>
      )}
    </section>
  );
}
