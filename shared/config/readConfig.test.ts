import { describe, expect, it } from "vitest";
import { DEFAULTS } from "./defaults.ts";
import { readConfig } from "./readConfig.ts";
import { parseSiteConfig } from "./siteConfig.ts";

const slot = (key: string, more: object = {}) => ({ key, snippets: [], ...more });
const snippet = (more: object) => ({ snippets: [{ key: "a", rule: { all: [] }, ...more }] });

describe("readConfig", () => {
  it("is what parseSiteConfig makes of a configuration that is valid today", () => {
    for (const document of [{}, DEFAULTS, { segments: [], slots: [slot("hero", { selector: ".hero" })] }])
      expect(readConfig(document)).toEqual(parseSiteConfig(document));
  });

  it("leaves out slots that are refused today, each for its reason, at whatever stage that is found", () => {
    const read = readConfig({
      slots: [
        slot("aside", { selector: "h1 + p" }),
        slot("hero", { selector: ".hero" }),
        slot("tea", snippet({ library: "gone" })),
        slot("night", snippet({ content: "", from: "2026-03-29T02:10", until: "2026-03-29T02:50" })),
      ],
      site: { timeZone: "Europe/Copenhagen" },
    });
    expect(read?.config.slots.map(({ key }) => key)).toEqual(["hero"]);
    expect(read?.notes).toEqual([
      "The slot aside is left out: /slots/0/selector must not use +: only ancestors of an element are known while a page streams by.",
      "The slot tea is left out: /slots/1/snippets/0/library names what is not in the library: gone.",
      "The slot night is left out: /slots/2/snippets/0/until must be later than from.",
    ]);
  });

  it("is nothing where more than slots is refused", () => {
    for (const document of [
      { segmnts: [] },
      { slots: [slot("aside", { selector: "h1 + p" })], site: { currency: "euro" } },
      { slots: "none" },
      { slots: null },
      null,
      [],
      "x",
    ])
      expect(readConfig(document)).toBeNull();
  });
});
