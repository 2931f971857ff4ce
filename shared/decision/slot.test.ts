import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { SlotSchema } from "./slot.ts";

const welcome = { key: "welcome", rule: { all: [] }, content: "x" };
const faults = (slot: object) => v.safeParse(SlotSchema, slot).issues?.map((issue) => v.getDotPath(issue));

describe("SlotSchema", () => {
  it("needs a key alone", () => {
    expect(v.parse(SlotSchema, { key: "hero" })).toEqual({
      key: "hero",
      selector: null,
      holdoutPercent: 0,
      snippets: [],
    });
  });

  it("refuses two snippets of one key where the second stands", () => {
    expect(faults({ key: "hero", snippets: [welcome, { ...welcome, key: "other" }, welcome] })).toEqual([
      "snippets.2.key",
    ]);
  });

  it("is on pages that a rule of page facts finds, and no other rule", () => {
    expect(
      faults({
        key: "hero",
        pages: {
          any: [
            { fact: "page.path", eq: "/" },
            { fact: "page.query.q", exists: true },
          ],
        },
      }),
    ).toBeUndefined();
    expect(faults({ key: "hero", pages: null })).toBeUndefined();
    expect(faults({ key: "hero", pages: { fact: "orders", gt: 1 } })).toEqual(["pages"]);
  });

  it.each([
    ["holdoutPercent", -1],
    ["holdoutPercent", 100.5],
    ["holdoutPercent", "10"],
    ["selector", ""],
    ["selector", 3],
    ["snippets", {}],
    ["colour", "red"],
  ])("refuses %s %j", (key, value) => {
    expect(faults({ key: "hero", [key]: value })).toEqual([key]);
  });
});
