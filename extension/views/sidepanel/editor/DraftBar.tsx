import { useContext } from "preact/hooks";
import { Icon } from "../../../components/Icon.tsx";
import type { EditorState } from "../../../state/createEditorState.ts";
import type { TabState } from "../../../state/createTabState.ts";
import { isSame } from "../../../state/draft/mergeSlots.ts";
import { ShowInPage } from "../ShowInPage.tsx";
import { ReadOnly, useEditorWords } from "./Field.tsx";

/** How the draft stands, and what can be done with it as a whole. */
export function DraftBar({ editor, tab }: { readonly editor: EditorState; readonly tab: TabState }) {
  const said = useEditorWords();
  const isReadOnly = useContext(ReadOnly);
  const { draft } = editor;
  const { trouble, detail, faults = [] } = draft.refusal.value ?? {};
  const { slots, snippets } = draft.published.value?.config ?? {};
  const isPublished = isSame(slots, draft.slots.value) && isSame(snippets, draft.pieces.value);
  const standing = draft.isSaving.value
    ? said.saving
    : draft.isDirty.value
      ? said.unsaved
      : isPublished
        ? said.asPublished
        : said.saved;
  const elsewhere = faults.filter(({ path }) => !/^\/(?:slots|snippets)\//.test(path));
  if (isReadOnly) return null;
  return (
    <div class="draftbar">
      <div class="tools">
        <span class={draft.isDirty.value ? "standing unsaved" : "standing"} role="status">
          {standing}
        </span>
        <Step icon="undo" label={said.undo} can={draft.canUndo.value} go={draft.undo} />
        <Step icon="redo" label={said.redo} can={draft.canRedo.value} go={draft.redo} />
        {draft.isDirty.value && (
          <button type="button" class="plain" onClick={draft.revert}>
            {said.revert}
          </button>
        )}
        <button
          type="button"
          class="button primary"
          disabled={!draft.isDirty.value || draft.isSaving.value}
          onClick={() => void draft.save()}
        >
          {said.save}
        </button>
      </div>
      <ShowInPage label={said.showInPage} tab={tab} facts={editor.facts.value} isDrafted save={draft.save} />
      {trouble !== undefined && trouble !== "overtaken" && (
        <p class="warning" role="alert">
          {trouble === "refused"
            ? said.refused
            : trouble === "unreachable"
              ? said.unreachable
              : trouble === "invalid"
                ? said.invalid
                : (detail ?? said.notDone)}
          {elsewhere.length > 0 &&
            ` ${said.elsewhere} ${elsewhere.map((one) => `${one.path} ${one.message}`).join("; ")}`}
        </p>
      )}
    </div>
  );
}

interface StepProps {
  readonly icon: "undo" | "redo";
  readonly label: string;
  readonly can: boolean;
  readonly go: () => void;
}

function Step({ icon, label, can, go }: StepProps) {
  return (
    <button type="button" class="plain" title={label} aria-label={label} disabled={!can} onClick={go}>
      <Icon name={icon} />
    </button>
  );
}
