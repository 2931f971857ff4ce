import { useSignal } from "@preact/signals";
import { saveFile } from "../../components/charts/saveFile.ts";
import { useSpeech } from "../../components/speech.ts";
import type { AuditSaved, AuditState } from "../../state/createAuditState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

interface Props {
  readonly state: AuditState;
  readonly site: string;
}

/** Whether the log is whole, in a sentence, and the log as a file. */
export function ChainPart({ state, site }: Props) {
  const spoken = useSpeech();
  const { audit } = pageWordsOf(spoken.language);
  const { value, trouble } = state.chain.known.value;
  const saved = useSignal<AuditSaved | "failed" | null>(null);
  const saving = state.saving.value;
  const save = async () => {
    saved.value = null;
    const whole = await state.save();
    saved.value = whole ?? "failed";
    if (whole !== null) saveFile(`${site}.audit.ndjson`, new Blob([whole.text], { type: "application/x-ndjson" }));
  };
  return (
    <section class="chain" aria-label={audit.title}>
      <div role="status">
        {value === null && (
          <p class="quiet">{trouble === null ? audit.following : spoken.words.troubles[trouble].title}</p>
        )}
        {value?.brokenAt === null && <p>✓ {audit.whole(spoken.count(value.entries, audit.entries))}</p>}
        {value != null && value.brokenAt !== null && (
          <p class="warning">{audit.broken(spoken.exact(value.brokenAt))}</p>
        )}
      </div>
      {value?.brokenAt === null && (
        <p class="quiet">
          {audit.lastHash}: <code>{value.hash}</code>
          <br />
          {audit.lastHashAbout}
        </p>
      )}
      <p class="ways">
        <button type="button" class="button" disabled={saving !== null} onClick={() => void save()}>
          {audit.save}
        </button>
        <span role="status">
          {saving !== null && audit.saving(spoken.count(saving, audit.entries))}
          {saved.value === "failed" && <span class="fault">{audit.notSaved}</span>}
          {saved.value !== null && saved.value !== "failed" && <Outcome saved={saved.value} />}
        </span>
      </p>
    </section>
  );
}

function Outcome({ saved: { count, brokenAt } }: { readonly saved: AuditSaved }) {
  const spoken = useSpeech();
  const { audit } = pageWordsOf(spoken.language);
  if (brokenAt !== null) return <span class="fault">{audit.savedBroken(spoken.exact(brokenAt))}</span>;
  return <>{audit.saved(spoken.count(count, audit.entries), "rfedge audit verify")}</>;
}
