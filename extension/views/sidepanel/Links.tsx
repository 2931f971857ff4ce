import { useSignal } from "@preact/signals";
import { useSpeech } from "../../components/speech.ts";
import type { RecordState } from "../../state/createRecordState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

interface Props {
  readonly record: RecordState;
  readonly onOpen: (id: string) => void;
}

/** Which visitors were made one, since when and by what; any of it can be undone, and done again. */
export function Links({ record, onOpen }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { visitor: said } = pageWordsOf(spoken.language).panel;
  const { value, trouble } = record.links.known.value;
  const undone = record.undone.value;
  const refusal = record.refusal.value;
  return (
    <section class="links">
      <h2>{said.links}</h2>
      {value === null && <p class="quiet">{trouble === null ? words.loading : words.troubles[trouble].title}</p>}
      {value?.links.length === 0 && <p class="quiet">{said.noLinks}</p>}
      <ul>
        {value?.links.map((link) => (
          <li key={link.id}>
            <span>
              {(link.userId ?? link.anonymousIds[0] ?? link.id).slice(0, 40)}
              <span class="quiet">
                {" "}
                {said.linkedBy[link.by]} · {spoken.instant(link.since)}
              </span>
            </span>
            <button type="button" class="button" onClick={() => void record.unlink(link.id)}>
              {said.unlink}
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {undone !== null && (
          <p>
            {said.unlinked}{" "}
            <button type="button" class="button" onClick={() => void record.link(undone.other)}>
              {said.undo}
            </button>{" "}
            <button type="button" class="button" onClick={() => onOpen(undone.other)}>
              {said.openOther}
            </button>
          </p>
        )}
        {refusal !== null && (
          <p class="warning">{refusal.trouble === "forbidden" ? said.needsEditor : (refusal.detail ?? said.notDone)}</p>
        )}
      </div>
      <LinkForm record={record} />
    </section>
  );
}

/** Makes one visitor of two, by any id of the other. */
function LinkForm({ record }: { readonly record: RecordState }) {
  const { visitor: said } = pageWordsOf(useSpeech().language).panel;
  const other = useSignal("");
  const link = async (event: SubmitEvent) => {
    event.preventDefault();
    const id = other.value.trim();
    if (id === "") return;
    await record.link(id);
    if (record.refusal.value === null) other.value = "";
  };
  return (
    <details>
      <summary>{said.linkWith}</summary>
      <form onSubmit={(event) => void link(event)}>
        <label>
          {said.otherId}
          <input
            value={other.value}
            spellcheck={false}
            onInput={({ currentTarget }) => {
              other.value = currentTarget.value;
            }}
          />
        </label>
        <button type="submit" class="button">
          {said.link}
        </button>
      </form>
    </details>
  );
}
