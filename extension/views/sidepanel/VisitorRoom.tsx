import { ErrorNote } from "../../components/ErrorNote.tsx";
import { useSpeech } from "../../components/speech.ts";
import { TroubleNote } from "../../components/TroubleNote.tsx";
import type { Pin } from "../../state/createPlacesState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { LateReceipt } from "./LatePrivacy.tsx";
import { Search } from "./Search.tsx";
import type { PanelState } from "./SidePanel.tsx";
import { VisitorView } from "./VisitorView.tsx";

/** Who is on the page beside, or whoever was searched for. */
export function VisitorRoom({ state }: { readonly state: PanelState }) {
  const { places, search } = state;
  const open = (pin: Pin | null) => {
    places.open(pin);
    search.seek({ text: "", segment: "" });
  };
  const { text, segment } = search.sought.value;
  const isSearching = text.trim() !== "" || segment !== "";
  return (
    <>
      <Search state={state} onOpen={open} />
      <LateReceipt privacy={state.privacy} />
      {!isSearching && <Pins state={state} onOpen={open} />}
      {!isSearching && <Whoever state={state} />}
    </>
  );
}

function Pins({
  state: { places },
  onOpen,
}: {
  readonly state: PanelState;
  readonly onOpen: (pin: Pin | null) => void;
}) {
  const { language } = useSpeech();
  const { visitor } = pageWordsOf(language).panel;
  const chosen = places.chosen.value;
  if (places.pins.value.length === 0 && chosen === null && !places.canGoBack.value) return null;
  return (
    <nav class="places" aria-label={visitor.pinned}>
      {places.canGoBack.value && (
        <button type="button" class="plain" onClick={places.back}>
          ‹ {visitor.back}
        </button>
      )}
      <button type="button" class="plain" aria-pressed={chosen === null} onClick={() => onOpen(null)}>
        {visitor.onPage}
      </button>
      {places.pins.value.map((pin) => (
        <button
          key={pin.id}
          type="button"
          class="plain pin"
          aria-pressed={pin.id === chosen?.id}
          onClick={() => onOpen(pin)}
        >
          {pin.name}
        </button>
      ))}
    </nav>
  );
}

/** The visitor, or what stands where they would. */
function Whoever({ state }: { readonly state: PanelState }) {
  const { language } = useSpeech();
  const { panel, popup } = pageWordsOf(language);
  const { places, tab, visitor: following, settings } = state;
  const shown = following.shown.value;
  const site = tab.tab.value?.site ?? null;
  if (places.chosen.value === null && !tab.isOn.value)
    return (
      <div class="body">
        <ErrorNote title={panel.visitor.notOn} detail={site === null ? panel.visitor.noSite : popup.about}>
          {site !== null && (
            <button type="button" class="button primary" onClick={tab.turnOn}>
              {popup.turnOn(new URL(site).host)}
            </button>
          )}
        </ErrorNote>
      </div>
    );
  if (shown.visitor !== null) return <VisitorView key={shown.visitor.id} state={state} visitor={shown.visitor} />;
  const { origin } = settings.address.value ?? { origin: null };
  const host = origin === null ? "" : new URL(origin).host;
  return (
    <div class="body" aria-live="polite">
      <TroubleNote standing={shown.standing} host={host} onRetry={following.retry} />
    </div>
  );
}
