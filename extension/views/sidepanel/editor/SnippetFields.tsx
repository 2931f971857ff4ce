import { useContext } from "preact/hooks";
import type { Snippet } from "#shared/decision/snippet";
import type { EditorState } from "../../../state/createEditorState.ts";
import type { SnippetPlace } from "../../../state/draft/editSlots.ts";
import { ContentFields } from "./ContentFields.tsx";
import { FaultsAt, Field, ReadOnly, Text, useEditorWords, usePageWords } from "./Field.tsx";
import { ForWhom } from "./ForWhom.tsx";
import { LibraryTools } from "./library/LibraryTools.tsx";
import { WhenFields } from "./WhenFields.tsx";

export interface SnippetProps {
  readonly editor: EditorState;
  readonly place: SnippetPlace;
  readonly snippet: Snippet;
}

/** One snippet: its name, what it shows, for whom and when. */
export function SnippetFields({ base, ...props }: SnippetProps & { readonly base: string | null }) {
  const said = useEditorWords();
  const isReadOnly = useContext(ReadOnly);
  const { editor, place, snippet } = props;
  const where = editor.draft.slots.value[place.slot]?.key ?? "";
  const id = `${place.slot} ${place.snippet}`;
  return (
    <article class="fields">
      <button
        type="button"
        class="plain"
        onClick={() => {
          editor.opened.value = null;
        }}
      >
        ‹ {said.back}
      </button>
      <h2>
        {where} · {snippet.key}
      </h2>
      <Field label={said.key} path="/key">
        <Text value={snippet.key} onText={(key) => editor.change(place, { key }, "key")} />
      </Field>
      <ContentFields
        key={id}
        editor={editor}
        written={snippet}
        id={id}
        change={(changes, what) => editor.change(place, changes, what)}
        base={base}
        mayShowPiece
      />
      {!isReadOnly && <LibraryTools {...props} />}
      {snippet.experiment != null && <Belonging {...props} experiment={snippet.experiment} />}
      <ForWhom {...props} />
      <WhenFields {...props} />
    </article>
  );
}

function Belonging({ editor, place, experiment }: SnippetProps & { readonly experiment: string }) {
  const { experiments: words } = usePageWords();
  return (
    <div class="strip">
      {words.belongs(experiment)}{" "}
      <button
        type="button"
        class="plain"
        onClick={() => {
          editor.opened.value = { slot: place.slot, experiment };
        }}
      >
        {words.open}
      </button>
      <FaultsAt path="/experiment" />
      <FaultsAt path="/weight" />
    </div>
  );
}
