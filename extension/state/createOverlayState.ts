import { type ReadonlySignal, signal } from "@preact/signals";
import { browser } from "wxt/browser";
import { OVERLAY_PORT, type OverlayRequest, type OverlayUpdate, type Shown, type Wanted } from "../messages.ts";
import { watchIdentity } from "./watchIdentity.ts";

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

/** What an overlay shows, and what it can ask for. */
export interface OverlayState {
  /** Null until the background has said where to stand. */
  readonly shown: ReadonlySignal<Shown | null>;
  ask(request: OverlayRequest): void;
  end(): void;
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
} as const;

/**
 * Connects an overlay with the background, again and again: the browser ends idle service workers, and the port wakes a new one.
 *
 * @param onOff called once, when the overlay has no business in the page any more
 */
export function createOverlayState(onOff: () => void): OverlayState {
  const shown = signal<Shown | null>(null);
  let port: ReturnType<typeof browser.runtime.connect> | null = null;
  let anonymousId: string | null | undefined;
  let wanted: Wanted | null = null;
  let slotKeys: readonly string[] | null = null;
  let retryMs = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopWatching = () => {};
  let isOver = false;

  const end = () => {
    isOver = true;
    stopWatching();
    clearTimeout(timer);
    const last = port;
    port = null;
    last?.disconnect();
  };
  const off = () => {
    end();
    onOff();
  };
  const receive = (update: OverlayUpdate) => {
    if (update.type === "off") return off();
    retryMs = FIRST_RETRY_MS;
    shown.value = merged(shown.value, update.changes);
  };
  const connect = () => {
    // After an update of the extension this script is of the old one, and has nobody to talk to.
    if (browser.runtime?.id === undefined) {
      off();
      return null;
    }
    const opened = browser.runtime.connect({ name: OVERLAY_PORT });
    port = opened;
    opened.onMessage.addListener(receive);
    opened.onDisconnect.addListener(() => {
      if (port !== opened) return;
      port = null;
      if (anonymousId === undefined) return;
      timer = setTimeout(connect, retryMs);
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    });
    if (wanted !== null) opened.postMessage({ type: "explain", wanted } satisfies OverlayRequest);
    if (slotKeys !== null) opened.postMessage({ type: "slots", keys: [...slotKeys] } satisfies OverlayRequest);
    if (anonymousId !== undefined) opened.postMessage({ type: "watch", anonymousId } satisfies OverlayRequest);
    return opened;
  };
  const ask = (request: OverlayRequest) => {
    // What is taken out of the page says a last word, which must open no port again.
    if (isOver) return;
    // What the marketer moves or opens must not wait for a service worker to wake.
    if (request.type === "place") shown.value = merged(shown.value, { place: request.place });
    if (request.type === "open") shown.value = merged(shown.value, { isOpen: request.isOpen });
    if (request.type === "explain") wanted = request.wanted;
    if (request.type === "slots") slotKeys = request.keys;
    if (port !== null) return port.postMessage(request);
    clearTimeout(timer);
    // A new port has been told whom to watch and what to explain.
    const opened = connect();
    if (!["watch", "explain", "slots"].includes(request.type)) opened?.postMessage(request);
  };
  stopWatching = watchIdentity((id) => {
    anonymousId = id;
    if (id !== undefined) ask({ type: "watch", anonymousId: id });
    else port?.postMessage({ type: "rest" } satisfies OverlayRequest);
  });
  if (port === null) connect();
  return { shown, ask, end };
}

function merged(before: Shown | null, changes: Partial<Shown>): Shown | null {
  if (before !== null) return { ...before, ...changes };
  const { place, language, locale } = changes;
  if (place === undefined || language === undefined || locale === undefined) return null;
  return { ...BLANK, ...changes, place, language, locale };
}
