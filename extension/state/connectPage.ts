import { browser } from "wxt/browser";
import type { OverlayRequest, OverlayUpdate } from "../messages.ts";
import { PAGE_PORT, type PageLink, pageLink, setPageLink } from "./pageLink.ts";
import { watchIdentity } from "./watchIdentity.ts";

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

/** What an overlay looks at until it says otherwise: a new port is told anew. */
const LASTING: readonly OverlayRequest["type"][] = ["explain", "slots"];

/**
 * Tells the background who a page's visitor is, once however often it is called, and carries what an overlay and the
 * background have to say to one another. The page itself stays as it is.
 *
 * It connects again and again: the browser ends idle service workers, and the port wakes a new one.
 */
export function connectPage(): void {
  if (document.contentType !== "text/html" || pageLink() !== undefined) return;
  let port: ReturnType<typeof browser.runtime.connect> | null = null;
  let anonymousId: string | null | undefined;
  let retryMs = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopWatching = () => {};
  let isOver = false;
  const ending = new AbortController();
  const lasting = new Map<string, OverlayRequest>();

  const hangUp = () => {
    clearTimeout(timer);
    const last = port;
    port = null;
    last?.disconnect();
  };
  const off = () => {
    isOver = true;
    stopWatching();
    ending.abort();
    hangUp();
    setPageLink(undefined);
    link.overlay?.end();
  };
  const receive = (update: OverlayUpdate) => {
    retryMs = FIRST_RETRY_MS;
    if (update.type === "off") return off();
    if (update.type === "hide") return link.overlay?.end();
    Object.assign(link.said, update.changes);
    link.overlay?.hear();
  };
  const connect = () => {
    // After an update of the extension this script is of the old one, and has nobody to talk to.
    if (browser.runtime?.id === undefined) {
      off();
      return null;
    }
    const opened = browser.runtime.connect({ name: PAGE_PORT });
    port = opened;
    opened.onMessage.addListener(receive);
    opened.onDisconnect.addListener(() => {
      if (port !== opened) return;
      port = null;
      if (anonymousId === undefined) return;
      timer = setTimeout(connect, retryMs);
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    });
    if (anonymousId !== undefined) report(anonymousId);
    for (const request of lasting.values()) opened.postMessage(request);
    return opened;
  };
  /** Says who the visitor is and what speaks in the page: the background brings what is missing. */
  const report = (id: string | null) => {
    const speaks = link.overlay?.language() ?? null;
    port?.postMessage({ type: "watch", anonymousId: id, speaks } satisfies OverlayRequest);
  };
  const ask = (request: OverlayRequest) => {
    // What is taken out of the page says a last word, which must open no port again.
    if (isOver) return;
    const isLasting = LASTING.includes(request.type);
    if (isLasting) lasting.set(request.type, request);
    if (port !== null) return port.postMessage(request);
    clearTimeout(timer);
    const opened = connect();
    if (!isLasting) opened?.postMessage(request);
  };
  const link: PageLink = { said: {}, overlay: null, ask };
  setPageLink(link);
  stopWatching = watchIdentity((id) => {
    anonymousId = id;
    if (id === undefined) return port?.postMessage({ type: "rest" } satisfies OverlayRequest);
    if (port !== null) return report(id);
    clearTimeout(timer);
    connect();
  });
  // The browser closes the port of a page that it keeps for the way back, and tells nobody there.
  window.addEventListener("pagehide", hangUp, { signal: ending.signal });
  if (port === null) connect();
}
