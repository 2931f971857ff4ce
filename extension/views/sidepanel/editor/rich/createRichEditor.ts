import { baseKeymap, chainCommands, exitCode, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Fragment, type Node, Slice } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { type Command, EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { cleanMarkup } from "../../../../components/cleanMarkup.ts";
import { readPasted } from "./readMarkup.ts";
import { schema } from "./richSchema.ts";
import { writeMarkup } from "./writeMarkup.ts";

/** How what is not text is shown, and what the editor tells. */
interface Telling {
  readonly doc: Node;
  readonly label: string;
  readonly isReadOnly: () => boolean;
  /** What a merge field is called. */
  readonly fieldName: (code: string) => string;
  /** The address a picture is fetched from; null: from nowhere. */
  readonly pictureAddress: (written: string) => string | null;
  readonly onMarkup: (markup: string) => void;
  /** At every change, also of what is chosen. */
  readonly onState: (state: EditorState) => void;
  readonly onLink: () => void;
}

const { nodes, marks } = schema;

const lineBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.lineBreak.create()).scrollIntoView());
  return true;
};

/** Removes a field or picture beside the cursor as one thing: browsers differ in what they make of it. */
const removeWhole =
  (side: "nodeBefore" | "nodeAfter"): Command =>
  ({ selection, tr }, dispatch) => {
    const beside = selection.$from[side];
    if (!selection.empty || beside == null || !beside.isInline || beside.isText) return false;
    const { from } = selection;
    const [start, end] = side === "nodeBefore" ? [from - beside.nodeSize, from] : [from, from + beside.nodeSize];
    dispatch?.(tr.delete(start, end).scrollIntoView());
    return true;
  };

/** Text with formatting, to be written in a place of a page. */
export function createRichEditor(place: HTMLElement, telling: Telling): EditorView {
  const keys = keymap({
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Mod-b": toggleMark(marks.strong),
    "Mod-i": toggleMark(marks.em),
    "Mod-k": () => {
      telling.onLink();
      return true;
    },
    Backspace: removeWhole("nodeBefore"),
    Delete: removeWhole("nodeAfter"),
    Enter: splitListItem(nodes.listItem),
    Tab: sinkListItem(nodes.listItem),
    "Shift-Tab": liftListItem(nodes.listItem),
    "Shift-Enter": chainCommands(exitCode, lineBreak),
  });
  const view: EditorView = new EditorView(place, {
    state: stateOf(telling.doc, [keys]),
    attributes: { class: "rich", role: "textbox", "aria-multiline": "true", "aria-label": telling.label },
    editable: () => !telling.isReadOnly(),
    nodeViews: {
      field: ({ attrs }) => {
        const code = String(attrs["code"]);
        const dom = shown("span", "chip", telling.fieldName(code));
        dom.title = code;
        return { dom };
      },
      image: ({ attrs }) => {
        const dom = document.createElement("img");
        const address = telling.pictureAddress(String(attrs["src"]));
        if (address !== null) dom.src = address;
        dom.alt = String(attrs["alt"]);
        return { dom };
      },
    },
    handleDOMEvents: {
      paste: (own, event) => take(own, event, event.clipboardData, null),
      drop: (own, event) => {
        // What is moved within the text is moved as it is.
        if (own.dragging !== null) return false;
        return take(own, event, event.dataTransfer, own.posAtCoords({ left: event.clientX, top: event.clientY }));
      },
      copy: (own, event) => give(own, event.clipboardData, event),
      cut: (own, event) => {
        if (!give(own, event.clipboardData, event)) return false;
        own.dispatch(own.state.tr.deleteSelection());
        return true;
      },
    },
    dispatchTransaction: (transaction) => {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged && transaction.getMeta(FROM_OUTSIDE) !== true)
        telling.onMarkup(writeMarkup(view.state.doc));
      telling.onState(view.state);
    },
  });
  telling.onState(view.state);
  return view;
}

const FROM_OUTSIDE = "fromOutside";

/** Shows other markup than it was last told: what was written before cannot be undone here. */
export function showInstead(view: EditorView, doc: Node): void {
  view.updateState(EditorState.create({ doc, plugins: view.state.plugins }));
}

function stateOf(doc: Node, plugins: Parameters<typeof EditorState.create>[0]["plugins"]): EditorState {
  return EditorState.create({ doc, plugins: [history(), ...(plugins ?? []), keymap(baseKeymap)] });
}

/** Takes words, marks, links and pictures from elsewhere, and nothing else. */
function take(view: EditorView, event: Event, from: DataTransfer | null, at: { readonly pos: number } | null): boolean {
  if (from === null || !view.editable) return false;
  event.preventDefault();
  const markup = from.getData("text/html");
  const slice = markup === "" ? plainSlice(from.getData("text/plain")) : richSlice(readPasted(cleanMarkup(markup)));
  const { tr } = view.state;
  const placed = at === null ? tr.replaceSelection(slice) : tr.replace(at.pos, at.pos, slice);
  view.dispatch(placed.scrollIntoView());
  return true;
}

/** Of one paragraph its words alone: they go on where the cursor is. */
function richSlice(blocks: readonly Node[]): Slice {
  const fragment = Fragment.fromArray([...blocks]);
  const [only] = blocks;
  return blocks.length === 1 && only?.type === nodes.paragraph ? new Slice(fragment, 1, 1) : Slice.maxOpen(fragment);
}

function plainSlice(text: string): Slice {
  const paragraphs = text
    .split(/\r?\n+/)
    .map((line) => nodes.paragraph.create(null, line === "" ? [] : [schema.text(line)]));
  return richSlice(paragraphs);
}

/** Copies markup as it is written, not as it is shown here. */
function give(view: EditorView, to: DataTransfer | null, event: Event): boolean {
  const { selection } = view.state;
  if (to === null || selection.empty) return false;
  event.preventDefault();
  const { content } = selection.content();
  const doc = nodes.doc.createAndFill(
    null,
    content.firstChild?.isInline === true ? nodes.paragraph.create(null, content) : content,
  );
  to.setData("text/html", doc === null ? "" : writeMarkup(doc));
  to.setData(
    "text/plain",
    content.textBetween(0, content.size, "\n", (leaf) => String(leaf.attrs["code"] ?? "")),
  );
  return true;
}

function shown(tag: string, name: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}
