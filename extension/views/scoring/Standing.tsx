import { useScoring } from "./scoring.ts";

/** Whether what is seen is saved, what stands between, and what a colleague did meanwhile. */
export function Standing() {
  const { state, spoken, said, authorOf, canEdit } = useScoring();
  const { isDirty, isSaving, refusal, overtaken, base, published } = state;
  const refused = refusal.value;
  const draft = base.value;
  return (
    <div class="standing">
      <p role="status">
        {isDirty.value
          ? said.unsaved
          : draft?.at && draft.author && state.isAnother.value
            ? said.draft(authorOf(draft.author), spoken.instant(draft.at))
            : said.asPublished(spoken.exact(published.value?.version ?? 0))}
      </p>
      {canEdit && (
        <p class="actions">
          <button type="button" class="button" disabled={!state.canUndo.value} onClick={state.undo}>
            {said.undo}
          </button>
          <button type="button" class="button" disabled={!state.canRedo.value} onClick={state.redo}>
            {said.redo}
          </button>
          {isDirty.value || !state.isAnother.value ? (
            <button type="button" class="button" disabled={!isDirty.value} onClick={state.revert}>
              {said.revert}
            </button>
          ) : (
            <button type="button" class="button" onClick={state.asPublished}>
              {said.backToPublished}
            </button>
          )}
          <button
            type="button"
            class="button"
            disabled={!isDirty.value || isSaving.value}
            onClick={() => void state.save()}
          >
            {isSaving.value ? said.saving : said.save}
          </button>
        </p>
      )}
      {overtaken.value !== null && <Overtaken />}
      {refused !== null && overtaken.value === null && (
        <div class="warning" role="alert">
          {refused.trouble === "invalid" ? (
            <>
              <p>{said.faults}</p>
              <ul>
                {(refused.faults ?? []).map(({ path, message }) => (
                  <li key={path}>
                    <code>{path}</code> {message}
                  </li>
                ))}
                {refused.faults === undefined && <li>{refused.detail}</li>}
              </ul>
            </>
          ) : (
            <p>
              {said.notSaved} {refused.trouble !== "overtaken" && spoken.words.troubles[refused.trouble].title}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function Overtaken() {
  const { state, said, authorOf } = useScoring();
  const met = state.overtaken.value;
  if (met === null) return null;
  const { theirs, merge } = met;
  return (
    <div class="warning" role="alert">
      <p>{said.overtaken(theirs.author === null ? said.someone : authorOf(theirs.author))}</p>
      {merge.lost.length === 0 ? (
        <p>{said.nothingBoth}</p>
      ) : (
        <>
          <p>{said.bothChanged}</p>
          <ul>
            {merge.lost.map((path) => (
              <li key={path}>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="actions">
        <button type="button" class="button primary" onClick={() => state.settle("mine")}>
          {said.keepMine}
        </button>
        <button type="button" class="button" onClick={() => state.settle("theirs")}>
          {said.takeTheirs}
        </button>
      </p>
    </div>
  );
}
