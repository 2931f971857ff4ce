import { type ReadonlySignal, signal } from "@preact/signals";
import { readConfig } from "#shared/config/readConfig";
import type { PageSlot, PageSlots, Refusal, Trouble } from "../messages.ts";
import { askBackground } from "./askBackground.ts";
import { goInTab, slotsInTab } from "./lookInTab.ts";
import { pageSlotOf } from "./pageSlot.ts";
import type { SlotInPage } from "./slotsInPage.ts";

/** Live changes come in bursts. */
const SETTLE_MS = 250;
/** So many slots of one page are explained at most, its first ones. */
const MOST_SLOTS = 30;

/** The page beside, and for whom it is looked at. */
export interface LookedAt {
  readonly tabId: number;
  readonly url: string;
  /** The visitor's id; null: nobody is known there. */
  readonly visitor: string | null;
  readonly segment: string | null;
}

/** What a page's slots are, and what somebody gets in them. */
export interface PageKnown {
  /** In the page's order. */
  readonly found: readonly SlotInPage[];
  readonly places: PageSlots["places"];
  readonly explained: Readonly<Record<string, PageSlot>>;
}

/** The slots of the page beside, once somebody looks at them. */
export interface PageState {
  /** Null until the first look has come back. */
  readonly known: ReadonlySignal<PageKnown | null>;
  /** What stood between, at the last look; `not-allowed`: the page cannot be looked at. */
  readonly trouble: ReadonlySignal<Trouble | null>;
  /** From now on this is looked at; null: nothing is. To be called again when anything about it has changed. */
  look(at: LookedAt | null): void;
  /** Brings a slot into sight in the page. */
  goTo(key: string): void;
}

export function createPageState(): PageState {
  const known = signal<PageKnown | null>(null);
  const trouble = signal<Trouble | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: LookedAt | null = null;
  const read = async (at: LookedAt) => {
    const answer = await pageAt(at);
    if (at !== last) return;
    trouble.value = typeof answer === "string" ? answer : null;
    if (typeof answer !== "string") known.value = answer;
  };
  return {
    ...{ known, trouble },
    look: (at) => {
      // What another page shows is not true of this one.
      if (at?.url !== last?.url || at?.visitor !== last?.visitor) known.value = null;
      last = at;
      clearTimeout(timer);
      if (at !== null) timer = setTimeout(() => void read(at), known.peek() === null ? 0 : SETTLE_MS);
    },
    goTo: (key) => {
      const place = known.peek()?.places.find((one) => one.key === key);
      if (last !== null) void goInTab(last.tabId, key, place?.selector ?? null);
    },
  };
}

async function pageAt({ tabId, url, visitor }: LookedAt): Promise<PageKnown | Trouble> {
  const config = await askBackground("config");
  if (!config.ok) return troubleOf(config.trouble);
  // Read as the Worker reads it: schedules by the site's clocks, content from the library.
  const { slots, segments } = readConfig(config.value.config)?.config ?? config.value.config;
  const places = slots.map(({ key, selector }) => ({ key, selector }));
  const found = await slotsInTab(tabId, places);
  if (found === null) return "not-allowed";
  const explained: Record<string, PageSlot> = {};
  if (visitor === null) return { found, places, explained };
  const looked = slots.filter(({ key }) => found.some((one) => one.key === key)).slice(0, MOST_SLOTS);
  const answers = await Promise.all(
    looked.map(({ key }) => askBackground("explanation", { params: { id: visitor }, query: { slot: key, url } })),
  );
  const keys = segments.map(({ key }) => key);
  for (const [index, slot] of looked.entries()) {
    const answer = answers[index];
    if (answer === undefined || !answer.ok) {
      if (answer?.trouble === "unknown") continue;
      return troubleOf(answer?.trouble ?? "unreadable");
    }
    if ("slot" in answer.value) explained[slot.key] = pageSlotOf(slot, answer.value, keys, Date.now());
  }
  return { found, places, explained };
}

/** Nothing is written here, so nothing is overtaken or invalid but what an answer says. */
function troubleOf(refusal: Refusal): Trouble {
  return refusal === "overtaken" || refusal === "invalid" ? "unreadable" : refusal;
}
