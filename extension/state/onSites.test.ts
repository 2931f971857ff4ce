import { beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { settings } from "../settings.ts";
import { patternOf, registerPage, siteOf, sitesInForce, toggleBadge, turnOff, turnOn } from "./onSites.ts";

const SHOP = "https://shop.example";
const OTHER = "https://other.example";

let granted: Set<string>;
let registered: { matches?: string[] }[];
let removed: string[];
let answer: boolean;

beforeEach(() => {
  fakeBrowser.reset();
  granted = new Set();
  [registered, removed, answer] = [[], [], true];
  Object.assign(browser, {
    permissions: {
      contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => granted.has(origin)),
      request: async ({ origins }: { origins: string[] }) => {
        if (answer) for (const origin of origins) granted.add(origin);
        return answer;
      },
      remove: async ({ origins }: { origins: string[] }) => removed.push(...origins),
    },
    scripting: {
      getRegisteredContentScripts: async () => registered,
      registerContentScripts: async (scripts: typeof registered) => {
        registered = scripts;
      },
      updateContentScripts: async (scripts: typeof registered) => {
        registered = scripts;
      },
      unregisterContentScripts: async () => {
        registered = [];
      },
      executeScript: vi.fn(async () => []),
    },
  });
  Object.assign(browser.tabs, { query: async () => [{ id: 1, url: `${SHOP}/a` }] });
});

describe("siteOf", () => {
  it.each([
    ["https://shop.example:8443/a?b#c", "https://shop.example:8443"],
    ["http://localhost:8787/", "http://localhost:8787"],
    ["chrome://extensions/", null],
    ["file:///a.html", null],
    ["about:blank", null],
    [undefined, null],
  ])("takes %s for %s", (address, site) => {
    expect(siteOf(address)).toBe(site);
  });
});

describe("patternOf", () => {
  it("asks for this site alone, port and all", () => {
    expect(patternOf("https://shop.example:8443")).toBe("https://shop.example:8443/*");
  });
});

describe("turnOn", () => {
  it("puts a site in force when it is allowed", async () => {
    expect(await turnOn(SHOP)).toBe(true);
    expect(await sitesInForce()).toEqual([SHOP]);
  });

  it("leaves nothing behind when it is not", async () => {
    answer = false;
    expect(await turnOn(SHOP)).toBe(false);
    expect(await settings.sites.getValue()).toEqual([]);
  });
});

describe("toggleBadge", () => {
  it("hides the badge of the page's site, and shows it again", async () => {
    await turnOn(SHOP);
    await toggleBadge(`${SHOP}/a?b`);
    expect(await settings.hidden.getValue()).toEqual([SHOP]);
    await toggleBadge(`${SHOP}/c`);
    expect(await settings.hidden.getValue()).toEqual([]);
  });

  it.each([[OTHER], ["chrome://extensions/"], [undefined]])(
    "does nothing at %s, where nothing is on",
    async (address) => {
      await turnOn(SHOP);
      await toggleBadge(address);
      expect(await settings.hidden.getValue()).toEqual([]);
    },
  );
});

describe("turnOff", () => {
  it("forgets that the badge was hidden: whoever turns the site on again wants to see something", async () => {
    await turnOn(SHOP);
    await toggleBadge(SHOP);
    await turnOff(SHOP);
    expect(await settings.hidden.getValue()).toEqual([]);
  });

  it("gives the grant back", async () => {
    await turnOn(SHOP);
    await turnOff(SHOP);
    expect(removed).toEqual([`${SHOP}/*`]);
    expect(await settings.sites.getValue()).toEqual([]);
  });

  it("keeps a grant that the connection needs", async () => {
    await settings.address.setValue({ origin: SHOP, site: "demo" });
    await turnOn(SHOP);
    await turnOff(SHOP);
    expect(removed).toEqual([]);
  });
});

describe("registerPage", () => {
  it("registers the script on exactly the sites in force", async () => {
    await turnOn(SHOP);
    await settings.sites.setValue([SHOP, OTHER]);
    await registerPage();
    expect(registered.map(({ matches }) => matches)).toEqual([[`${SHOP}/*`]]);
  });

  it("puts it into pages that are open already", async () => {
    await turnOn(SHOP);
    await registerPage();
    expect(browser.scripting.executeScript).toHaveBeenCalledWith(expect.objectContaining({ target: { tabId: 1 } }));
  });

  it("registers nothing once the last grant is gone", async () => {
    await turnOn(SHOP);
    await registerPage();
    granted.clear();
    await registerPage();
    expect(registered).toEqual([]);
  });
});
