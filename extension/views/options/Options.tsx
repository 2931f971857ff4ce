import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { ShortcutList } from "../../components/keys/ShortcutList.tsx";
import { Speech, useSpeech, useSpoken } from "../../components/speech.ts";
import type { Address } from "../../settings.ts";
import { createConnectState } from "../../state/createConnectState.ts";
import type { SettingsState } from "../../state/createSettingsState.ts";
import { turnOff } from "../../state/onSites.ts";
import { LANGUAGE_NAMES, LANGUAGES } from "../../words/languages.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Connection } from "./Connection.tsx";
import { Guide } from "./Guide.tsx";

/** How to begin, where RFEdge is, where the overlay is on, which language is spoken, and by which keys. */
export function Options({ settings }: { readonly settings: SettingsState }) {
  const connect = useMemo(createConnectState, []);
  const { language, locale } = settings.speech.value;
  const spoken = useSpoken(language, locale);
  document.documentElement.lang = language;
  const { title } = pageWordsOf(spoken.language).options;
  const suggested = useSignal<Address | null>(null);
  document.title = title;
  return (
    <Speech.Provider value={spoken}>
      <h1>{title}</h1>
      {settings.isGuideShown.value && (
        <Guide
          settings={settings}
          onSuggest={(address) => {
            suggested.value = { ...address };
          }}
        />
      )}
      <Connection settings={settings} connect={connect} suggested={suggested.value} />
      <Sites settings={settings} />
      <Language settings={settings} />
      <Keyboard settings={settings} />
    </Speech.Provider>
  );
}

function Sites({ settings }: { readonly settings: SettingsState }) {
  const { options } = pageWordsOf(useSpeech().language);
  const sites = settings.sites.value;
  return (
    <section>
      <h2>{options.sites}</h2>
      <p class="quiet">{options.sitesAbout}</p>
      {sites.length === 0 ? (
        <p>{options.noSites}</p>
      ) : (
        <ul class="sites">
          {sites.map(({ origin, isInForce }) => (
            <li key={origin}>
              <span class="origin">
                {origin}
                {!isInForce && <span class="quiet"> {options.notInForce}</span>}
              </span>
              <button
                type="button"
                class="button"
                aria-label={`${options.turnOffSite}: ${origin}`}
                onClick={() => void turnOff(origin)}
              >
                {options.turnOffSite}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Language({ settings }: { readonly settings: SettingsState }) {
  const { options } = pageWordsOf(useSpeech().language);
  return (
    <section>
      <h2>
        <label for="language">{options.language}</label>
      </h2>
      <select
        id="language"
        value={settings.choice.value}
        onChange={(event) => settings.chooseLanguage(event.currentTarget.value)}
      >
        <option value="auto">{options.languageAuto}</option>
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
    </section>
  );
}

function Keyboard({ settings }: { readonly settings: SettingsState }) {
  const { keys, guide } = pageWordsOf(useSpeech().language);
  return (
    <>
      <section>
        <h2>{keys.anywhere}</h2>
        <ShortcutList />
      </section>
      {!settings.isGuideShown.value && (
        <button type="button" class="button" onClick={() => settings.showGuide(true)}>
          {guide.show}
        </button>
      )}
    </>
  );
}
