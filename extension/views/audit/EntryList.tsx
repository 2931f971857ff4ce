import { useSpeech } from "../../components/speech.ts";
import type { AuditState } from "../../state/createAuditState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Entry } from "./Entry.tsx";

/** The entries that were found, newest first, and the way to older ones. */
export function EntryList({ state }: { readonly state: AuditState }) {
  const { words, language } = useSpeech();
  const { audit } = pageWordsOf(language);
  const { entries, cursor, isBusy, trouble } = state.shown.value;
  const { actor, action } = state.sought.value;
  return (
    <>
      <ol class="entries" aria-busy={isBusy}>
        {entries.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
      <div role="status">
        {isBusy && <p class="quiet">{words.loading}</p>}
        {!isBusy && trouble === null && entries.length === 0 && (
          <p>{cursor === null ? audit.nothing : audit.nothingYet}</p>
        )}
      </div>
      <p class="ways">
        {cursor !== null && (
          <button type="button" class="button" disabled={isBusy} onClick={() => void state.readMore()}>
            {audit.older}
          </button>
        )}
        {(actor !== "" || action !== "") && (
          <button type="button" class="button" onClick={() => void state.search({ actor: "", action: "" })}>
            {audit.showAll}
          </button>
        )}
      </p>
    </>
  );
}
