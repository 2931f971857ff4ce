import { useSignal } from "@preact/signals";
import { useContext, useRef } from "preact/hooks";
import type { Snippet } from "#shared/decision/snippet";
import { MarkupPreview } from "../../../components/MarkupPreview.tsx";
import type { EditorState } from "../../../state/createEditorState.ts";
import type { SnippetPlace } from "../../../state/draft/editSlots.ts";
import { sampleOf } from "../../../state/sampleOf.ts";
import { Choose, Field, ReadOnly, Text, useEditorWords } from "./Field.tsx";
import { Languages } from "./Languages.tsx";
import { Markup } from "./Markup.tsx";

const KINDS = ["html", "text", "json", "image", "library"] as const;
type Kind = (typeof KINDS)[number];
const TYPES = { html: "text/html", text: "text/plain", json: "application/json" } as const;

export interface SnippetProps {
  readonly editor: EditorState;
  readonly place: SnippetPlace;
  readonly snippet: Snippet;
}

/** What a snippet shows. */
export function ContentFields({ base, ...props }: SnippetProps & { readonly base: string | null }) {
  const said = useEditorWords();
  const { editor, place, snippet } = props;
  const tag = useSignal<string | null>(null);
  // What was written before another kind was tried comes back with it.
  const before = useRef<Partial<Record<Kind, Partial<Snippet>>>>({});
  const kind = kindOf(snippet);
  const pieces = editor.config.value?.snippets ?? [];
  const choose = (next: Kind) => {
    const { content, image, library, contentType, translations } = snippet;
    before.current[kind] = { content, image, library, contentType, translations } as Partial<Snippet>;
    tag.value = null;
    const none = { content: undefined, image: undefined, library: undefined, translations: undefined, raw: undefined };
    editor.change(place, { ...none, ...firstOf(next, snippet, pieces[0]?.key ?? ""), ...before.current[next] });
  };
  const kinds = KINDS.filter((one) => one !== "library" || pieces.length > 0 || kind === "library");
  return (
    <section>
      <h3>{said.content}</h3>
      <Field label={said.kind} path="/contentType">
        <Choose value={kind} options={kinds.map((one) => [one, said.kinds[one]])} onChoose={choose} />
      </Field>
      {kind === "library" && (
        <Field label={said.libraryPiece} path="/library">
          <Choose
            value={snippet.library ?? ""}
            options={pieces.map(({ key }) => [key, key])}
            onChoose={(library) => editor.change(place, { library })}
          />
        </Field>
      )}
      {kind === "image" && <Picture {...props} />}
      {(kind === "html" || kind === "text" || kind === "json") && (
        <Languages {...props} tag={tag}>
          <Written {...props} tag={tag.value} kind={kind} base={base} />
        </Languages>
      )}
    </section>
  );
}

function kindOf({ library, image, contentType }: Snippet): Kind {
  if (library !== undefined) return "library";
  if (image !== undefined) return "image";
  return contentType === "text/html" ? "html" : contentType === "text/plain" ? "text" : "json";
}

function firstOf(kind: Kind, { content = "" }: Snippet, piece: string): Partial<Snippet> {
  if (kind === "library") return { library: piece, contentType: "text/html" };
  if (kind === "image") return { image: { url: "", alt: "" }, contentType: "text/html" };
  return { contentType: TYPES[kind], content: kind === "json" ? "{}" : content };
}

function Written({
  editor,
  place,
  snippet,
  tag,
  kind,
  base,
}: SnippetProps & {
  readonly tag: string | null;
  readonly kind: "html" | "text" | "json";
  readonly base: string | null;
}) {
  const said = useEditorWords();
  const translation = tag === null ? undefined : snippet.translations?.[tag];
  const text = tag === null ? (snippet.content ?? "") : typeof translation === "string" ? translation : "";
  const write = (content: string) => {
    if (tag === null) editor.change(place, { content }, "content");
    else editor.change(place, { translations: { ...snippet.translations, [tag]: content } }, `content ${tag}`);
  };
  return (
    <>
      {snippet.raw === true && <p class="warning">{said.raw}</p>}
      <Markup
        key={`${place.slot} ${place.snippet} ${tag}`}
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

function Picture({ editor, place, snippet }: SnippetProps) {
  const said = useEditorWords();
  const isReadOnly = useContext(ReadOnly);
  const image = snippet.image ?? { url: "", alt: "" };
  const change = (key: "url" | "alt" | "link" | "width" | "height", typed: string) => {
    const number = Number(typed);
    const value = key === "width" || key === "height" ? (number > 0 ? number : undefined) : typed;
    const { [key]: _, ...others } = image;
    const isLeftOut = value === undefined || (key === "link" && value === "");
    const next = isLeftOut ? others : { ...others, [key]: value };
    editor.change(place, { image: { url: "", alt: "", ...next } }, `image ${key}`);
  };
  const fields = [
    ["url", said.url],
    ["alt", said.alt],
    ["link", said.imageLink],
    ["width", said.width],
    ["height", said.height],
  ] as const;
  return (
    <fieldset disabled={isReadOnly} class="plainset">
      {fields.map(([key, label]) => (
        <Field key={key} label={label} path={`/image/${key}`}>
          <Text
            type={key === "width" || key === "height" ? "number" : "text"}
            value={String(image[key] ?? "")}
            onText={(typed) => change(key, typed)}
          />
        </Field>
      ))}
    </fieldset>
  );
}
