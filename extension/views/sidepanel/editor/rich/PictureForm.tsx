import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useEditorWords } from "../Field.tsx";
import { insert, type ToolProps } from "./RichTools.tsx";
import { schema } from "./richSchema.ts";

/** A picture by its address, and in words. */
export function PictureForm({ view, asked }: ToolProps) {
  const said = useEditorWords();
  const first = useRef<HTMLInputElement>(null);
  const src = useSignal("");
  const alt = useSignal("");
  useEffect(() => first.current?.focus(), []);
  const close = () => {
    asked.value = null;
    view.current?.focus();
  };
  const put = (event: SubmitEvent) => {
    event.preventDefault();
    if (view.current === null || src.value.trim() === "") return;
    const picture = schema.nodes.image.create({ src: src.value.trim(), alt: alt.value });
    insert(picture)(view.current.state, view.current.dispatch);
    close();
  };
  return (
    <form
      class="picture"
      onSubmit={put}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <label>
        {said.url}
        <input
          ref={first}
          value={src.value}
          onInput={({ currentTarget }) => {
            src.value = currentTarget.value;
          }}
        />
      </label>
      <label>
        {said.alt}
        <input
          value={alt.value}
          onInput={({ currentTarget }) => {
            alt.value = currentTarget.value;
          }}
        />
      </label>
      <button type="submit" class="button primary">
        {said.add}
      </button>
    </form>
  );
}
