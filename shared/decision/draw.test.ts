import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { drawOf, mustBeRecorded, servedOf } from "./draw.ts";
import { SlotSchema } from "./slot.ts";

const arm = (key: string, more: object = {}) => ({ key, rule: { all: [] }, content: key, experiment: "e", ...more });
const slotOf = (more: object = {}) => v.parse(SlotSchema, { key: "hero", snippets: [arm("a"), arm("b")], ...more });

describe("drawOf", () => {
  it("is another once a share or a weight is, and the same whatever else is written", () => {
    const slot = slotOf();
    const others = [
      drawOf(slot, 0),
      drawOf(slot, 5),
      drawOf(slotOf({ holdoutPercent: 10 }), 0),
      drawOf(slotOf({ key: "footer" }), 0),
      drawOf(slot, 0, "e"),
      drawOf(slotOf({ snippets: [arm("a"), arm("b", { weight: 2 })] }), 0, "e"),
      drawOf(slotOf({ snippets: [arm("a"), arm("b"), arm("c")] }), 0, "e"),
    ];
    expect(new Set(others).size).toBe(others.length);
    const rewritten = slotOf({ selector: "#hero", snippets: [arm("a", { content: "new" }), arm("b")] });
    expect([drawOf(rewritten, 0), drawOf(rewritten, 0, "e")]).toEqual([drawOf(slot, 0), drawOf(slot, 0, "e")]);
  });
});

describe("servedOf", () => {
  it("is a few bytes: slot, snippet, whether it was withheld, and the draws", () => {
    const slot = slotOf();
    const [a] = slot.snippets;
    if (a === undefined) throw new Error("there is an arm");
    const served = servedOf(slot, { snippet: a, holdout: "site" }, 5);
    expect(served).toEqual(["hero", "a", 2, drawOf(slot, 5), drawOf(slot, 5, "e")]);
    expect(JSON.stringify(served).length).toBeLessThan(40);
    expect(servedOf(slot, { snippet: { ...a, experiment: null }, holdout: null }, 0)).toHaveLength(4);
  });
});

describe("mustBeRecorded", () => {
  const plain = { key: "a", rule: { all: [] }, content: "a" };
  it.each([
    ["nothing to count", {}, {}, 0, false],
    ["a cap", { cap: { per: "day", times: 1 } }, {}, 0, true],
    ["an end", { stopAfterConversion: true }, {}, 0, true],
    ["a cost", { cost: { amount: 1, per: "total" } }, {}, 0, true],
    ["no cap after all", { cap: null, stopAfterConversion: false, cost: null, experiment: null }, {}, 0, false],
    ["a holdout", {}, { holdoutPercent: 1 }, 0, true],
    ["the site’s holdout", {}, {}, 1, true],
    ["results wanted", {}, { measured: true }, 0, true],
    ["a campaign’s cost", {}, { cost: { amount: 1, per: "visitor" } }, 0, true],
  ])("of a slot with %s", (_, snippet, slot, percent, expected) => {
    const parsed = v.parse(SlotSchema, { key: "hero", snippets: [{ ...plain, ...snippet }], ...slot });
    expect(mustBeRecorded(parsed, percent)).toBe(expected);
  });

  it("of a slot with an experiment", () => {
    expect(mustBeRecorded(slotOf())).toBe(true);
  });
});
