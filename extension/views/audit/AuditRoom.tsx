import { browser } from "wxt/browser";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useSpeech } from "../../components/speech.ts";
import { TroubleNote } from "../../components/TroubleNote.tsx";
import type { AuditState } from "../../state/createAuditState.ts";
import type { SightingsState } from "../../state/createSightingsState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { ChainPart } from "./ChainPart.tsx";
import { EntryList } from "./EntryList.tsx";
import { SearchForm } from "./SearchForm.tsx";
import { SightingsPart } from "./SightingsPart.tsx";

interface Props {
  readonly state: AuditState;
  readonly sightings: SightingsState;
  /** The Worker's host, to name it. */
  readonly host: string;
  readonly site: string;
}

/** The log as its admins see it, or what stands between. */
export function AuditRoom({ state, sightings, host, site }: Props) {
  const { words, language } = useSpeech();
  const { audit } = pageWordsOf(language);
  const { entries, trouble } = state.shown.value;
  if (entries.length === 0 && trouble !== null) {
    if (trouble === "forbidden")
      return (
        <ErrorNote title={audit.forbidden.title} detail={audit.forbidden.detail}>
          <OpenSettings />
        </ErrorNote>
      );
    return <TroubleNote standing={trouble} host={host} onRetry={state.refresh} />;
  }
  return (
    <>
      <p class="quiet">{audit.about}</p>
      <ChainPart state={state} site={site} />
      <SightingsPart state={sightings} />
      <SearchForm state={state} />
      <EntryList state={state} />
      {trouble !== null && (
        <p class="warning" role="alert">
          {words.troubles[trouble].title}. <Again onPress={() => void state.readMore()} />
        </p>
      )}
    </>
  );
}

/** The way to the settings. */
export function OpenSettings() {
  const { words } = useSpeech();
  return (
    <button type="button" class="button primary" onClick={() => void browser.runtime.openOptionsPage()}>
      {words.openSettings}
    </button>
  );
}

function Again({ onPress }: { readonly onPress: () => void }) {
  return (
    <button type="button" class="button" onClick={onPress}>
      {useSpeech().words.retry}
    </button>
  );
}
