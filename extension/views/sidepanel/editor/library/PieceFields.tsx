import { useContext } from "preact/hooks";
import type { Piece } from "#shared/decision/piece";
import type { EditorState } from "../../../../state/createEditorState.ts";
import { removePiece, renamePiece, usesOf } from "../../../../state/draft/editLibrary.ts";
import { ContentFields } from "../ContentFields.tsx";
import { ReadOnly, useEditorWords, usePageWords } from "../Field.tsx";
import { NameField } from "../NameField.tsx";

interface Props {
  readonly editor: EditorState;
  readonly place: number;
  readonly piece: Piece;
  /** Of the page beside. */
  readonly base: string | null;
}

/** One piece of the library: its name, what it shows, and where. */
export function PieceFields({ editor, place, piece, base }: Props) {
  const said = useEditorWords();
  const { library: words } = usePageWords();
  const isReadOnly = useContext(ReadOnly);
  const { draft, opened } = editor;
  const slots = draft.slots.value;
  const pieces = draft.pieces.value;
  const uses = usesOf(slots, piece.key);
  const rename = (key: string) => {
    const renamed = renamePiece({ slots, pieces }, place, key);
    if (renamed !== null) draft.edit(renamed, `key piece ${place}`);
    return renamed !== null;
  };
  const close = () => {
    opened.value = null;
  };
  const remove = () => {
    const left = removePiece({ slots, pieces }, place);
    if (left === null) return;
    close();
    draft.edit({ pieces: left });
  };
  return (
    <article class="fields">
      <button type="button" class="plain" onClick={close}>
        ‹ {said.back}
      </button>
      <h2>{words.pieceOf(piece.key)}</h2>
      <NameField key={place} path="/key" label={said.key} value={piece.key} taken={words.taken} onName={rename} />
      <ContentFields
        key={`piece ${place}`}
        editor={editor}
        written={piece}
        id={`piece ${place}`}
        change={(changes, what) => editor.changePiece(place, changes, what)}
        base={base}
        mayShowPiece={false}
      />
      <section>
        <h3>{words.uses}</h3>
        {uses.length === 0 && <p class="quiet">{words.unused}</p>}
        {uses.length > 0 && !isReadOnly && <p class="quiet">{words.inUse}</p>}
        <ul class="snippets">
          {uses.map((use) => (
            <li key={`${use.slot} ${use.snippet}`}>
              <button
                type="button"
                class="snippet"
                onClick={() => {
                  opened.value = use;
                }}
              >
                {slots[use.slot]?.key} · {slots[use.slot]?.snippets[use.snippet]?.key}
              </button>
            </li>
          ))}
        </ul>
        {!isReadOnly && (
          <button type="button" class="button" disabled={uses.length > 0} onClick={remove}>
            {words.remove}
          </button>
        )}
      </section>
    </article>
  );
}
