import { type ReadonlySignal, signal } from "@preact/signals";
import { type Address, settings } from "../settings.ts";
import { pickLanguage } from "../words/languages.ts";
import { learnForPages } from "../words/pages/pageWords.ts";
import { readConnection } from "./connection.ts";
import { sitesInForce } from "./onSites.ts";

/** What the extension's own pages show of the settings, in step with what is stored. */
export interface SettingsState {
  readonly address: ReadonlySignal<Address | null>;
  /** Whether there is an address and a token. */
  readonly isConnected: ReadonlySignal<boolean>;
  readonly sites: ReadonlySignal<readonly { readonly origin: string; readonly isInForce: boolean }[]>;
  readonly choice: ReadonlySignal<string>;
  readonly speech: ReadonlySignal<{ readonly language: string; readonly locale: string }>;
  chooseLanguage(choice: string): void;
  /** Whether the guide of the first steps is to be seen. */
  readonly isGuideShown: ReadonlySignal<boolean>;
  showGuide(isShown: boolean): void;
}

/** Reads the settings and follows them. */
export async function createSettingsState(): Promise<SettingsState> {
  const address = signal<Address | null>(null);
  const isConnected = signal(false);
  const sites = signal<{ origin: string; isInForce: boolean }[]>([]);
  const choice = signal("auto");
  const isGuideShown = signal(false);
  const speech = signal(pickLanguage("auto", navigator.languages));
  const read = async () => {
    const [connection, stored, all, inForce, language, isGuideClosed] = await Promise.all([
      readConnection(),
      settings.address.getValue(),
      settings.sites.getValue(),
      sitesInForce(),
      settings.language.getValue(),
      settings.isGuideClosed.getValue(),
    ]);
    const spoken = pickLanguage(language, navigator.languages);
    await learnForPages(spoken.language);
    speech.value = spoken;
    address.value = stored;
    isConnected.value = connection !== null;
    sites.value = all.map((origin) => ({ origin, isInForce: inForce.includes(origin) }));
    choice.value = language;
    isGuideShown.value = !isGuideClosed;
  };
  for (const item of [
    settings.address,
    settings.sessionToken,
    settings.lastingToken,
    settings.sites,
    settings.language,
    settings.isGuideClosed,
  ])
    item.watch(() => void read());
  await read();
  return {
    address,
    isConnected,
    sites,
    choice,
    speech,
    isGuideShown,
    showGuide: (isShown) => void settings.isGuideClosed.setValue(!isShown),
    chooseLanguage: (language) => void settings.language.setValue(language),
  };
}
