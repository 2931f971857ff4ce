import { NodeSelection } from "prosemirror-state";
import { Field, Text, useEditorWords } from "../Field.tsx";
import { nameOfField, readField, writeField } from "./fieldCode.ts";
import type { ToolProps } from "./RichTools.tsx";
import { schema } from "./richSchema.ts";

/** What stands in for the merge field that is chosen, where nothing is known. */
export function ChosenField({ view, state }: ToolProps) {
  const said = useEditorWords();
  const selection = state?.selection;
  if (!(selection instanceof NodeSelection) || selection.node.type !== schema.nodes.field) return null;
  const code = String(selection.node.attrs["code"]);
  const read = readField(code);
  if (read === null) return <p class="quiet">{code}</p>;
  const write = (otherwise: string) => {
    if (view.current === null) return;
    const { tr } = view.current.state;
    tr.setNodeMarkup(selection.from, undefined, { code: writeField({ ...read, otherwise }) });
    view.current.dispatch(tr.setSelection(NodeSelection.create(tr.doc, selection.from)));
  };
  return (
    <Field label={said.otherwise(nameOfField(code, said.field))}>
      <Text value={read.otherwise} onText={write} />
    </Field>
  );
}
