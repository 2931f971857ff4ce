import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparisons } from "./comparisons.ts";
import { holds, matches } from "./matches.ts";
import { OPERATORS, type Operator, type Rule } from "./rule.ts";

describe("holds", () => {
  it.each<[Operator, unknown, unknown, boolean]>([
    ["eq", 3, 3, true],
    ["eq", "3", 3, false],
    ["eq", 1, true, false],
    ["ne", 3, 4, true],
    ["ne", 3, 3, false],
    ["ne", "3", 4, false],
    ["gt", 2, 3, true],
    ["gt", 3, 3, false],
    ["gte", 3, 3, true],
    ["lt", 3, 3, false],
    ["lte", 3, 3, true],
    ["lte", 3, Number.NaN, false],
    ["lt", 3, "2", false],
    ["lt", "1990-01-01", "1989-12-31", true],
    ["gte", 0, false, false],
    ["in", ["DK", "FI"], "FI", true],
    ["in", ["1"], 1, false],
    ["in", [], 1, false],
    ["in", ["a"], ["a"], false],
    ["contains", "b", ["a", "b"], true],
    ["contains", 1, ["1"], false],
    ["contains", "ell", "hello", true],
    ["contains", 1, "1", false],
    ["contains", "a", { a: 1 }, false],
    ["exists", true, 0, true],
    ["exists", true, "", true],
    ["exists", false, false, false],
  ])("%s %j of %j is %s", (operator, expected, actual, result) => {
    expect(holds(operator, expected, actual)).toBe(result);
  });

  it.each([undefined, null])("is false of what is missing (%s), whatever the operator, but for exists", (missing) => {
    const operands = [0, "", false, [], [null], "undefined"];
    for (const operator of OPERATORS.filter((each) => each !== "exists"))
      for (const operand of operands) expect(holds(operator, operand, missing)).toBe(false);
    expect(holds("exists", false, missing)).toBe(true);
    expect(holds("exists", true, missing)).toBe(false);
  });
});

const facts: Readonly<Record<string, unknown>> = { orders: 2, identified: true, segment: "new", audience: ["loyal"] };
const comparison = fc.oneof(
  fc.record({ fact: fc.constantFrom("orders", "revenue"), gte: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ fact: fc.constantFrom("segment", "country"), eq: fc.constantFrom("new", "DK") }),
  fc.record({ fact: fc.constantFrom("orders", "country"), exists: fc.boolean() }),
);
const { rule: rules } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 5 },
    comparison,
    fc.record({ all: fc.array(tie("rule"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("rule"), { maxLength: 3 }) }),
    fc.record({ not: tie("rule") }),
  ),
}));

describe("matches", () => {
  const factOf = (name: string) => facts[name];

  it("is true of everybody for an empty all, of nobody for an empty any", () => {
    expect(matches({ all: [] }, factOf)).toBe(true);
    expect(matches({ any: [] }, factOf)).toBe(false);
  });

  it("makes not of a missing fact true", () => {
    expect(matches({ not: { fact: "country", eq: "DK" } }, factOf)).toBe(true);
    expect(matches({ fact: "country", ne: "DK" }, factOf)).toBe(false);
  });

  it("keeps De Morgan’s laws and double negation", () => {
    fc.assert(
      fc.property(fc.array(rules, { maxLength: 4 }), (list) => {
        const nots = list.map((rule) => ({ not: rule }));
        expect(matches({ not: { all: list } }, factOf)).toBe(matches({ any: nots }, factOf));
        expect(matches({ not: { any: list } }, factOf)).toBe(matches({ all: nots }, factOf));
        for (const rule of list) expect(matches({ not: { not: rule } }, factOf)).toBe(matches(rule, factOf));
      }),
    );
  });

  it("asks for no fact that the rule does not name", () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const asked = new Set<string>();
        matches(rule, (name) => {
          asked.add(name);
          return facts[name];
        });
        const named = new Set(comparisons(rule).map(({ fact }) => fact));
        expect([...asked].filter((name) => !named.has(name))).toEqual([]);
      }),
    );
  });
});
