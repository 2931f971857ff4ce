import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { MarkType } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import { useEditorWords } from "../Field.tsx";
import type { ToolProps } from "./RichTools.tsx";
import { schema } from "./richSchema.ts";

const { link } = schema.marks;

/** Where what is chosen leads. */
export function LinkForm({ view, state, asked }: ToolProps) {
  const said = useEditorWords();
  const field = useRef<HTMLInputElement>(null);
  const around = state === null ? null : linkAround(state, link);
  const typed = useSignal(around?.href ?? "");
  useEffect(() => field.current?.select(), []);
  const close = () => {
    asked.value = null;
    view.current?.focus();
  };
  const set = (href: string) => {
    if (view.current === null) return;
    const { tr, selection, schema: own } = view.current.state;
    const { from, to } = linkAround(view.current.state, link) ?? selection;
    const keep = around?.keep ?? [];
    const mark = link.create({ href, keep });
    if (href === "") tr.removeMark(from, to, link);
    else if (from === to) tr.replaceSelectionWith(own.text(href, [mark]), false);
    else tr.removeMark(from, to, link).addMark(from, to, mark);
    view.current.dispatch(tr);
    close();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set(typed.value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <input
        ref={field}
        aria-label={said.imageLink}
        placeholder="/sale"
        value={typed.value}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
        }}
      />
      <button type="submit" class="button primary">
        {said.setLink}
      </button>
      {around !== null && (
        <button type="button" class="button" onClick={() => set("")}>
          {said.removeLink}
        </button>
      )}
    </form>
  );
}

/** The whole link that the choice begins in, and where it leads. */
function linkAround({ selection, doc }: EditorState, type: MarkType) {
  const { $from } = selection;
  const { parent } = $from;
  const start = $from.start();
  const pieces: { from: number; to: number; href: string; keep: unknown }[] = [];
  parent.forEach((node, offset) => {
    const mark = type.isInSet(node.marks);
    if (mark === undefined) return;
    const last = pieces.at(-1);
    const from = start + offset;
    const href = String(mark.attrs["href"]);
    if (last?.to === from && last.href === href) last.to += node.nodeSize;
    else pieces.push({ from, to: from + node.nodeSize, href, keep: mark.attrs["keep"] });
  });
  const at = Math.min(selection.from, doc.content.size);
  return pieces.find(({ from, to }) => from <= at && (at < to || (selection.empty && at === to))) ?? null;
}
