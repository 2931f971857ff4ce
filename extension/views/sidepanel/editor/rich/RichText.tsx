import "./rich.css";
import { useSignal } from "@preact/signals";
import { useContext, useEffect, useRef } from "preact/hooks";
import type { Node } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { FaultsAt, ReadOnly, useEditorWords } from "../Field.tsx";
import { createRichEditor, showInstead } from "./createRichEditor.ts";
import { nameOfField } from "./fieldCode.ts";
import { RichTools } from "./RichTools.tsx";
import { readMarkup } from "./readMarkup.ts";

interface Props {
  readonly markup: string;
  /** The same, read. */
  readonly doc: Node;
  /** Of the page beside: addresses of pictures begin there. */
  readonly base: string | null;
  readonly path: string;
  readonly onMarkup: (markup: string) => void;
}

/** Content written as on paper. */
export function RichText({ markup, doc, base, path, onMarkup }: Props) {
  const said = useEditorWords();
  const isReadOnly = useContext(ReadOnly);
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  // What was written here, from what has come back on: letters are typed faster than it does.
  const written = useRef([markup]);
  const latest = useRef({ onMarkup, isReadOnly });
  const state = useSignal<EditorState | null>(null);
  const asked = useSignal<"link" | "picture" | null>(null);
  latest.current.onMarkup = onMarkup;
  latest.current.isReadOnly = isReadOnly;
  useEffect(() => {
    if (place.current === null) return;
    const own = createRichEditor(place.current, {
      doc,
      label: said.content,
      isReadOnly: () => latest.current.isReadOnly,
      fieldName: (code) => nameOfField(code, said.field),
      pictureAddress: (written) => addressOf(written, base),
      onMarkup: (next) => {
        written.current.push(next);
        latest.current.onMarkup(next);
      },
      onState: (next) => {
        state.value = next;
      },
      onLink: () => {
        asked.value = "link";
      },
    });
    view.current = own;
    return () => own.destroy();
  }, []);
  useEffect(() => {
    const place = written.current.lastIndexOf(markup);
    written.current = place < 0 ? [markup] : written.current.slice(place);
    // Any other was undone or cleaned elsewhere.
    if (view.current === null || place >= 0) return;
    const read = readMarkup(markup);
    if (read !== null) showInstead(view.current, read);
    state.value = view.current.state;
  }, [markup]);
  return (
    <div class="markup">
      {!isReadOnly && <RichTools view={view} state={state.value} asked={asked} />}
      <div ref={place} />
      <FaultsAt path={path} />
    </div>
  );
}

/** From the web, or from nowhere. */
function addressOf(written: string, base: string | null): string | null {
  if (!URL.canParse(written, base ?? undefined)) return null;
  const { protocol, href } = new URL(written, base ?? undefined);
  return /^(?:https?|data):$/.test(protocol) ? href : null;
}
