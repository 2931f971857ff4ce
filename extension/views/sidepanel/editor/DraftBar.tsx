import { useContext } from "preact/hooks";
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
  const isPublished = isSame(draft.published.value?.config.slots, draft.slots.value);
  const standing = draft.isSaving.value
    ? said.saving
    : draft.isDirty.value
      ? said.unsaved
      : isPublished
        ? said.asPublished
        : said.saved;
  const elsewhere = faults.filter(({ path }) => !path.startsWith("/slots/"));
  if (isReadOnly) return null;
  return (
    <div class="draftbar">
      <div class="tools">
        <span class={draft.isDirty.value ? "standing unsaved" : "standing"} role="status">
          {standing}
        </span>
        <button type="button" class="plain" disabled={!draft.canUndo.value} onClick={draft.undo}>
          {said.undo}
        </button>
        <button type="button" class="plain" disabled={!draft.canRedo.value} onClick={draft.redo}>
          {said.redo}
        </button>
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
