import { type ReadonlySignal, signal } from "@preact/signals";
import type { OverlayRequest, Shown } from "../messages.ts";
import { keepSame } from "./keepSame.ts";
import type { PageLink } from "./pageLink.ts";

/** What an overlay shows, and what it can ask for. */
export interface OverlayState {
  /** Null until the background has said where to stand. */
  readonly shown: ReadonlySignal<Shown | null>;
  ask(request: OverlayRequest): void;
  /** Shows what the background has said by now. */
  hear(): void;
}

const BLANK = {
  standing: "looking",
  host: null,
  visitor: null,
  history: null,
  events: null,
  facts: null,
  explained: null,
  slots: null,
  isLive: false,
  isOpen: false,
  aheadMs: 0,
} as const;

/** What came over a page's link, as signals. */
export function createOverlayState(link: PageLink): OverlayState {
  const shown = signal(whole(link.said));
  const hear = () => {
    // What came over the port is new each time: here it is new only where it says something else.
    Object.assign(link.said, keepSame(shown.peek() ?? {}, link.said));
    shown.value = whole(link.said);
  };
  const change = (changes: Partial<Shown>) => {
    Object.assign(link.said, changes);
    hear();
  };
  return {
    shown,
    hear,
    ask: (request) => {
      // What the marketer moves or opens must not wait for a service worker to wake.
      if (request.type === "place") change({ place: request.place });
      if (request.type === "open") change({ isOpen: request.isOpen });
      link.ask(request);
    },
  };
}

function whole(said: Partial<Shown>): Shown | null {
  const { place, language, locale } = said;
  if (place === undefined || language === undefined || locale === undefined) return null;
  return { ...BLANK, ...said, place, language, locale };
}
