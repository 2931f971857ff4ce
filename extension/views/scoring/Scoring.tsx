import { browser } from "wxt/browser";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { Speech, useSpeech, useSpoken } from "../../components/speech.ts";
import { TroubleNote } from "../../components/TroubleNote.tsx";
import type { ScoringState } from "../../state/createScoringState.ts";
import type { SettingsState } from "../../state/createSettingsState.ts";
import { siteFactsOf } from "../../state/siteFacts.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { CutsPart } from "./CutsPart.tsx";
import { ForecastPart } from "./ForecastPart.tsx";
import { PublishPart } from "./PublishPart.tsx";
import { SegmentsPart } from "./SegmentsPart.tsx";
import { Standing } from "./Standing.tsx";
import { ScoringContext, saidIn } from "./scoring.ts";
import { VersionsPart } from "./VersionsPart.tsx";

interface Props {
  readonly settings: SettingsState;
  readonly state: ScoringState;
}

/** How a site scores, and its segments: moved, tried out on everybody, published and taken back. */
export function Scoring({ settings, state }: Props) {
  const { language, locale } = settings.speech.value;
  const spoken = useSpoken(language, locale);
  const said = saidIn(spoken);
  document.documentElement.lang = language;
  document.title = `${said.title} · RFEdge`;
  const { address, isConnected } = settings;
  const name = state.published.value?.config.site.name ?? address.value?.site ?? "";
  const host = address.value === null ? "" : new URL(address.value.origin).host;
  return (
    <Speech.Provider value={spoken}>
      <header class="head">
        <h1>
          <span class="quiet">{said.title}</span> {name}
        </h1>
        <p class="ways">
          <button type="button" class="button" onClick={() => void browser.tabs.create({ url: "dashboard.html" })}>
            {pageWordsOf(spoken.language).dashboard.title}
          </button>
          <button type="button" class="button" onClick={() => void browser.runtime.openOptionsPage()}>
            {spoken.words.settings}
          </button>
        </p>
      </header>
      {isConnected.value ? <Body state={state} host={host} /> : <NotConnected />}
    </Speech.Provider>
  );
}

function NotConnected() {
  const { words } = useSpeech();
  return (
    <ErrorNote title={words.notConnected.title} detail={words.notConnected.detail}>
      <button type="button" class="button primary" onClick={() => void browser.runtime.openOptionsPage()}>
        {words.openSettings}
      </button>
    </ErrorNote>
  );
}

function Body({ state, host }: { readonly state: ScoringState; readonly host: string }) {
  const spoken = useSpeech();
  const { words } = spoken;
  const said = saidIn(spoken);
  const standing = state.standing.value;
  const [published, edits] = [state.published.value, state.edits.value];
  if (standing === "loading" || (edits === null && (standing === "ready" || standing === "viewer")))
    return <p role="status">{words.loading}</p>;
  if (edits === null || published === null) {
    const trouble = standing === "ready" || standing === "viewer" ? "unreadable" : standing;
    return <TroubleNote standing={trouble} host={host} onRetry={() => void state.load()} />;
  }
  const canEdit = standing === "ready";
  const scoring = {
    ...{ state, edits, canEdit },
    facts: siteFactsOf({ site: published.config.site, ...edits }),
    faults: state.forecast.refusal.value?.faults ?? state.refusal.value?.faults ?? [],
  };
  return (
    <ScoringContext.Provider value={scoring}>
      {canEdit ? <Standing /> : <p class="warning">{said.readOnly}</p>}
      <div class="columns">
        <div class="column">
          <CutsPart />
          <SegmentsPart />
        </div>
        <div class="column aside">
          {canEdit && <ForecastPart />}
          <PublishPart />
          <VersionsPart />
        </div>
      </div>
    </ScoringContext.Provider>
  );
}
