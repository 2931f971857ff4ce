import { type ReadonlySignal, useSignal, useSignalEffect } from "@preact/signals";
import { browser } from "wxt/browser";
import { ErrorNote } from "../../components/ErrorNote.tsx";
import { KeyHelp } from "../../components/keys/KeyHelp.tsx";
import { Speech, useSpeech, useSpoken } from "../../components/speech.ts";
import { machineAge } from "../../state/createClockState.ts";
import type { DashboardState, Period } from "../../state/createDashboardState.ts";
import type { SettingsState } from "../../state/createSettingsState.ts";
import { resultsIn } from "../../state/resultsAddress.ts";
import { searchBeside } from "../../state/searchWish.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { AlertsPart } from "./AlertsPart.tsx";
import { AnswersPart } from "./AnswersPart.tsx";
import { FindingsPart } from "./FindingsPart.tsx";
import { MatrixPart } from "./MatrixPart.tsx";
import { MomentsPart } from "./MomentsPart.tsx";
import { MovementPart } from "./MovementPart.tsx";
import { PeriodChoice } from "./PeriodChoice.tsx";
import { PurchasesPart } from "./PurchasesPart.tsx";
import { periodOf } from "./period.ts";
import { ResultsPart } from "./ResultsPart.tsx";
import { Segments } from "./Segments.tsx";
import { SiteContext } from "./site.ts";
import { TrendPart } from "./TrendPart.tsx";
import type { TrendChoice } from "./watched.ts";

const FIRST_SPAN = 30;

interface Props {
  readonly settings: SettingsState;
  readonly state: DashboardState;
  readonly now: ReadonlySignal<number>;
}

/** All about everybody, on one page. */
export function Dashboard({ settings, state, now }: Props) {
  const { language, locale } = settings.speech.value;
  const spoken = useSpoken(language, locale);
  const { dashboard } = pageWordsOf(spoken.language);
  document.documentElement.lang = language;
  document.title = `${dashboard.title} · RFEdge`;
  const isConnected = settings.isConnected.value;
  const { address } = settings;
  const config = state.config.known.value.value?.config;
  const site = {
    host: address.value === null ? "" : new URL(address.value.origin).host,
    currency: config?.site.currency ?? null,
    timeZone: config?.site.timeZone ?? "UTC",
    names: Object.fromEntries(config?.segments.map(({ key, name }) => [key, name]) ?? []),
    keys: config?.segments.map(({ key }) => key) ?? [],
  };
  return (
    <Speech.Provider value={spoken}>
      <KeyHelp onSearch={searchBeside} />
      <SiteContext.Provider value={site}>
        <Head state={state} now={now} title={config?.site.name ?? address.value?.site ?? dashboard.title} />
        {isConnected ? <Body state={state} now={now} /> : <NotConnected />}
      </SiteContext.Provider>
    </Speech.Provider>
  );
}

function Head({ state, now, title }: Omit<Props, "settings"> & { readonly title: string }) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { dashboard } = pageWordsOf(spoken.language);
  const { at, trouble, value } = state.segments.known.value;
  return (
    <header class="head">
      <h1>
        <span class="quiet">{dashboard.title}</span> {title}
      </h1>
      <p class="standing">
        {at !== null && <span>{dashboard.asOf(spoken.instant(at))}</span>}
        <span class={state.isLive.value ? "state on" : "state"}>
          {state.isLive.value ? dashboard.live : dashboard.notLive}
        </span>
        <button type="button" class="button" onClick={() => state.refresh()}>
          {dashboard.refresh}
        </button>
        <button type="button" class="button" onClick={() => void browser.tabs.create({ url: "scoring.html" })}>
          {pageWordsOf(spoken.language).scoring.title}
        </button>
        <button type="button" class="button" onClick={() => void browser.tabs.create({ url: "audit.html" })}>
          {pageWordsOf(spoken.language).audit.title}
        </button>
        <button type="button" class="button" onClick={() => void browser.runtime.openOptionsPage()}>
          {words.settings}
        </button>
      </p>
      <div role="status">
        {trouble !== null && value !== null && at !== null && (
          <p class="warning">
            {dashboard.old(words.troubles[trouble].title, spoken.span(Math.max(1_000, machineAge(now, at)), 1))}
          </p>
        )}
      </div>
    </header>
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

function Body({ state, now }: Omit<Props, "settings">) {
  const { language } = useSpeech();
  const { empty } = pageWordsOf(language).dashboard;
  const period = useSignal<Period | null>(null);
  const trend = useSignal<TrendChoice>({ segment: "new", measure: "visitors" });
  const show = (next: Period) => {
    period.value = next;
    void state.migrations.ask({ ...next });
    void state.trends.ask({ ...next });
  };
  // What the period and the slot are is known once the configuration is.
  useSignalEffect(() => {
    const config = state.config.known.value.value?.config;
    if (config === undefined) return;
    if (period.peek() === null) show(periodOf(FIRST_SPAN, now.peek(), config.site.timeZone));
    const asked = resultsIn(location.search)?.slot;
    const slot = (config.slots.find(({ key }) => key === asked) ?? config.slots[0])?.key;
    if (state.results.query.peek()["slot"] === undefined && slot !== undefined) void state.results.ask({ slot });
  });
  if (state.segments.known.value.value?.visitors === 0) return <ErrorNote title={empty.title} detail={empty.detail} />;
  return (
    <>
      {state.config.known.value.value !== null && <AlertsPart state={state} now={now} trend={trend} />}
      <Segments state={state} />
      {period.value !== null && <PeriodChoice period={period.value} now={() => now.peek()} onChoose={show} />}
      <div class="columns">
        <MatrixPart state={state} />
        {period.value !== null && <MovementPart state={state} period={period.value} />}
        <TrendPart state={state} choice={trend} />
        <PurchasesPart state={state} />
        <ResultsPart state={state} />
        <MomentsPart state={state} now={now} />
      </div>
      <FindingsPart state={state} />
      <AnswersPart state={state} />
    </>
  );
}
