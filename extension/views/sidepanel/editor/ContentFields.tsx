import { useSignal } from "@preact/signals";
import { useContext, useRef } from "preact/hooks";
import type { Written } from "#shared/decision/content";
import type { Changes, EditorState } from "../../../state/createEditorState.ts";
import { NOTHING_WRITTEN } from "../../../state/draft/editLibrary.ts";
import { Choose, Field, ReadOnly, Text, useEditorWords } from "./Field.tsx";
import { Languages } from "./Languages.tsx";
import { LibraryChoice } from "./library/LibraryChoice.tsx";
import { WrittenText } from "./WrittenText.tsx";

const KINDS = ["html", "text", "json", "image", "library"] as const;
type Kind = (typeof KINDS)[number];
const TYPES = { html: "text/html", text: "text/plain", json: "application/json" } as const;

/** Content of a snippet, or of the library. */
export interface ContentProps {
  readonly editor: EditorState;
  readonly written: Written;
  /** Tells it from other content. */
  readonly id: string;
  readonly change: (changes: Changes<Written>, what?: string) => void;
}

interface Props extends ContentProps {
  /** Of the page beside: addresses begin there. */
  readonly base: string | null;
  /** Whether it may show a piece of the library. */
  readonly mayShowPiece: boolean;
}

/** What is shown. */
export function ContentFields({ base, mayShowPiece, ...props }: Props) {
  const said = useEditorWords();
  const { editor, written, change } = props;
  const tag = useSignal<string | null>(null);
  // What was written before another kind was tried comes back with it.
  const before = useRef<Partial<Record<Kind, Changes<Written>>>>({});
  const kind = kindOf(written);
  const pieces = editor.draft.pieces.value;
  const choose = (next: Kind) => {
    const { content, image, library, contentType, translations } = written;
    before.current[kind] = { content, image, library, contentType, translations };
    tag.value = null;
    const first = firstOf(next, written, pieces[0]?.key ?? "");
    change({ ...NOTHING_WRITTEN, library: undefined, ...first, ...before.current[next] });
  };
  const kinds = KINDS.filter((one) => one !== "library" || kind === "library" || (mayShowPiece && pieces.length > 0));
  return (
    <section>
      <h3>{said.content}</h3>
      <Field label={said.kind} path="/contentType">
        <Choose value={kind} options={kinds.map((one) => [one, said.kinds[one]])} onChoose={choose} />
      </Field>
      {kind === "library" && <LibraryChoice {...props} base={base} />}
      {kind === "image" && <Picture {...props} />}
      {(kind === "html" || kind === "text" || kind === "json") && (
        <Languages {...props} tag={tag}>
          <WrittenText {...props} key={`${props.id} ${tag.value}`} tag={tag.value} kind={kind} base={base} />
        </Languages>
      )}
    </section>
  );
}

function kindOf({ library, image, contentType }: Written): Kind {
  if (library !== undefined) return "library";
  if (image !== undefined) return "image";
  return contentType === "text/html" ? "html" : contentType === "text/plain" ? "text" : "json";
}

function firstOf(kind: Kind, { content = "" }: Written, piece: string): Changes<Written> {
  if (kind === "library") return { library: piece, contentType: "text/html" };
  if (kind === "image") return { image: { url: "", alt: "" }, contentType: "text/html" };
  return { contentType: TYPES[kind], content: kind === "json" ? "{}" : content };
}

function Picture({ written, change: changeWritten }: ContentProps) {
  const said = useEditorWords();
  const isReadOnly = useContext(ReadOnly);
  const image = written.image ?? { url: "", alt: "" };
  const change = (key: "url" | "alt" | "link" | "width" | "height", typed: string) => {
    const number = Number(typed);
    const value = key === "width" || key === "height" ? (number > 0 ? number : undefined) : typed;
    const { [key]: _, ...others } = image;
    const isLeftOut = value === undefined || (key === "link" && value === "");
    const next = isLeftOut ? others : { ...others, [key]: value };
    changeWritten({ image: { url: "", alt: "", ...next } }, `image ${key}`);
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
