import { MarkupPreview } from "../../../components/MarkupPreview.tsx";
import { sampleOf } from "../../../state/sampleOf.ts";
import type { ContentProps } from "./ContentFields.tsx";
import { useEditorWords } from "./Field.tsx";
import { Markup } from "./Markup.tsx";

interface Props extends ContentProps {
  /** The language that is written; null: that of the content itself. */
  readonly tag: string | null;
  readonly kind: "html" | "text" | "json";
  readonly base: string | null;
}

/** Content as text, in one language, and how markup looks. */
export function WrittenText({ written, change, tag, kind, base }: Props) {
  const said = useEditorWords();
  const translation = tag === null ? undefined : written.translations?.[tag];
  const text = tag === null ? (written.content ?? "") : typeof translation === "string" ? translation : "";
  const write = (content: string) => {
    if (tag === null) change({ content }, "content");
    else change({ translations: { ...written.translations, [tag]: content } }, `content ${tag}`);
  };
  return (
    <>
      {written.raw === true && <p class="warning">{said.raw}</p>}
      <Markup
        text={text}
        isHtml={kind === "html"}
        hasFields={kind !== "json"}
        path={tag === null ? "/content" : `/translations/${tag}`}
        onText={write}
      />
      {kind === "html" && (
        <>
          <h3>{said.preview}</h3>
          <MarkupPreview markup={sampleOf(text)} base={base} label={said.preview} />
          <small class="quiet">{text.trim() === "" ? said.previewEmpty : said.previewNote}</small>
        </>
      )}
    </>
  );
}
