import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Whom } from "../messages.ts";
import { settings } from "../settings.ts";

/** Whoever is pinned, to be found again. */
export interface Pin {
  readonly id: string;
  readonly name: string;
}

/** Whom the panel looks at, and the way back. */
export interface PlacesState {
  /** A visitor who was chosen; null: whoever is on the page beside. */
  readonly chosen: ReadonlySignal<Pin | null>;
  readonly pins: ReadonlySignal<readonly Pin[]>;
  readonly canGoBack: ReadonlySignal<boolean>;
  open(pin: Pin | null): void;
  back(): void;
  /** Pins a visitor of the connected site, or unpins them. */
  togglePin(pin: Pin): void;
}

const MOST_PINS = 12;
const MOST_PLACES = 30;

const SHORT = 8;

/** Begins at the page's visitor, or at the one that the address names: `sidepanel.html?visitor=ID`. */
export async function createPlacesState(): Promise<PlacesState> {
  const named = new URLSearchParams(location.search).get("visitor");
  const first = named === null ? null : { id: named, name: named.slice(0, SHORT) };
  const places = signal<readonly (Pin | null)[]>([first]);
  const address = await settings.address.getValue();
  const site = address === null ? "" : `${address.origin} ${address.site}`;
  const pins = signal<readonly Pin[]>((await settings.pins.getValue())[site] ?? []);
  settings.pins.watch((all) => {
    pins.value = all[site] ?? [];
  });
  return {
    chosen: computed(() => places.value.at(-1) ?? null),
    pins,
    canGoBack: computed(() => places.value.length > 1),
    open: (pin) => {
      if ((places.value.at(-1) ?? null)?.id === pin?.id) return;
      places.value = [...places.value, pin].slice(-MOST_PLACES);
    },
    back: () => {
      places.value = places.value.slice(0, -1);
    },
    togglePin: (pin) => {
      const isPinned = pins.value.some(({ id }) => id === pin.id);
      const next = isPinned ? pins.value.filter(({ id }) => id !== pin.id) : [...pins.value, pin].slice(-MOST_PINS);
      pins.value = next;
      void settings.pins.getValue().then((all) => settings.pins.setValue({ ...all, [site]: [...next] }));
    },
  };
}

/** Whom to follow at a place. */
export function whomAt(chosen: Pin | null, tabId: number | undefined): Whom | null {
  if (chosen !== null) return { by: "id", id: chosen.id };
  return tabId === undefined ? null : { by: "tab", tabId };
}
