import { useSignalEffect } from "@preact/signals";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { CompareSegments } from "../../components/slots/CompareSegments.tsx";
import { SlotEntry } from "../../components/slots/SlotEntry.tsx";
import { useSpeech } from "../../components/speech.ts";
import { TroubleNote } from "../../components/TroubleNote.tsx";
import type { PageKnown, SlotsKnown } from "../../state/createPageState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { ShowInPage } from "./ShowInPage.tsx";
import type { PanelState } from "./SidePanel.tsx";

/** The page beside: its slots, what whoever is looked at gets there and why, what others would, and the page as they would see it. */
export function PageRoom({ state }: { readonly state: PanelState }) {
  const { language } = useSpeech();
  const { panel, popup, editor } = pageWordsOf(language);
  const { tab, page, visitor: following, settings } = state;
  useSignalEffect(() => {
    const beside = tab.tab.value;
    const { visitor } = following.shown.value;
    const isOn = tab.isOn.value && beside?.url != null;
    page.look(
      isOn
        ? {
            ...{ tabId: beside.id, url: beside.url ?? "" },
            ...{ visitor: visitor?.id ?? null, segment: visitor?.segment.key ?? null },
          }
        : null,
    );
  });
  const site = tab.tab.value?.site ?? null;
  if (!tab.isOn.value)
    return (
      <div class="body">
        <ErrorNote title={panel.visitor.notOn} detail={site === null ? panel.visitor.noSite : editor.page.notOn}>
          {site !== null && (
            <button type="button" class="button primary" onClick={tab.turnOn}>
              {popup.turnOn(new URL(site).host)}
            </button>
          )}
        </ErrorNote>
      </div>
    );
  const known = page.known.value;
  const trouble = page.trouble.value;
  const { visitor, facts } = following.shown.value;
  const { origin } = settings.address.value ?? { origin: null };
  const host = origin === null ? "" : new URL(origin).host;
  return (
    <div class="body page">
      <ShowInPage label={editor.page.previewAs} {...{ tab, facts }} visitor={visitor?.id ?? null} isDrafted={false} />
      {trouble !== null && <TroubleNote standing={trouble} host={host} />}
      {known === null && trouble === null && <p class="quiet">{editor.page.waiting}</p>}
      {known !== null && <Slots state={state} known={known} />}
    </div>
  );
}

function Slots({ state, known }: { readonly state: PanelState; readonly known: PageKnown }) {
  const spoken = useSpeech();
  const { slots } = spoken.words;
  const { visitor, facts } = state.visitor.shown.value;
  const { found, places, explained, frames } = known;
  const onPage = found.flatMap(({ key }) => explained[key] ?? []);
  const all = [known, ...frames].flatMap((one) => one.found);
  const elsewhere = places.filter(({ key }) => !all.some((one) => one.key === key)).length;
  return (
    <>
      {all.length === 0 && <p class="quiet">{slots.noSlots}</p>}
      <SlotList state={state} places={places} there={known} />
      {frames.length > 0 && <h2>{spoken.count(frames.length, slots.frames)}</h2>}
      {frames.map((frame) => (
        <section key={frame.frameId} class="frame" aria-label={addressIn(frame.url)}>
          <p class="quiet">{addressIn(frame.url)}</p>
          <SlotList state={state} places={places} there={frame} />
        </section>
      ))}
      {elsewhere > 0 && <p class="quiet">{spoken.count(elsewhere, slots.elsewhere)}</p>}
      {onPage.length > 0 && <CompareSegments slots={onPage} segment={visitor?.segment.key ?? ""} facts={facts} />}
    </>
  );
}

interface ListProps {
  readonly state: PanelState;
  readonly places: PageKnown["places"];
  readonly there: SlotsKnown;
}

/** The slots of the page, or of one of its frames. */
function SlotList({ state, places, there: { frameId, found, explained } }: ListProps) {
  const { page } = pageWordsOf(useSpeech().language).editor;
  const { visitor, facts } = state.visitor.shown.value;
  const segment = visitor?.segment.key ?? "";
  const edit = (slot: string) => {
    state.wish.value = { slot };
    state.room.value = "content";
  };
  return (
    <ul class="slots">
      {found.map(({ key, places: elements }) => {
        const isConfigured = places.some((place) => place.key === key);
        return (
          <SlotEntry
            key={key}
            {...{ name: key, places: elements, isConfigured, segment, facts }}
            slot={explained[key] ?? null}
            now={state.now}
            onGo={() => state.page.goTo(key, frameId)}
          >
            <button type="button" class="plain" onClick={() => edit(key)}>
              {isConfigured ? page.edit : page.makeSlot}
              <span class="hidden"> {key}</span>
            </button>
          </SlotEntry>
        );
      })}
    </ul>
  );
}

/** Where a frame is, without what its address asks for. */
function addressIn(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return host + pathname;
}
