import { beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { OverlayUpdate } from "../messages.ts";
import { settings } from "../settings.ts";
import type { PortEnd } from "./overlayPort.ts";
import { OverlayPorts } from "./overlayPorts.ts";

const SITE = "https://shop.example";

/** The background's end of a port, and what came out at the page's. */
function aPort(sender: Partial<NonNullable<PortEnd["sender"]>>, name = "page") {
  const heard: OverlayUpdate[] = [];
  const listeners: ((message: unknown) => void)[] = [];
  const disconnect = vi.fn();
  const ends: (() => void)[] = [];
  const port: PortEnd = {
    name,
    sender: { id: browser.runtime.id, frameId: 0, url: `${SITE}/page`, tab: { id: 7 }, ...sender },
    onMessage: { addListener: (listener) => listeners.push(listener) },
    onDisconnect: { addListener: (listener) => ends.push(listener) },
    postMessage: (update) => heard.push(update),
    disconnect,
  };
  const ask = (message: unknown) => {
    for (const listener of listeners) listener(message);
  };
  return { port, heard, disconnect, ask };
}

const shownOf = (heard: readonly OverlayUpdate[]) =>
  Object.assign({}, ...heard.map((update) => (update.type === "show" ? update.changes : {})));

beforeEach(async () => {
  fakeBrowser.reset();
  Object.assign(browser, {
    permissions: { contains: async () => true },
    action: { setIcon: async () => undefined },
    scripting: { executeScript: vi.fn(async () => []) },
  });
  await settings.sites.setValue([SITE]);
});

describe("OverlayPorts", () => {
  it("greets an overlay on a site in force with its place and language", async () => {
    const { port, heard } = aPort({});
    new OverlayPorts().accept(port);
    await vi.waitFor(() => expect(shownOf(heard)).toMatchObject({ place: null, language: "en", isOpen: false }));
  });

  it.each<[string, Partial<NonNullable<PortEnd["sender"]>>]>([
    ["another extension", { id: "other" }],
    ["a frame within a page", { frameId: 3 }],
    ["something that is no tab", { tab: undefined }],
    ["a page that is no website", { url: "file:///etc/passwd" }],
  ])("takes no port from %s", (_, sender) => {
    const { port, disconnect, heard } = aPort(sender);
    new OverlayPorts().accept(port);
    expect(disconnect).toHaveBeenCalled();
    expect(heard).toEqual([]);
  });

  it("tells the overlay of a site that is not in force to go, and nothing else", async () => {
    const { port, heard, ask, disconnect } = aPort({ url: "https://other.example/" });
    new OverlayPorts().accept(port);
    ask({ type: "watch", speaks: null, anonymousId: "a-1" });
    await vi.waitFor(() => expect(disconnect).toHaveBeenCalled());
    expect(heard).toEqual([{ type: "off" }]);
  });

  it("takes the overlay out when its site is turned off", async () => {
    const ports = new OverlayPorts();
    const { port, heard } = aPort({});
    ports.accept(port);
    await vi.waitFor(() => expect(heard).not.toEqual([]));
    await settings.sites.setValue([]);
    await ports.turnOffWhereOver();
    expect(heard.at(-1)).toEqual({ type: "off" });
    expect(ports.status(7)).toBeNull();
  });

  it("says that there is no connection, and never a word of the token", async () => {
    const { port, heard, ask } = aPort({});
    new OverlayPorts().accept(port);
    await settings.sessionToken.setValue("mt_demo_secret");
    ask({ type: "watch", speaks: null, anonymousId: "a-1" });
    await vi.waitFor(() => expect(shownOf(heard)).toMatchObject({ standing: "not-connected" }));
    expect(JSON.stringify(heard)).not.toContain("secret");
  });

  describe("brings the overlay", () => {
    const brought = () =>
      vi.mocked(browser.scripting.executeScript).mock.calls.map(([{ target, files }]) => ({ target, files }));
    const look = (speaks: string | null) => ({ type: "watch", speaks, anonymousId: null });

    it("and its words once, into the document that asked", async () => {
      const { port, heard, ask } = aPort({ documentId: "d-1" });
      new OverlayPorts().accept(port);
      ask(look(null));
      ask({ type: "retry" });
      await vi.waitFor(() => expect(shownOf(heard)).toMatchObject({ standing: "no-visitor" }));
      expect(brought()).toEqual([{ target: { tabId: 7, documentIds: ["d-1"] }, files: ["words-en.js", "overlay.js"] }]);
    });

    it("to no page that nobody looks at, nor where it speaks already", async () => {
      const { port, heard, ask } = aPort({});
      new OverlayPorts().accept(port);
      ask({ type: "rest" });
      ask(look("en"));
      await vi.waitFor(() => expect(shownOf(heard)).toMatchObject({ standing: "no-visitor" }));
      expect(brought()).toEqual([]);
    });

    it("anew in another language, and to the page that speaks it no more", async () => {
      const ports = new OverlayPorts();
      const { port, heard, ask } = aPort({});
      ports.accept(port);
      ask(look("en"));
      await settings.language.setValue("fi");
      ports.renew();
      ports.renew();
      await vi.waitFor(() => expect(shownOf(heard)).toMatchObject({ language: "fi", standing: "no-visitor" }));
      await vi.waitFor(() => expect(brought().map(({ files }) => files?.[0])).toEqual(["words-fi.js"]));
    });

    it("to no page whose badge is hidden, and asks nothing of the Worker for it", async () => {
      const fetched = vi.fn();
      vi.stubGlobal("fetch", fetched);
      await settings.address.setValue({ origin: "https://edge.example", site: "demo" });
      await settings.sessionToken.setValue("mt_demo_1");
      await settings.hidden.setValue([SITE]);
      const { port, heard, ask } = aPort({});
      new OverlayPorts().accept(port);
      ask({ type: "watch", speaks: null, anonymousId: "a-1" });
      ask({ type: "open", isOpen: false });
      await vi.waitFor(async () => expect(await settings.opened.getValue()).toEqual({ [SITE]: false }));
      vi.unstubAllGlobals();
      expect(brought()).toEqual([]);
      expect(fetched).not.toHaveBeenCalled();
      expect(heard.filter(({ type }) => type === "hide")).toEqual([]);
    });

    it("when the badge is shown again, and takes it away when it is hidden", async () => {
      const ports = new OverlayPorts();
      const { port, heard, ask } = aPort({});
      ports.accept(port);
      ask(look(null));
      ask({ type: "hide" });
      await vi.waitFor(async () => expect(await settings.hidden.getValue()).toEqual([SITE]));
      ports.showOrHide();
      await vi.waitFor(() => expect(heard.at(-1)).toEqual({ type: "hide" }));
      await settings.hidden.setValue([]);
      ports.showOrHide();
      await vi.waitFor(() => expect(brought()).toHaveLength(2));
    });
  });

  it("tells whom a page names though its badge is hidden", async () => {
    await settings.hidden.setValue([SITE]);
    const ports = new OverlayPorts();
    const { port, ask } = aPort({});
    ports.accept(port);
    const named: (string | null | undefined)[] = [];
    const end = ports.followTab(7, (anonymousId) => named.push(anonymousId));
    ask({ type: "watch", speaks: null, anonymousId: "a-1" });
    await vi.waitFor(() => expect(named).toEqual([undefined, "a-1"]));
    end();
  });

  it("explains the next visitor too while an explanation is looked at", async () => {
    const asked: string[] = [];
    vi.stubGlobal("WebSocket", EventTarget);
    vi.stubGlobal("fetch", async (url: URL) => {
      asked.push(url.pathname.split("/visitors/")[1] ?? "");
      return new Response("", { status: 404 });
    });
    await settings.address.setValue({ origin: "https://edge.example", site: "demo" });
    await settings.sessionToken.setValue("mt_demo_1");
    const { port, ask } = aPort({});
    new OverlayPorts().accept(port);
    ask({ type: "watch", speaks: null, anonymousId: "a-1" });
    ask({ type: "explain", wanted: { event: null } });
    ask({ type: "watch", speaks: null, anonymousId: "a-2" });
    await vi.waitFor(() => expect(asked).toContain("a-2"));
    ask({ type: "rest" });
    vi.unstubAllGlobals();
    expect(asked.sort()).toEqual(["a-1", "a-1/explain", "a-2", "a-2/explain"]);
  });

  it("does nothing on a request that is not on the list", async () => {
    const { port, heard, ask } = aPort({});
    new OverlayPorts().accept(port);
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    ask({ type: "place", place: { side: "left", x: 1, edge: "top", y: 1, url: "https://evil.example" } });
    ask({ type: "options", url: "https://evil.example" });
    ask({ type: "place", place: { side: "left", x: 1, edge: "top", y: 2 } });
    await vi.waitFor(async () =>
      expect(await settings.places.getValue()).toEqual({ [SITE]: { side: "left", x: 1, edge: "top", y: 2 } }),
    );
    expect(heard).toHaveLength(1);
  });
});
