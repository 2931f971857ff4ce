import { type Signal, signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { MarkupPreview } from "../../../components/MarkupPreview.tsx";
import { useSpeech } from "../../../components/speech.ts";
import { useScript } from "../../../components/useScript.ts";
import { sampleOf } from "../../../state/sampleOf.ts";
import type { ContentProps } from "./ContentFields.tsx";
import { useEditorWords } from "./Field.tsx";
import { Markup } from "./Markup.tsx";

/** A script of its own: plain text and pictures do without. */
const loadRich = async () => {
  const [{ RichText }, { readMarkup }] = await Promise.all([
    import("./rich/RichText.tsx"),
    import("./rich/readMarkup.ts"),
  ]);
  return { RichText, readMarkup };
};

/** Who likes to write HTML likes it for the next snippet, too. */
const isHtml = signal(false);

interface Props extends ContentProps {
  /** The language that is written; null: that of the content itself. */
  readonly tag: string | null;
  readonly kind: "html" | "text" | "json";
  readonly base: string | null;
}

/** Content as text, in one language, and how markup looks. */
export function WrittenText({ written, change, tag, kind, base }: Props) {
  const { words } = useSpeech();
  const said = useEditorWords();
  const translation = tag === null ? undefined : written.translations?.[tag];
  const text = tag === null ? (written.content ?? "") : typeof translation === "string" ? translation : "";
  const path = tag === null ? "/content" : `/translations/${tag}`;
  const rich = useScript(loadRich);
  const isRich = kind === "html" && !isHtml.value && written.raw !== true;
  const doc = useMemo(() => (isRich && rich !== null ? rich.readMarkup(text) : null), [isRich, rich, text]);
  const write = (content: string) => {
    if (tag === null) change({ content }, "content");
    else change({ translations: { ...written.translations, [tag]: content } }, `content ${tag}`);
  };
  return (
    <>
      {written.raw === true && <p class="warning">{said.raw}</p>}
      {kind === "html" && <Modes isHtml={isHtml} isOnlyHtml={doc === null && rich !== null} />}
      {kind === "html" && !isHtml.value && rich === null ? (
        <p class="quiet">{words.loading}</p>
      ) : doc !== null && rich !== null ? (
        <rich.RichText markup={text} doc={doc} base={base} path={path} onMarkup={write} />
      ) : (
        <Markup text={text} isHtml={kind === "html"} hasFields={kind !== "json"} path={path} onText={write} />
      )}
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

/** As on paper, or as HTML. */
function Modes({ isHtml: isOn, isOnlyHtml }: { readonly isHtml: Signal<boolean>; readonly isOnlyHtml: boolean }) {
  const said = useEditorWords();
  const modes = [
    [said.asText, false],
    [said.asHtml, true],
  ] as const;
  return (
    <>
      <fieldset class="plainset tools" aria-label={said.kinds.html}>
        {modes.map(([label, isMode]) => (
          <button
            key={label}
            type="button"
            class="plain"
            aria-pressed={(isOn.value || isOnlyHtml) === isMode}
            onClick={() => {
              isOn.value = isMode;
            }}
          >
            {label}
          </button>
        ))}
      </fieldset>
      {!isOn.value && isOnlyHtml && <p class="quiet">{said.onlyHtml}</p>}
    </>
  );
}
