import { offsetAt } from "#shared/events/zone";
import { Field, Text, useEditorWords } from "./Field.tsx";
import type { SnippetProps } from "./SnippetFields.tsx";

/** From when until when a snippet is shown. */
export function DateFields({ editor, place, snippet }: SnippetProps) {
  const said = useEditorWords();
  const { timeZone = "UTC" } = editor.config.value?.site ?? {};
  return (
    <>
      {(["from", "until"] as const).map((end) => (
        <Field key={end} label={said[end]} path={`/${end}`}>
          <Text
            type="datetime-local"
            value={localIn(snippet[end], timeZone)}
            onText={(typed) => editor.change(place, { [end]: typed === "" ? null : typed }, end)}
          />
        </Field>
      ))}
      <small class="quiet">{said.onClocks(timeZone)}</small>
    </>
  );
}

/** An instant on the site's clocks, as a field for date and time takes it. */
function localIn(text: string | null, timeZone: string): string {
  if (text === null) return "";
  if (!/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return text.slice(0, 16);
  const at = Date.parse(text);
  return Number.isNaN(at) ? "" : new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}
