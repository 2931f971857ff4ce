import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSiteConfig } from "#shared/config/siteConfig";
import type { Piece } from "#shared/decision/piece";
import type { Slot } from "#shared/decision/slot";
import type { Snippet } from "#shared/decision/snippet";
import { type Contents, contentsOf, writtenIn } from "./contents.ts";
import { addPiece, putIntoLibrary, removePiece, renamePiece, takeFromLibrary, usesOf } from "./editLibrary.ts";
import { mergeContents } from "./mergeContents.ts";

const aSnippet = (key: string, changes: Partial<Snippet> = {}): Snippet => ({
  ...{ key, rule: { all: [] }, contentType: "text/html", from: null, until: null },
  ...changes,
});
const aSlot = (key: string, ...snippets: Snippet[]): Slot => ({ key, selector: null, holdoutPercent: 0, snippets });
const aPiece = (key: string, content = key): Piece => ({ key, content, contentType: "text/html" });

const contents: Contents = {
  slots: [
    aSlot(
      "hero",
      aSnippet("a", { library: "x" }),
      aSnippet("b", { content: "<p>b</p>", translations: { fi: "<p>bee</p>" } }),
    ),
    aSlot("foot", aSnippet("a", { library: "x" })),
  ],
  pieces: [aPiece("x"), aPiece("y")],
};
const faultsOf = (of: Contents) => {
  const parsed = parseSiteConfig(writtenIn(of));
  return "errors" in parsed ? parsed.errors : [];
};

describe("a piece of the library", () => {
  it("is made of what a snippet says, which goes on showing it", () => {
    const place = { slot: 0, snippet: 1 };
    const put = putIntoLibrary(contents, place);
    expect(put?.pieces[2]).toEqual({
      ...{ key: "b", content: "<p>b</p>", contentType: "text/html", translations: { fi: "<p>bee</p>" } },
    });
    expect(put?.slots[0]?.snippets[1]).toEqual(aSnippet("b", { library: "b" }));
    expect(put && faultsOf(put)).toEqual([]);
    // A copy of it is what was there before.
    expect(put && takeFromLibrary(put, place)?.[0]).toEqual(contents.slots[0]);
    expect(putIntoLibrary(contents, { slot: 0, snippet: 0 })).toBeNull();
    expect(takeFromLibrary(contents, place)).toBeNull();
  });

  it("is called otherwise wherever it is shown, but never as another", () => {
    const renamed = renamePiece(contents, 0, "z");
    expect(renamed?.slots.map(({ snippets }) => snippets[0]?.library)).toEqual(["z", "z"]);
    expect(renamed && faultsOf(renamed)).toEqual([]);
    expect(renamePiece(contents, 0, "y")).toBeNull();
    expect(renamePiece(contents, 0, "")).toBeNull();
  });

  it("is removed only where nothing shows it", () => {
    expect(usesOf(contents.slots, "x")).toEqual([
      { slot: 0, snippet: 0 },
      { slot: 1, snippet: 0 },
    ]);
    expect(removePiece(contents, 0)).toBeNull();
    expect(removePiece(contents, 1)).toEqual([aPiece("x")]);
  });

  it("is added under a key that is free", () => {
    expect(addPiece(contents.pieces, "x").map(({ key }) => key)).toEqual(["x", "y", "x-2"]);
  });
});

describe("mergeContents", () => {
  const keys = fc.constantFrom("x", "y", "z");
  const pieces = fc
    .uniqueArray(keys, { maxLength: 3 })
    .chain((all) => fc.tuple(...all.map((key) => fc.constantFrom("1", "2").map((text) => aPiece(key, text)))));
  const any = pieces.chain((all) =>
    fc.array(fc.constantFrom(undefined, ...all.map(({ key }) => key)), { maxLength: 3 }).map(
      (shown): Contents => ({
        slots: [
          aSlot(
            "hero",
            ...shown.map((library, index) =>
              aSnippet(`s${index}`, library === undefined ? { content: "" } : { library }),
            ),
          ),
        ],
        pieces: all,
      }),
    ),
  );

  it("shows nothing that the library does not have, whatever both did", () => {
    fc.assert(
      fc.property(any, any, any, (base, mine, theirs) => {
        expect(faultsOf(mergeContents(base, mine, theirs).contents)).toEqual([]);
      }),
    );
  });

  it("is theirs where I changed nothing, and mine where they did not", () => {
    fc.assert(
      fc.property(any, any, (base, other) => {
        expect(mergeContents(base, base, other)).toEqual({ contents: other, clashes: [] });
        expect(mergeContents(base, other, base)).toEqual({ contents: other, clashes: [] });
      }),
    );
  });

  it("keeps a piece that I removed and they began to show, and names one that both changed", () => {
    const mine = { ...contents, pieces: [aPiece("x", "mine")] };
    const theirs = {
      slots: [...contents.slots, aSlot("new", aSnippet("a", { library: "y" }))],
      pieces: [aPiece("x", "theirs"), aPiece("y")],
    };
    const merged = mergeContents(contents, mine, theirs);
    expect(merged.contents.pieces).toEqual([aPiece("x", "mine"), aPiece("y")]);
    expect(merged.clashes).toEqual([{ slot: null, snippet: "x" }]);
    expect(contentsOf(writtenIn(merged.contents))).toEqual(merged.contents);
  });
});
