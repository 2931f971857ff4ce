import { ContentFields, type SnippetProps } from "./ContentFields.tsx";
import { FaultsAt, Field, Text, useEditorWords } from "./Field.tsx";
import { ForWhom } from "./ForWhom.tsx";
import { WhenFields } from "./WhenFields.tsx";

/** One snippet: its name, what it shows, for whom and when. */
export function SnippetFields({ base, ...props }: SnippetProps & { readonly base: string | null }) {
  const said = useEditorWords();
  const { editor, place, snippet } = props;
  const where = editor.draft.slots.value[place.slot]?.key ?? "";
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
      <ContentFields key={`${place.slot} ${place.snippet}`} {...props} base={base} />
      <ForWhom {...props} />
      <WhenFields {...props} />
      <FaultsAt path="/experiment" />
    </article>
  );
}
