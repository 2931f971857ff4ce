import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "wxt/browser";
import type { OverlayRequest, OverlayUpdate } from "../messages.ts";
import { connectPage } from "./connectPage.ts";
import { type PageLink, pageLink, setPageLink } from "./pageLink.ts";

/** A port as the page has it: what it was told, and a hand on its far end. */
class FakePort {
  readonly told: OverlayRequest[] = [];
  readonly #hearing: ((update: OverlayUpdate) => void)[] = [];
  readonly #ending: (() => void)[] = [];
  readonly onMessage = { addListener: (listener: (update: OverlayUpdate) => void) => this.#hearing.push(listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => this.#ending.push(listener) };
  isClosed = false;

  postMessage(request: OverlayRequest): void {
    this.told.push(request);
  }

  disconnect(): void {
    this.isClosed = true;
  }

  say(update: OverlayUpdate): void {
    for (const hear of this.#hearing) hear(update);
  }

  break(): void {
    for (const end of this.#ending) end();
  }
}

let ports: FakePort[];

const last = () => ports.at(-1) ?? new FakePort();
const link = () => pageLink() as PageLink;
const anOverlay = () => ({ language: () => "fi", hear: vi.fn(), end: vi.fn() });

beforeEach(() => {
  vi.useFakeTimers();
  ports = [];
  localStorage.setItem("rfedge_id", "a-1");
  Object.assign(browser, {
    runtime: {
      id: "ours",
      connect: () => {
        const port = new FakePort();
        ports.push(port);
        return port;
      },
    },
  });
  connectPage();
});

afterEach(() => {
  last().say({ type: "off" });
  setPageLink(undefined);
  vi.useRealTimers();
});

describe("connectPage", () => {
  it("says who the visitor is, once however often it is run", () => {
    connectPage();
    expect(ports.map(({ told }) => told)).toEqual([[{ type: "watch", anonymousId: "a-1", speaks: null }]]);
  });

  it("says when it is somebody else", () => {
    localStorage.setItem("rfedge_id", "a-2");
    vi.advanceTimersByTime(1_000);
    expect(last().told.at(-1)).toMatchObject({ type: "watch", anonymousId: "a-2" });
  });

  it("changes nothing in the page", () => {
    const before = document.documentElement.outerHTML;
    last().say({ type: "show", changes: { language: "en", isOpen: true } });
    expect(document.documentElement.outerHTML).toBe(before);
    expect(link().said).toEqual({ language: "en", isOpen: true });
  });

  it("tells a new port what the last one knew: the visitor, the overlay's language and what is looked at", () => {
    link().overlay = anOverlay();
    link().ask({ type: "explain", wanted: { event: null } });
    link().ask({ type: "open", isOpen: true });
    last().break();
    vi.advanceTimersByTime(250);
    expect(ports).toHaveLength(2);
    expect(last().told).toEqual([
      { type: "watch", anonymousId: "a-1", speaks: "fi" },
      { type: "explain", wanted: { event: null } },
    ]);
  });

  it("opens a port at once for what is asked while there is none", () => {
    last().break();
    link().ask({ type: "retry" });
    expect(last().told.at(-1)).toEqual({ type: "retry" });
    vi.advanceTimersByTime(1_000);
    expect(ports).toHaveLength(2);
  });

  it("hangs up when its page is left, and calls anew with all it knows when the page is brought back", () => {
    link().ask({ type: "slots", keys: ["hero"] });
    window.dispatchEvent(new Event("pagehide"));
    expect(last().isClosed).toBe(true);
    vi.advanceTimersByTime(10_000);
    window.dispatchEvent(new Event("pageshow"));
    expect(ports).toHaveLength(2);
    expect(last().told).toEqual([
      { type: "watch", anonymousId: "a-1", speaks: null },
      { type: "slots", keys: ["hero"] },
    ]);
  });

  it("lets the overlay go and stays", () => {
    const overlay = anOverlay();
    link().overlay = overlay;
    last().say({ type: "hide" });
    expect(overlay.end).toHaveBeenCalledOnce();
    expect(last().isClosed).toBe(false);
  });

  it("goes with the overlay when it is told to, and opens no port for a last word", () => {
    const before = link();
    const overlay = anOverlay();
    overlay.end.mockImplementation(() => before.ask({ type: "explain", wanted: null }));
    before.overlay = overlay;
    last().say({ type: "off" });
    expect(overlay.end).toHaveBeenCalledOnce();
    expect([ports.length, last().isClosed, pageLink()]).toEqual([1, true, undefined]);
    connectPage();
    expect(ports).toHaveLength(2);
  });

  it("goes with the overlay once its extension was updated: nobody hears it any more", () => {
    const overlay = anOverlay();
    link().overlay = overlay;
    Object.assign(browser.runtime, { id: undefined });
    last().break();
    vi.advanceTimersByTime(250);
    expect([ports.length, pageLink()]).toEqual([1, undefined]);
    expect(overlay.end).toHaveBeenCalledOnce();
  });
});
