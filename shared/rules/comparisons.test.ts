import { describe, expect, it } from "vitest";
import { audiencesNamedIn, comparisons, factNamesOf, operatorOf } from "./comparisons.ts";
import type { Rule } from "./rule.ts";

const rule: Rule = {
  all: [
    { fact: "orders", gte: 0 },
    { any: [{ fact: "audience", contains: "loyal" }, { not: { fact: "orders", exists: false } }] },
    { fact: "audience", contains: "loyal" },
    { fact: "audience", exists: true },
    { fact: "segment", in: ["new"] },
  ],
};

describe("comparisons", () => {
  it("takes every comparison apart, falsy operands too, in the order written", () => {
    expect(comparisons(rule)).toEqual([
      { fact: "orders", operator: "gte", expected: 0 },
      { fact: "audience", operator: "contains", expected: "loyal" },
      { fact: "orders", operator: "exists", expected: false },
      { fact: "audience", operator: "contains", expected: "loyal" },
      { fact: "audience", operator: "exists", expected: true },
      { fact: "segment", operator: "in", expected: ["new"] },
    ]);
    expect(comparisons({ all: [] })).toEqual([]);
  });
});

describe("factNamesOf", () => {
  it("names each fact once", () => {
    expect(factNamesOf(rule)).toEqual(["orders", "audience", "segment"]);
  });
});

describe("audiencesNamedIn", () => {
  it("names each audience once, and none for a question about the whole list", () => {
    expect(audiencesNamedIn(rule)).toEqual(["loyal"]);
  });
});

describe("operatorOf", () => {
  it("refuses what has none", () => {
    expect(() => operatorOf({ fact: "orders" })).toThrow("operatorOf requires a comparison with an operator");
  });
});
