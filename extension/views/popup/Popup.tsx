import { browser } from "wxt/browser";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { SegmentMark } from "../../components/SegmentMark.tsx";
import { Speech, useSpeech } from "../../components/speech.ts";
import { noteOf } from "../../components/standing.ts";
import type { StatusAnswer } from "../../messages.ts";
import type { PopupState } from "../../state/createPopupState.ts";
import type { SettingsState } from "../../state/createSettingsState.ts";
import { showSidePanel } from "../../state/showSidePanel.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Spoken } from "../../words/spoken.ts";

interface Props {
  readonly settings: SettingsState;
  readonly page: PopupState;
}

/** Says whether the overlay is on for the page in front, and turns it on or off. */
export function Popup({ settings, page }: Props) {
  const { language, locale } = settings.speech.value;
  document.documentElement.lang = language;
  return (
    <Speech.Provider value={new Spoken(language, locale)}>
      {page.site === null ? <NoSite /> : <Site site={page.site} settings={settings} page={page} />}
    </Speech.Provider>
  );
}

function NoSite() {
  const { popup } = pageWordsOf(useSpeech().language);
  return <ErrorNote title="RFEdge" detail={popup.noSite} />;
}

function Site({ site, settings, page }: Props & { readonly site: string }) {
  const { words, language } = useSpeech();
  const { notConnected, settings: settingsWord, openSettings } = words;
  const { popup } = pageWordsOf(language);
  const { host } = new URL(site);
  const isOn = page.isOn.value;
  const isConnected = settings.isConnected.value;
  return (
    <>
      <h1>
        <span class="host">{host}</span>
        <span class={isOn ? "state on" : "state"}>{isOn ? popup.isOn : popup.isOff}</span>
      </h1>
      {isConnected && isOn && page.isBadgeShown.value && <Status status={page.status.value} />}
      {isOn && <BadgeSwitch page={page} />}
      {!isOn && <p>{popup.about}</p>}
      {page.isDenied.value && !isOn && <p role="alert">{popup.denied}</p>}
      {!isConnected && (
        <p role="status">
          <strong>{notConnected.title}.</strong> {popup.notConnected}
        </p>
      )}
      <div class="actions">
        {!isOn && (
          <button type="button" class="button primary" onClick={page.turnOn}>
            {popup.turnOn(host)}
          </button>
        )}
        <button type="button" class="button" onClick={() => openPanel(page.tabId)}>
          {pageWordsOf(language).panel.open}
        </button>
        {isConnected && (
          <button type="button" class="button" onClick={openDashboard}>
            {pageWordsOf(language).dashboard.openDashboard}
          </button>
        )}
        <button type="button" class={isOn && !isConnected ? "button primary" : "button"} onClick={openOptions}>
          {isConnected ? settingsWord : openSettings}
        </button>
        {isOn && (
          <button type="button" class="button" onClick={page.turnOff}>
            {popup.turnOff(host)}
          </button>
        )}
      </div>
    </>
  );
}

function BadgeSwitch({ page }: { readonly page: PopupState }) {
  const { popup } = pageWordsOf(useSpeech().language);
  const isShown = page.isBadgeShown.value;
  return (
    <label class="switch">
      <span>
        {popup.badge}
        {!isShown && <span class="quiet">{popup.badgeHidden}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={isShown}
        checked={isShown}
        onChange={(event) => page.showBadge(event.currentTarget.checked)}
      />
    </label>
  );
}

function Status({ status }: { readonly status: StatusAnswer }) {
  const spoken = useSpeech();
  const { words } = spoken;
  if (status === null) return <p class="quiet">{pageWordsOf(spoken.language).popup.starting}</p>;
  const { visitor, facts, standing, host } = status;
  if (visitor !== null)
    return (
      <p class="who">
        <SegmentMark segment={visitor.segment.key} keys={Object.keys(facts?.segments ?? {})} />
        <strong>{spoken.segment(visitor.segment.key, facts?.segments)}</strong>
      </p>
    );
  return <p>{noteOf(standing, host ?? "", words).title}</p>;
}

function openDashboard(): void {
  void browser.tabs.create({ url: "dashboard.html" });
  window.close();
}

/** In the press itself: the browser opens it only then. */
function openPanel(tabId: number | null): void {
  if (tabId !== null) void showSidePanel(tabId);
  window.close();
}

function openOptions(): void {
  void browser.runtime.openOptionsPage();
  window.close();
}
