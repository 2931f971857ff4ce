import type { Snippet } from "#shared/decision/snippet";
import type { EditorState } from "../../../../state/createEditorState.ts";
import { putIntoLibrary, takeFromLibrary } from "../../../../state/draft/editLibrary.ts";
import type { SnippetPlace } from "../../../../state/draft/editSlots.ts";
import { usePageWords } from "../Field.tsx";

interface Props {
  readonly editor: EditorState;
  readonly place: SnippetPlace;
  readonly snippet: Snippet;
}

/** Brings what a snippet says into the library, or a copy back. */
export function LibraryTools({ editor: { draft }, place, snippet }: Props) {
  const { library: words } = usePageWords();
  const contents = () => ({ slots: draft.slots.peek(), pieces: draft.pieces.peek() });
  const act = () => {
    if (snippet.library === undefined) draft.edit(putIntoLibrary(contents(), place) ?? {});
    else {
      const slots = takeFromLibrary(contents(), place);
      if (slots !== null) draft.edit({ slots });
    }
  };
  return (
    <button type="button" class="button" onClick={act}>
      {snippet.library === undefined ? words.put : words.own}
    </button>
  );
}
