import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAGE_FACTS, PLAIN_FACTS } from "#shared/rules/factNames";
import { OPERATORS, type Rule, ruleFaults } from "#shared/rules/rule";
import { FACT_MENU, firstValue, kindOf, operatorsOf, prefixOf, typedValue } from "./factKinds.ts";
import { type Form, formOf, ruleOf, withItem } from "./ruleForm.ts";

const FACTS = [...PLAIN_FACTS, ...PAGE_FACTS, "traits.city", "count.Order Completed", "page.query.utm"];
const scalar = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
const comparison: fc.Arbitrary<Rule> = fc
  .record({
    fact: fc.constantFrom(...FACTS),
    operator: fc.constantFrom(...OPERATORS),
    value: scalar,
    truth: fc.boolean(),
  })
  .map(({ fact, operator, value, truth }) => {
    if (operator === "in") return { fact, in: [value] };
    if (operator === "exists") return { fact, exists: truth };
    const isOrdered = ["gt", "gte", "lt", "lte"].includes(operator);
    return { fact, [operator]: isOrdered && typeof value === "boolean" ? 1 : value };
  });
const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    comparison,
    fc.record({ all: fc.array(tie("rule"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("rule"), { maxLength: 3 }) }),
    fc.record({ not: tie("rule") }),
  ),
}));

function linesOf(form: Form): Form[] {
  return form.kind === "group" ? form.items.flatMap(linesOf) : [form];
}

describe("formOf", () => {
  it("draws any rule so that it comes back as it was", () => {
    fc.assert(
      fc.property(rule, (one) => {
        expect(ruleOf(formOf(one))).toEqual(one);
      }),
    );
  });

  it("draws groups in groups in groups, and keeps what is deeper as it is written", () => {
    const deep: Rule = { all: [{ any: [{ not: { any: [{ fact: "orders", gt: 1 }, { all: [] }] } }] }] };
    expect(linesOf(formOf(deep))).toEqual([
      { kind: "line", fact: "orders", operator: "gt", value: 1, isNot: false },
      { kind: "raw", rule: { all: [] } },
    ]);
  });
});

describe("withItem", () => {
  it("makes a rule that is no group the first of two that must both hold", () => {
    const [one, other]: [Rule, Rule] = [
      { fact: "orders", gt: 1 },
      { fact: "segment", eq: "new" },
    ];
    expect(ruleOf(withItem(formOf(one), formOf(other)))).toEqual({ all: [one, other] });
    expect(ruleOf(withItem(formOf({ any: [one] }), formOf(other)))).toEqual({ any: [one, other] });
  });
});

describe("FACT_MENU", () => {
  it("offers facts alone, each with a comparison that is a rule", () => {
    const all = Object.values(FACT_MENU).flat();
    expect(new Set(all).size).toBe(all.length);
    const faults = all.flatMap((fact) => {
      const name = prefixOf(fact) === fact ? `${fact}x` : fact;
      return operatorsOf(name, "eq").flatMap((operator) =>
        ruleFaults({ fact: name, [operator]: firstValue(name, operator, "new") }),
      );
    });
    expect(faults).toEqual([]);
    expect(PLAIN_FACTS.filter((fact) => !all.includes(fact))).toEqual([]);
  });
});

describe("typedValue", () => {
  it.each([
    ["orders", "3", false, 3],
    ["orders", "2,5", false, 2.5],
    ["orders", "", false, null],
    ["orders", "1e999", false, null],
    ["traits.size", "42", false, "42"],
    ["traits.size", "42", true, 42],
    ["page.path", "", false, ""],
  ])("of %s takes %j (a number before: %s) for %j", (fact, typed, isNumber, value) => {
    expect(typedValue(fact, typed, isNumber)).toBe(value);
  });
});

describe("operatorsOf", () => {
  it("keeps an operator that a rule has, however odd", () => {
    expect(operatorsOf("segment", "gt")).toContain("gt");
    expect(kindOf("count.Signed Up")).toBe("number");
  });
});
