import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { browser } from "wxt/browser";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Speech, useSpeech } from "../../components/speech.ts";
import type { PlacesState } from "../../state/createPlacesState.ts";
import type { RecordState } from "../../state/createRecordState.ts";
import type { SearchState } from "../../state/createSearchState.ts";
import type { SettingsState } from "../../state/createSettingsState.ts";
import type { TabState } from "../../state/createTabState.ts";
import type { VisitorState } from "../../state/createVisitorState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Spoken } from "../../words/spoken.ts";
import { VisitorRoom } from "./VisitorRoom.tsx";

/** The rooms of the panel, in the order in which they stand. */
const ROOMS = ["visitor"] as const;
type Room = (typeof ROOMS)[number];

/** All that the panel's rooms show. */
export interface PanelState {
  readonly settings: SettingsState;
  readonly tab: TabState;
  readonly places: PlacesState;
  readonly search: SearchState;
  readonly visitor: VisitorState;
  readonly record: RecordState;
  readonly now: ReadonlySignal<number>;
}

/** The workplace beside the live page: who is on it, or anybody else. */
export function SidePanel({ state }: { readonly state: PanelState }) {
  const { settings } = state;
  const { language, locale } = settings.speech.value;
  const spoken = new Spoken(language, locale);
  const room = useSignal<Room>("visitor");
  document.documentElement.lang = language;
  return (
    <Speech.Provider value={spoken}>
      <h1 class="hidden">RFEdge</h1>
      <Rooms room={room} />
      {settings.isConnected.value ? <VisitorRoom state={state} /> : <NotConnected />}
    </Speech.Provider>
  );
}

function Rooms({ room }: { readonly room: Signal<Room> }) {
  const { words, language } = useSpeech();
  const { panel, dashboard, scoring } = pageWordsOf(language);
  return (
    <nav class="rooms" aria-label={panel.rooms}>
      {ROOMS.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === room.value ? "page" : undefined}
          onClick={() => {
            room.value = one;
          }}
        >
          {panel[one].name}
        </button>
      ))}
      <button type="button" class="last" onClick={() => void browser.tabs.create({ url: "dashboard.html" })}>
        {dashboard.title}
      </button>
      <button type="button" onClick={() => void browser.tabs.create({ url: "scoring.html" })}>
        {scoring.short}
      </button>
      <button type="button" title={words.settings} onClick={() => void browser.runtime.openOptionsPage()}>
        <Icon name="settings" />
        <span class="hidden">{words.settings}</span>
      </button>
    </nav>
  );
}

function NotConnected() {
  const { words } = useSpeech();
  return (
    <div class="body">
      <ErrorNote title={words.notConnected.title} detail={words.notConnected.detail}>
        <button type="button" class="button primary" onClick={() => void browser.runtime.openOptionsPage()}>
          {words.openSettings}
        </button>
      </ErrorNote>
    </div>
  );
}
