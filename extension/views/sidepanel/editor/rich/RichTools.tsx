import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { setBlockType, toggleMark } from "prosemirror-commands";
import type { MarkType } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { Choose, useEditorWords } from "../Field.tsx";
import { FIELDS } from "../Markup.tsx";
import { ChosenField } from "./ChosenField.tsx";
import { writeField } from "./fieldCode.ts";
import { LinkForm } from "./LinkForm.tsx";
import { PictureForm } from "./PictureForm.tsx";
import { schema } from "./richSchema.ts";

export interface ToolProps {
  readonly view: RefObject<EditorView | null>;
  readonly state: EditorState | null;
  /** What is asked for before it is done. */
  readonly asked: Signal<"link" | "picture" | null>;
}

const { nodes, marks } = schema;
const LEVELS = ["2", "3"] as const;

/** What can be done with the words that are chosen. */
export function RichTools(props: ToolProps) {
  const { view, state, asked } = props;
  const said = useEditorWords();
  const run = (command: Command) => () => {
    if (view.current === null) return;
    command(view.current.state, view.current.dispatch, view.current);
    view.current.focus();
  };
  const list = listAround(state);
  const buttons = [
    [said.bold, isMarked(state, marks.strong), toggleMark(marks.strong)],
    [said.italic, isMarked(state, marks.em), toggleMark(marks.em)],
    [said.list, list === nodes.bulletList, toggleList("bulletList", list?.name)],
    [said.numbered, list === nodes.orderedList, toggleList("orderedList", list?.name)],
  ] as const;
  const block = state?.selection.$from.parent;
  const level = block?.type === nodes.heading ? String(block.attrs["level"]) : "";
  const levels = LEVELS.some((one) => one === level) || level === "" ? LEVELS : [...LEVELS, level];
  return (
    <>
      <div class="tools" role="toolbar" aria-label={said.content}>
        <Choose
          label={said.blockKind}
          value={level}
          options={[["", said.paragraph], ...levels.map((one) => [one, said.headingOf(one)] as const)]}
          onChoose={(next) =>
            run(next === "" ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level: Number(next) }))()
          }
        />
        {buttons.map(([label, isOn, command]) => (
          <button key={label} type="button" class="button" aria-pressed={isOn} onClick={run(command)}>
            {label}
          </button>
        ))}
        {(["link", "picture"] as const).map((what) => (
          <button
            key={what}
            type="button"
            class="button"
            aria-expanded={asked.value === what}
            aria-pressed={what === "link" && isMarked(state, marks.link)}
            onClick={() => {
              asked.value = asked.value === what ? null : what;
            }}
          >
            {said[what]}
          </button>
        ))}
        <select
          aria-label={said.insertField}
          value=""
          onChange={({ currentTarget }) => {
            const fact = currentTarget.value;
            currentTarget.value = "";
            const field = nodes.field.create({ code: writeField({ fact: `traits.${fact}`, otherwise: "" }) });
            if (fact !== "") run(insert(field))();
          }}
        >
          <option value="">{said.insertField}</option>
          {FIELDS.map((field) => (
            <option key={field} value={field}>
              {said.field[field]}
            </option>
          ))}
        </select>
      </div>
      {asked.value === "link" && <LinkForm {...props} />}
      {asked.value === "picture" && <PictureForm {...props} />}
      <ChosenField {...props} />
    </>
  );
}

/** Puts something in the place of what is chosen. */
export function insert(node: ReturnType<(typeof nodes)["field"]["create"]>): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(node, true).scrollIntoView());
    return true;
  };
}

function isMarked(state: EditorState | null, type: MarkType): boolean {
  if (state === null) return false;
  const { empty, $from, from, to } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  return state.doc.rangeHasMark(from, to, type);
}

/** The list that the cursor stands in. */
function listAround(state: EditorState | null) {
  const place = state?.selection.$from;
  for (let depth = place?.depth ?? 0; depth > 0; depth -= 1) {
    const type = place?.node(depth).type;
    if (type === nodes.bulletList || type === nodes.orderedList) return type;
  }
  return null;
}

/** Makes a list, makes it one of the other kind, or ends it. */
function toggleList(kind: "bulletList" | "orderedList", around: string | undefined): Command {
  return (state, dispatch) => {
    if (around === undefined) return wrapInList(nodes[kind])(state, dispatch);
    if (around === kind) return liftListItem(nodes.listItem)(state, dispatch);
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1)
      if ($from.node(depth).type.name === around) {
        dispatch?.(state.tr.setNodeMarkup($from.before(depth), nodes[kind]));
        return true;
      }
    return false;
  };
}
