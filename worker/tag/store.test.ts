import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const freshStore = () => import("./store.ts");

beforeEach(() => {
  vi.resetModules();
  localStorage.clear();
});

afterEach(() => vi.unstubAllGlobals());

describe("a store", () => {
  it("keeps text in localStorage, and lists keys in order", async () => {
    const store = await freshStore();
    localStorage.setItem("other", "theirs");
    store.writeKey("a.2", "second");
    store.writeKey("a.1", "first");
    expect(localStorage.getItem("a.2")).toBe("second");
    expect(store.keysFrom("a.")).toEqual(["a.1", "a.2"]);
    store.removeKey("a.2");
    expect([store.readKey("a.1"), store.readKey("a.2")]).toEqual(["first", ""]);
    expect(localStorage.getItem("other")).toBe("theirs");
  });

  it("keeps what does not fit in memory, beside what does", async () => {
    const full = new Proxy<Record<string, string>>(
      { "a.1": "stored" },
      {
        set() {
          throw new DOMException("full", "QuotaExceededError");
        },
      },
    );
    vi.stubGlobal("localStorage", full);
    const store = await freshStore();
    store.writeKey("a.2", "held");
    expect(store.keysFrom("a.").map(store.readKey)).toEqual(["stored", "held"]);
    store.removeKey("a.2");
    expect(store.keysFrom("a.")).toEqual(["a.1"]);
  });

  it("keeps all in memory where there is no storage", async () => {
    vi.stubGlobal("localStorage", null);
    const store = await freshStore();
    store.writeKey("a.1", "held");
    expect(store.readKey("a.1")).toBe("held");
  });
});
