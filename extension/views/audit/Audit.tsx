import { useEffect } from "preact/hooks";
import { browser } from "wxt/browser";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { Speech, useSpoken } from "../../components/speech.ts";
import type { AuditState } from "../../state/createAuditState.ts";
import type { SettingsState } from "../../state/createSettingsState.ts";
import type { SightingsState } from "../../state/createSightingsState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { AuditRoom, OpenSettings } from "./AuditRoom.tsx";

interface Props {
  readonly settings: SettingsState;
  readonly state: AuditState;
  readonly sightings: SightingsState;
}

/** What was done to the site, for its admins. */
export function Audit({ settings, state, sightings }: Props) {
  const { language, locale } = settings.speech.value;
  const spoken = useSpoken(language, locale);
  const { audit, dashboard } = pageWordsOf(spoken.language);
  document.documentElement.lang = language;
  document.title = `${audit.title} · RFEdge`;
  const { address, isConnected } = settings;
  const connection = isConnected.value ? `${address.value?.origin} ${address.value?.site}` : null;
  useEffect(() => {
    if (connection !== null) state.refresh();
  }, [connection]);
  return (
    <Speech.Provider value={spoken}>
      <header class="head">
        <h1>
          <span class="quiet">{audit.title}</span>{" "}
          {state.config.known.value.value?.config.site.name ?? address.value?.site}
        </h1>
        <p class="ways">
          <button type="button" class="button" onClick={() => void browser.tabs.create({ url: "dashboard.html" })}>
            {dashboard.title}
          </button>
          <button type="button" class="button" onClick={() => void browser.runtime.openOptionsPage()}>
            {spoken.words.settings}
          </button>
        </p>
      </header>
      {isConnected.value && address.value !== null ? (
        <AuditRoom
          state={state}
          sightings={sightings}
          host={new URL(address.value.origin).host}
          site={address.value.site}
        />
      ) : (
        <ErrorNote title={spoken.words.notConnected.title} detail={spoken.words.notConnected.detail}>
          <OpenSettings />
        </ErrorNote>
      )}
    </Speech.Provider>
  );
}
