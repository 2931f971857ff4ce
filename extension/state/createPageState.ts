import { type ReadonlySignal, signal } from "@preact/signals";
import { readConfig } from "#shared/config/readConfig";
import type { Slot } from "#shared/decision/slot";
import type { PageSlot, PageSlots, Refusal, Trouble } from "../messages.ts";
import { askBackground } from "./askBackground.ts";
import { framesInTab, goInTab, type SlotsInFrame, slotsInTab } from "./lookInTab.ts";
import { pageSlotOf } from "./pageSlot.ts";

/** Live changes come in bursts. */
const SETTLE_MS = 250;
/** So many slots of one page are explained at most, its first ones. */
const MOST_SLOTS = 30;
/** So many frames of one page are told of, its first ones. */
const MOST_FRAMES = 10;

/** The page beside, and for whom it is looked at. */
export interface LookedAt {
  readonly tabId: number;
  readonly url: string;
  /** The visitor's id; null: nobody is known there. */
  readonly visitor: string | null;
  readonly segment: string | null;
}

/** What the slots of a page or a frame are, and what somebody gets in them there. */
export interface SlotsKnown extends SlotsInFrame {
  readonly explained: Readonly<Record<string, PageSlot>>;
}

/** What a page's slots are, in its order, and what somebody gets in them. */
export interface PageKnown extends SlotsKnown {
  readonly places: PageSlots["places"];
  /** Those within it that have slots, once they have been looked at: a page is not kept waiting by its frames. */
  readonly frames: readonly SlotsKnown[];
}

/** The slots of the page beside, once somebody looks at them. */
export interface PageState {
  /** Null until the first look has come back. */
  readonly known: ReadonlySignal<PageKnown | null>;
  /** What stood between, at the last look; `not-allowed`: the page cannot be looked at. */
  readonly trouble: ReadonlySignal<Trouble | null>;
  /** From now on this is looked at; null: nothing is. To be called again when anything about it has changed. */
  look(at: LookedAt | null): void;
  /** Brings a slot into sight in the page, or in a frame of it. */
  goTo(key: string, frameId: number): void;
}

export function createPageState(): PageState {
  const known = signal<PageKnown | null>(null);
  const trouble = signal<Trouble | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: LookedAt | null = null;
  const read = async (at: LookedAt) => {
    const site = await siteNow();
    const answer = typeof site === "string" ? site : await pageAt(at, site);
    if (at !== last) return;
    trouble.value = typeof answer === "string" ? answer : null;
    if (typeof answer === "string" || typeof site === "string") return;
    known.value = { ...answer, places: site.places, frames: known.peek()?.frames ?? [] };
    const frames = await framesAt(at, site);
    if (at === last) known.value = { ...answer, places: site.places, frames };
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
    goTo: (key, frameId) => {
      const place = known.peek()?.places.find((one) => one.key === key);
      if (last !== null) void goInTab(last.tabId, frameId, key, place?.selector ?? null);
    },
  };
}

/** What of the site's configuration it takes to tell of slots. */
interface Site {
  readonly slots: readonly Slot[];
  readonly segments: readonly string[];
  readonly places: PageSlots["places"];
}

async function siteNow(): Promise<Site | Trouble> {
  const config = await askBackground("config");
  if (!config.ok) return troubleOf(config.trouble);
  // Read as the Worker reads it: schedules by the site's clocks, content from the library.
  const { slots, segments } = readConfig(config.value.config)?.config ?? config.value.config;
  const places = slots.map(({ key, selector }) => ({ key, selector }));
  return { slots, segments: segments.map(({ key }) => key), places };
}

async function pageAt({ tabId, url, visitor }: LookedAt, site: Site): Promise<SlotsKnown | Trouble> {
  const there = await slotsInTab(tabId, site.places);
  return there === null ? "not-allowed" : await explainedIn({ ...there, url }, visitor, site);
}

/** What cannot be told of a frame is left out: the page's own slots are the chief thing. */
async function framesAt({ tabId, visitor }: LookedAt, site: Site): Promise<SlotsKnown[]> {
  const frames = (await framesInTab(tabId, site.places)).slice(0, MOST_FRAMES);
  return Promise.all(
    frames.map(async (frame) => {
      const known = await explainedIn(frame, visitor, site);
      return typeof known === "string" ? { ...frame, explained: {} } : known;
    }),
  );
}

/** @param there where the slots are: rules may ask for the page's address */
async function explainedIn(there: SlotsInFrame, visitor: string | null, site: Site): Promise<SlotsKnown | Trouble> {
  const explained: Record<string, PageSlot> = {};
  if (visitor === null) return { ...there, explained };
  const looked = site.slots.filter(({ key }) => there.found.some((one) => one.key === key)).slice(0, MOST_SLOTS);
  const answers = await Promise.all(
    looked.map(({ key }) =>
      askBackground("explanation", { params: { id: visitor }, query: { slot: key, url: there.url } }),
    ),
  );
  for (const [index, slot] of looked.entries()) {
    const answer = answers[index];
    if (answer === undefined || !answer.ok) {
      if (answer?.trouble === "unknown") continue;
      return troubleOf(answer?.trouble ?? "unreadable");
    }
    if ("slot" in answer.value) explained[slot.key] = pageSlotOf(slot, answer.value, site.segments, Date.now());
  }
  return { ...there, explained };
}

/** Nothing is written here, so nothing is overtaken or invalid but what an answer says. */
function troubleOf(refusal: Refusal): Trouble {
  return refusal === "overtaken" || refusal === "invalid" ? "unreadable" : refusal;
}
