import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Slot } from "#shared/decision/slot";
import type { Snippet } from "#shared/decision/snippet";
import { changesIn } from "./changesIn.ts";
import {
  addSlot,
  addSnippet,
  changed,
  duplicateSnippet,
  freeKey,
  moveSnippet,
  removeSlot,
  removeSnippet,
  withSnippet,
} from "./editSlots.ts";
import { mergeSlots } from "./mergeSlots.ts";

const aSnippet = (key: string, content: string): Snippet => ({
  ...{ key, content, rule: { all: [] }, contentType: "text/html", from: null, until: null },
});
const aSlot = (key: string, snippets: readonly Snippet[] = []): Slot => ({
  ...{ key, selector: null, holdoutPercent: 0, snippets: [...snippets] },
});

const keys = fc.constantFrom("a", "b", "c", "d", "e");
const snippets = fc
  .uniqueArray(keys, { maxLength: 4 })
  .chain((all) => fc.tuple(...all.map((key) => fc.constantFrom("x", "y", "z").map((text) => aSnippet(key, text)))));
const slot = (key: string) =>
  fc
    .record({ snippets, selector: fc.constantFrom(null, "h1", "h2") })
    .map((fields): Slot => ({ ...aSlot(key, fields.snippets), selector: fields.selector }));
const slots = fc.uniqueArray(keys, { maxLength: 3 }).chain((all) => fc.tuple(...all.map(slot)));

describe("mergeSlots", () => {
  it("is theirs where I changed nothing, and mine where they did not", () => {
    fc.assert(
      fc.property(slots, slots, (base, other) => {
        expect(mergeSlots(base, base, other)).toEqual({ slots: other, clashes: [] });
        expect(mergeSlots(base, other, base)).toEqual({ slots: other, clashes: [] });
      }),
    );
  });

  it("is what both did where both did the same", () => {
    fc.assert(
      fc.property(slots, slots, (base, both) => {
        expect(mergeSlots(base, both, both)).toEqual({ slots: both, clashes: [] });
      }),
    );
  });

  it("loses nothing that I wrote, whatever they did", () => {
    fc.assert(
      fc.property(slots, slots, slots, (base, mine, theirs) => {
        const merged = mergeSlots(base, mine, theirs).slots;
        for (const one of mine)
          for (const snippet of one.snippets) {
            const before = base.find(({ key }) => key === one.key)?.snippets.find(({ key }) => key === snippet.key);
            if (before?.content === snippet.content) continue;
            const after = merged.find(({ key }) => key === one.key);
            expect(after?.snippets).toContainEqual(snippet);
          }
      }),
    );
  });

  it("names each snippet that both changed, and keeps what either did elsewhere", () => {
    const base = [aSlot("hero", [aSnippet("a", "1"), aSnippet("b", "1"), aSnippet("c", "1")])];
    const mine = [aSlot("hero", [aSnippet("a", "mine"), aSnippet("b", "mine"), aSnippet("c", "1")])];
    const theirs = [aSlot("hero", [aSnippet("c", "theirs"), aSnippet("a", "1"), aSnippet("b", "theirs")])];
    expect(mergeSlots(base, mine, theirs)).toEqual({
      slots: [aSlot("hero", [aSnippet("c", "theirs"), aSnippet("a", "mine"), aSnippet("b", "mine")])],
      clashes: [{ slot: "hero", snippet: "b" }],
    });
  });

  it("takes two snippets of one key for two, as they are while a key is typed", () => {
    const base = [aSlot("hero", [aSnippet("a", "1"), aSnippet("b", "2")])];
    const mine = [aSlot("hero", [aSnippet("a", "1"), aSnippet("a", "2")])];
    expect(mergeSlots(base, mine, base).slots).toEqual(mine);
  });
});

describe("moveSnippet", () => {
  it("loses nothing, and can be undone", () => {
    fc.assert(
      fc.property(slots, fc.nat(3), fc.nat(4), fc.integer({ min: -5, max: 5 }), (all, slotPlace, snippet, by) => {
        const length = all[slotPlace]?.snippets.length ?? 0;
        fc.pre(snippet < length);
        const { slots: moved, place } = moveSnippet(all, { slot: slotPlace, snippet }, by);
        expect(moveSnippet(moved, place, snippet - place.snippet).slots).toEqual(all);
        expect(place.snippet).toBe(Math.min(Math.max(0, snippet + by), length - 1));
      }),
    );
  });
});

describe("a snippet", () => {
  const all = [aSlot("hero", [aSnippet("a", "1"), aSnippet("b", "2")])];

  it("is added, doubled beside itself and removed again", () => {
    const added = addSnippet(all, 0, "a");
    expect(added[0]?.snippets.map(({ key }) => key)).toEqual(["a", "b", "a-2"]);
    const doubled = duplicateSnippet(all, { slot: 0, snippet: 0 });
    expect(doubled[0]?.snippets.map(({ key, content }) => [key, content])).toEqual([
      ["a", "1"],
      ["a-2", "1"],
      ["b", "2"],
    ]);
    expect(removeSnippet(doubled, { slot: 0, snippet: 1 })).toEqual(all);
  });

  it("changes some keys, and loses those that are undefined", () => {
    const place = { slot: 0, snippet: 1 };
    const changedOnce = withSnippet(all, place, (one) => changed(one, { content: undefined, library: "piece" }));
    expect(changedOnce[0]?.snippets[1]).toEqual({
      ...{ key: "b", library: "piece", rule: { all: [] }, contentType: "text/html", from: null, until: null },
    });
  });
});

describe("changesIn", () => {
  it("marks what is new, changed and gone", () => {
    const published = [aSlot("hero", [aSnippet("a", "1"), aSnippet("b", "1")]), aSlot("gone")];
    const draft = [aSlot("hero", [aSnippet("a", "2"), aSnippet("c", "1")]), ...addSlot([], "title", "h1")];
    expect(changesIn(published, draft)).toEqual({
      slots: [
        { mark: "changed", snippets: ["changed", "new"], removed: ["b"] },
        { mark: "new", snippets: [], removed: [] },
      ],
      removed: ["gone"],
    });
    expect(changesIn(published, removeSlot([...published, aSlot("x")], 2)).removed).toEqual([]);
  });
});

describe("freeKey", () => {
  it("is always a key that is free", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (wanted, taken) => {
        const key = freeKey(wanted, [...taken, freeKey(wanted, taken)]);
        expect(key).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
        expect(taken).not.toContain(key);
      }),
    );
  });
});
