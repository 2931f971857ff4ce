import { describe, expect, it } from "vitest";
import { decide, PAGE_DEFAULT } from "./decide.ts";
import type { Slot } from "./slot.ts";
import type { Snippet } from "./snippet.ts";

const snippet = (key: string, more: Partial<Snippet> = {}): Snippet => ({
  key,
  rule: { all: [] },
  content: `<p>${key}</p>`,
  contentType: "text/html",
  from: null,
  until: null,
  ...more,
});
const slot = (snippets: Snippet[], more: Partial<Slot> = {}): Slot => ({
  key: "hero",
  selector: null,
  holdoutPercent: 0,
  snippets,
  ...more,
});
const isNew = (name: string) => (name === "segment" ? "new" : undefined);
const never = () => {
  throw new Error("no bucket is asked for");
};

describe("decide", () => {
  it("takes the first snippet, in the order written, whose rule matches", () => {
    const slots = [
      slot([
        snippet("lost", { rule: { fact: "segment", eq: "lost" } }),
        snippet("new", { rule: { fact: "segment", eq: "new" } }),
        snippet("all"),
      ]),
    ];
    expect(decide(slots, isNew, 0, never)).toEqual({
      hero: { snippet: "new", content: "<p>new</p>", contentType: "text/html", reason: "match" },
    });
  });

  it("passes over a snippet that is not scheduled at the instant", () => {
    const slots = [slot([snippet("sale", { from: "2026-11-01", until: "2026-12-01" }), snippet("all")])];
    expect(decide(slots, isNew, Date.parse("2026-11-15"), never)["hero"]?.snippet).toBe("sale");
    expect(decide(slots, isNew, Date.parse("2026-12-01"), never)["hero"]?.snippet).toBe("all");
  });

  it("leaves the page its own content where nothing matches", () => {
    expect(decide([slot([snippet("lost", { rule: { fact: "segment", eq: "lost" } })])], isNew, 0, never)).toEqual({
      hero: PAGE_DEFAULT,
    });
  });

  it("holds out those whose bucket is below the slot’s share, if they would have been shown a snippet", () => {
    const shown = slot([snippet("all")], { holdoutPercent: 10 });
    expect(decide([shown], isNew, 0, () => 9.99)["hero"]).toEqual({ ...PAGE_DEFAULT, reason: "holdout" });
    expect(decide([shown], isNew, 0, () => 10)["hero"]?.reason).toBe("match");
    const unmatched = slot([snippet("no", { rule: { any: [] } })], { holdoutPercent: 100 });
    expect(decide([unmatched], isNew, 0, () => 0)["hero"]?.reason).toBe("default");
  });

  it("says where a slot is that the page does not mark", () => {
    const marked = { selector: "#hero" };
    expect(decide([slot([snippet("all")], marked)], isNew, 0, never)["hero"]).toMatchObject({
      snippet: "all",
      ...marked,
    });
    expect(decide([slot([], marked)], isNew, 0, never)["hero"]).toEqual({ ...PAGE_DEFAULT, ...marked });
  });

  it("decides every slot by itself", () => {
    const slots = [
      slot([snippet("a")]),
      slot([], { key: "banner" }),
      slot([snippet("b")], { key: "footer", holdoutPercent: 50 }),
    ];
    const decisions = decide(slots, isNew, 0, (key) => (key === "footer" ? 49 : 99));
    expect(Object.entries(decisions).map(([key, { reason }]) => [key, reason])).toEqual([
      ["hero", "match"],
      ["banner", "default"],
      ["footer", "holdout"],
    ]);
  });
});
