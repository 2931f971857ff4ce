import { type ReadonlySignal, type Signal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { browser } from "wxt/browser";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Speech, useSpeech, useSpoken } from "../../components/speech.ts";
import { useScript } from "../../components/useScript.ts";
import type { PageState } from "../../state/createPageState.ts";
import { type PlacesState, whomAt } from "../../state/createPlacesState.ts";
import type { PrivacyState } from "../../state/createPrivacyState.ts";
import type { RecordState } from "../../state/createRecordState.ts";
import type { SearchState } from "../../state/createSearchState.ts";
import type { SettingsState } from "../../state/createSettingsState.ts";
import type { TabState } from "../../state/createTabState.ts";
import type { VisitorState } from "../../state/createVisitorState.ts";
import { type EditorWish, onSnippetWish } from "../../state/editorWish.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
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
  readonly privacy: PrivacyState;
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
  const spoken = useSpoken(language, locale);
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

const loadEditor = () => import("./editor/ContentRoom.tsx");

/** The editor is a script of its own: who only looks at visitors does not load it. */
function LateRoom({ state }: { readonly state: PanelState }) {
  const { words } = useSpeech();
  const Content = useScript(loadEditor)?.ContentRoom;
  return Content === undefined ? <p class="body quiet">{words.loading}</p> : <Content state={state} />;
}

function Rooms({ room }: { readonly room: Signal<Room> }) {
  const { words, language } = useSpeech();
  const { panel, dashboard, scoring } = pageWordsOf(language);
  const elsewhere = [
    { icon: "dashboard", title: dashboard.title, open: openTab("dashboard.html") },
    { icon: "scoring", title: scoring.title, open: openTab("scoring.html") },
    { icon: "settings", title: words.settings, open: () => void browser.runtime.openOptionsPage() },
  ] as const;
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
      {elsewhere.map(({ icon, title, open }, index) => (
        <button key={icon} type="button" class={index === 0 ? "wide last" : "wide"} title={title} onClick={open}>
          <Icon name={icon} />
          <span class="hidden">{title}</span>
        </button>
      ))}
      <button type="button" class="narrow last" title={panel.more} popovertarget="elsewhere">
        <Icon name="more" />
        <span class="hidden">{panel.more}</span>
      </button>
      <div id="elsewhere" popover="auto" class="menu">
        {elsewhere.map(({ icon, title, open }) => (
          <button key={icon} type="button" onClick={open}>
            <Icon name={icon} /> {title}
          </button>
        ))}
      </div>
    </nav>
  );
}

function openTab(url: string): () => void {
  return () => void browser.tabs.create({ url });
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
