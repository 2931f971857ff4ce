import { describe, expect, it } from "vitest";
import { en } from "../../words/audit/en.ts";
import { countryIn, detailOf, placeText } from "./entryParts.ts";

describe("countryIn", () => {
  it.each([
    ["FI", "fi", "Suomi"],
    ["DK", "zh-Hant", "丹麥"],
    ["T1", "en", "Tor"],
    ["??", "en", "??"],
  ])("calls %s in %s", (code, language, name) => expect(countryIn(code, en, language)).toBe(name));
});

describe("detailOf", () => {
  it("parts what was changed from what else is kept", () => {
    const detail = { digest: "ab", differences: [{ path: "/a", after: 1 }], more: 2, raw: ["/slots/0"], to: 3 };
    expect(detailOf({ detail })).toEqual({
      ...{ differences: [{ path: "/a", after: 1 }], more: 2, raw: ["/slots/0"] },
      others: [
        ["digest", "ab"],
        ["to", "3"],
      ],
    });
  });

  it.each([null, {}, { differences: "x", more: "y", raw: 7 }, { differences: [null, 1, {}, { path: 2 }] }])(
    "makes nothing of %j",
    (detail) => expect(detailOf({ detail })).toEqual({ differences: [], more: 0, raw: [], others: [] }),
  );
});

describe("placeText", () => {
  it.each([
    ["/site/name", "site › name"],
    ["/slots/0/snippets/11/content", "slots 1 › snippets 12 › content"],
    ["/scoring/rfe/points/a~1b~0c", "scoring › rfe › points › a/b~c"],
  ])("reads %s", (path, text) => expect(placeText(path)).toBe(text));
});
