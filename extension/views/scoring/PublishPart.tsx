import { useSignal } from "@preact/signals";
import { editsOf } from "../../state/scoringEdits.ts";
import { ChangeList } from "./ChangeList.tsx";
import { changesIn } from "./changes.ts";
import { useScoring } from "./scoring.ts";

/** What would change, then that it does, and the way back. */
export function PublishPart() {
  const { state, spoken, said, canEdit } = useScoring();
  const { publication } = state;
  const isReviewing = useSignal(false);
  const { last, undone, refusal, isBusy } = publication;
  if (!canEdit) return null;
  const review = async () => {
    isReviewing.value = await publication.review();
  };
  const back = last.value?.previous ?? null;
  const refused = refusal.value;
  return (
    <section class="part" aria-labelledby="publish-title">
      <h2 id="publish-title">{said.publish}</h2>
      <div role="status">
        {last.value !== null && <p>{said.published(spoken.exact(last.value.version))}</p>}
        {undone.value !== null && <p>{said.undone(spoken.exact(undone.value.version))}</p>}
        {refused !== null && (
          <p class="warning">
            {refused.trouble === "overtaken"
              ? said.overtakenPublish
              : `${said.notPublished} ${
                  refused.trouble === "invalid" ? (refused.detail ?? "") : spoken.words.troubles[refused.trouble].title
                }`}
          </p>
        )}
      </div>
      {back !== null && (
        <p>
          <button type="button" class="button" disabled={isBusy.value} onClick={() => void publication.rollBack(back)}>
            {said.undoPublish}
          </button>
        </p>
      )}
      {isReviewing.value && !state.isDirty.value ? (
        <Review
          onDone={() => {
            isReviewing.value = false;
          }}
        />
      ) : (
        <button type="button" class="button primary" disabled={isBusy.value} onClick={() => void review()}>
          {said.review}
        </button>
      )}
    </section>
  );
}

function Review({ onDone }: { readonly onDone: () => void }) {
  const { state, edits, spoken, said } = useScoring();
  const { publication, published } = state;
  const note = useSignal("");
  const differences = publication.differences.known.value.value?.differences ?? [];
  const elsewhere = differences.filter(({ path }) => !/^\/(?:scoring|segments)(?:\/|$)/.test(path)).length;
  const changes = published.value === null ? [] : changesIn(editsOf(published.value.config), edits);
  const publish = async () => {
    await publication.publish(note.value.trim());
    onDone();
  };
  if (changes.length === 0 && elsewhere === 0)
    return (
      <p>
        {said.nothingToPublish}{" "}
        <button type="button" class="button" onClick={onDone}>
          {said.cancel}
        </button>
      </p>
    );
  return (
    <>
      <p>{said.reviewAbout}</p>
      <ChangeList changes={changes} />
      {elsewhere > 0 && <p>{said.elsewhere(spoken.count(elsewhere, said.places))}</p>}
      <label class="choice">
        <span>{said.note}</span>
        <input
          value={note.value}
          maxLength={500}
          placeholder={said.noteHint}
          onInput={({ currentTarget }) => {
            note.value = currentTarget.value;
          }}
        />
      </label>
      <p class="actions">
        <button type="button" class="button primary" disabled={publication.isBusy.value} onClick={() => void publish()}>
          {said.publishNow}
        </button>
        <button type="button" class="button" onClick={onDone}>
          {said.cancel}
        </button>
      </p>
    </>
  );
}
