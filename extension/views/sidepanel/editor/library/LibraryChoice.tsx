import { imageMarkup } from "#shared/decision/image";
import { MarkupPreview } from "../../../../components/MarkupPreview.tsx";
import { sampleOf } from "../../../../state/sampleOf.ts";
import type { ContentProps } from "../ContentFields.tsx";
import { Choose, Field, useEditorWords, usePageWords } from "../Field.tsx";

/** Which piece of the library is shown, and how it looks. */
export function LibraryChoice({ editor, written, change, base }: ContentProps & { readonly base: string | null }) {
  const said = useEditorWords();
  const { library: words } = usePageWords();
  const pieces = editor.draft.pieces.value;
  const place = pieces.findIndex(({ key }) => key === written.library);
  const piece = pieces[place];
  const isMarkup = piece?.contentType === "text/html";
  return (
    <>
      <Field label={said.libraryPiece} path="/library">
        <Choose
          value={written.library ?? ""}
          options={pieces.map(({ key }) => [key, key])}
          onChoose={(library) => change({ library })}
        />
      </Field>
      {piece !== undefined && (
        <>
          {isMarkup ? (
            <MarkupPreview
              markup={piece.image === undefined ? sampleOf(piece.content ?? "") : imageMarkup(piece.image)}
              base={base}
              label={said.preview}
            />
          ) : (
            <pre class="shown">{piece.content}</pre>
          )}
          <button
            type="button"
            class="plain"
            onClick={() => {
              editor.opened.value = { piece: place };
            }}
          >
            {words.edit}
          </button>
        </>
      )}
    </>
  );
}
