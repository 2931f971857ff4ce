import { type ReadonlySignal, type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { browser } from "wxt/browser";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Speech, useSpeech } from "../../components/speech.ts";
import type { PageState } from "../../state/createPageState.ts";
import { type PlacesState, whomAt } from "../../state/createPlacesState.ts";
import type { RecordState } from "../../state/createRecordState.ts";
import type { SearchState } from "../../state/createSearchState.ts";
import type { SettingsState } from "../../state/createSettingsState.ts";
import type { TabState } from "../../state/createTabState.ts";
import type { VisitorState } from "../../state/createVisitorState.ts";
import { type EditorWish, onSnippetWish } from "../../state/editorWish.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Spoken } from "../../words/spoken.ts";
import type { ContentRoom } from "./editor/ContentRoom.tsx";
import { PageRoom } from "./PageRoom.tsx";
import { VisitorRoom } from "./VisitorRoom.tsx";

/** The rooms of the panel, in the order in which they stand. */
const ROOMS = ["visitor", "page", "content"] as const;
type Room = (typeof ROOMS)[number];

/** All that the panel's rooms show. */
export interface PanelState {
  readonly settings: SettingsState;
  readonly tab: TabState;
  readonly places: PlacesState;
  readonly search: SearchState;
  readonly visitor: VisitorState;
  readonly record: RecordState;
  readonly page: PageState;
  readonly room: Signal<Room>;
  /** What the editor is asked to open next. */
  readonly wish: Signal<EditorWish | null>;
  readonly now: ReadonlySignal<number>;
}

/** The workplace beside the live page: who is on it, or anybody else. */
export function SidePanel({ state }: { readonly state: PanelState }) {
  const { settings, room } = state;
  const { language, locale } = settings.speech.value;
  const spoken = new Spoken(language, locale);
  document.documentElement.lang = language;
  return (
    <Speech.Provider value={spoken}>
      <h1 class="hidden">RFEdge</h1>
      <Rooms room={room} />
      {!settings.isConnected.value && <NotConnected />}
      {settings.isConnected.value && <OpenRoom state={state} />}
    </Speech.Provider>
  );
}

/** Whoever is on the page or was chosen is followed, whichever room is open. */
function OpenRoom({ state }: { readonly state: PanelState }) {
  const { places, tab, visitor, room, wish } = state;
  useSignalEffect(() => {
    const { isOn } = tab;
    const chosen = places.chosen.value;
    // Where the extension is off nobody says who is there.
    visitor.follow(chosen === null && !isOn.value ? null : whomAt(chosen, tab.tab.value?.id));
  });
  useEffect(
    () =>
      onSnippetWish((wished) => {
        wish.value = wished;
        room.value = "content";
      }),
    [],
  );
  if (room.value === "visitor") return <VisitorRoom state={state} />;
  return room.value === "page" ? <PageRoom state={state} /> : <LateRoom state={state} />;
}

/** The editor is a script of its own: who only looks at visitors does not load it. */
function LateRoom({ state }: { readonly state: PanelState }) {
  const { words } = useSpeech();
  const loaded = useSignal<typeof ContentRoom | null>(null);
  useEffect(() => {
    void import("./editor/ContentRoom.tsx").then((script) => {
      loaded.value = script.ContentRoom;
    });
  }, []);
  const Content = loaded.value;
  return Content === null ? <p class="body quiet">{words.loading}</p> : <Content state={state} />;
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
      <button
        type="button"
        class="last"
        title={dashboard.title}
        onClick={() => void browser.tabs.create({ url: "dashboard.html" })}
      >
        <Icon name="dashboard" />
        <span class="hidden">{dashboard.title}</span>
      </button>
      <button type="button" title={scoring.title} onClick={() => void browser.tabs.create({ url: "scoring.html" })}>
        <Icon name="scoring" />
        <span class="hidden">{scoring.title}</span>
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
