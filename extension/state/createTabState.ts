import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { browser } from "wxt/browser";
import { settings } from "../settings.ts";
import { siteOf, sitesInForce, turnOn } from "./onSites.ts";

/** The tab that is looked at. */
export interface Tab {
  readonly id: number;
  /** Its page's origin; null where the extension may not know it, or no website is. */
  readonly site: string | null;
  readonly url: string | null;
}

/** The page that the side panel stands beside: the active tab of its own window, whichever that is. */
export interface TabState {
  readonly tab: ReadonlySignal<Tab | null>;
  /** Whether the extension is on for the page's site. */
  readonly isOn: ReadonlySignal<boolean>;
  /** To be called at once in a click: the browser asks only then. */
  turnOn(): void;
}

/** Follows the window's active tab, its navigations and the grants. */
export async function createTabState(): Promise<TabState> {
  const tab = signal<Tab | null>(null);
  const sites = signal<readonly string[]>([]);
  // Where no side panel can stand, the page may be opened in a tab or window of its own, and told beside which it is.
  const beside = Number(new URLSearchParams(location.search).get("tab") ?? Number.NaN);
  const look = async () => {
    const [active, inForce] = await Promise.all([
      Number.isNaN(beside)
        ? browser.tabs.query({ active: true, currentWindow: true }).then(([first]) => first)
        : browser.tabs.get(beside).catch(() => undefined),
      sitesInForce(),
    ]);
    sites.value = inForce;
    if (active?.id === undefined) tab.value = null;
    else tab.value = { id: active.id, site: siteOf(active.url), url: active.url ?? null };
  };
  const lookAgain = () => void look();
  browser.tabs.onActivated.addListener(lookAgain);
  browser.tabs.onUpdated.addListener((id) => {
    if (id === tab.value?.id) lookAgain();
  });
  browser.permissions.onAdded.addListener(lookAgain);
  browser.permissions.onRemoved.addListener(lookAgain);
  settings.sites.watch(lookAgain);
  await look();
  return {
    tab,
    isOn: computed(() => tab.value?.site != null && sites.value.includes(tab.value.site)),
    turnOn: () => {
      const site = tab.value?.site;
      if (site != null) void turnOn(site);
    },
  };
}
