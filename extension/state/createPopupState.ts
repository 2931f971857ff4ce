import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { browser } from "wxt/browser";
import type { PageRequest, StatusAnswer } from "../messages.ts";
import { settings } from "../settings.ts";
import { isBadgeShown, showBadge } from "./badges.ts";
import { siteOf, sitesInForce, turnOff, turnOn } from "./onSites.ts";

/** The overlay has to load, to connect and to be answered. */
const LOOK_EVERY_MS = 500;

/** The page that the popup was opened over. */
export interface PopupState {
  readonly tabId: number | null;
  /** Its origin; null where no overlay can stand. */
  readonly site: string | null;
  readonly isOn: ReadonlySignal<boolean>;
  /** What the overlay shows there. */
  readonly status: ReadonlySignal<StatusAnswer>;
  readonly isBadgeShown: ReadonlySignal<boolean>;
  /** The marketer said no, or closed the question. */
  readonly isDenied: ReadonlySignal<boolean>;
  turnOn(): void;
  turnOff(): void;
  showBadge(isShown: boolean): void;
}

/** Looks at the active tab, whose address the press on the toolbar has opened to the extension. */
export async function createPopupState(): Promise<PopupState> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const site = siteOf(tab?.url);
  const sites = signal(await sitesInForce());
  const status = signal<StatusAnswer>(null);
  const isBadge = signal(true);
  const isDenied = signal(false);
  const isOn = computed(() => site !== null && sites.value.includes(site));
  const look = async () => {
    sites.value = await sitesInForce();
    if (site !== null) isBadge.value = await isBadgeShown(site);
    if (!isOn.value || tab?.id === undefined) status.value = null;
    else status.value = await browser.runtime.sendMessage({ type: "status", tabId: tab.id } satisfies PageRequest);
  };
  settings.sites.watch(() => void look());
  settings.hidden.watch(() => void look());
  browser.permissions.onAdded.addListener(() => void look());
  setInterval(() => void look(), LOOK_EVERY_MS);
  await look();
  return {
    tabId: tab?.id ?? null,
    site,
    isOn,
    status,
    isBadgeShown: isBadge,
    isDenied,
    turnOn: () => {
      if (site === null) return;
      void turnOn(site).then((isGranted) => {
        isDenied.value = !isGranted;
      });
    },
    turnOff: () => {
      if (site !== null) void turnOff(site);
    },
    showBadge: (isShown) => {
      if (site !== null) void showBadge(site, isShown);
    },
  };
}
