import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { MAX_DEPTH, RuleSchema, ruleFaults, VisitorRuleSchema } from "./rule.ts";

const nested = (depth: number) => {
  let rule: unknown = { fact: "orders", eq: 1 };
  for (let level = 1; level < depth; level += 1) rule = level % 2 === 0 ? { not: rule } : { all: [rule] };
  return rule;
};

describe("RuleSchema", () => {
  it.each([
    { all: [] },
    { any: [] },
    { not: { fact: "identified", eq: true } },
    { fact: "daysSince.order", gt: 180 },
    { fact: "traits.born", lt: "1990-01-01" },
    { fact: "country", in: ["DK", "FI"] },
    { fact: "audience", contains: "loyal" },
    { fact: "orders", eq: "1" },
    { fact: "page.query.q", exists: false },
    { all: [{ any: [{ fact: "orders", ne: 0 }] }, { not: { fact: "segment", eq: "lost" } }] },
    nested(MAX_DEPTH),
  ])("takes %j", (rule) => {
    expect(v.parse(RuleSchema, rule)).toEqual(rule);
  });

  it("gives each issue the path of its fault", () => {
    const { issues } = v.safeParse(RuleSchema, { any: [{ all: [] }, { not: { fact: "ordres", gt: 1 } }] });
    expect(issues?.map(({ path, message }) => [path?.map(({ key }) => key), message])).toEqual([
      [["any", 1, "not", "fact"], "is not a fact: ordres"],
    ]);
  });
});

describe("ruleFaults", () => {
  it.each([
    [null, "", "must be a rule"],
    ["orders", "", "must be a rule"],
    [[], "", "must be a rule"],
    [{}, "", "must be a rule"],
    [{ all: {} }, "all", "must be a list of rules"],
    [{ any: [1] }, "any/0", "must be a rule"],
    [{ not: [] }, "not", "must be a rule"],
    [{ all: [], any: [] }, "any", "is not allowed beside all"],
    [{ all: [], fact: "orders" }, "fact", "is not allowed beside all"],
    [{ eq: 1 }, "fact", "must be the name of a fact"],
    [{ fact: 3, eq: 1 }, "fact", "must be the name of a fact"],
    [{ fact: "ordres", eq: 1 }, "fact", "is not a fact: ordres"],
    [{ fact: "traits.__proto__.x", eq: 1 }, "fact", "is not a fact: traits.__proto__.x"],
    [{ fact: "orders" }, "", "must have exactly one operator"],
    [{ fact: "orders", gt: 1, lt: 5 }, "", "must have exactly one operator"],
    [{ fact: "orders", above: 1 }, "above", "is not an operator"],
    [{ fact: "orders", toString: 1 }, "toString", "is not an operator"],
    [{ fact: "orders", eq: 1, note: "x" }, "note", "is not an operator"],
    [{ fact: "orders", eq: null }, "eq", "must be text, a number, true or false"],
    [{ fact: "orders", eq: [1] }, "eq", "must be text, a number, true or false"],
    [{ fact: "orders", gt: true }, "gt", "must be a number or text"],
    [{ fact: "orders", gt: Number.NaN }, "gt", "must be a number or text"],
    [{ fact: "orders", in: 1 }, "in", "must be a list of texts, numbers, true or false"],
    [{ fact: "orders", in: [1, {}] }, "in", "must be a list of texts, numbers, true or false"],
    [{ fact: "orders", exists: "yes" }, "exists", "must be true or false"],
  ])("refuses %j at “%s”: %s", (rule, path, message) => {
    expect(ruleFaults(rule).map((fault) => [fault.path.join("/"), fault.message])).toEqual([[path, message]]);
  });

  it("finds every fault, not only the first", () => {
    const faults = ruleFaults({ all: [{ fact: "a", eq: 1 }, { fact: "orders", is: 1 }, { any: 3 }] });
    expect(faults.map(({ path }) => path.join("/"))).toEqual(["all/0/fact", "all/1/is", "all/2/any"]);
  });

  it("refuses depths that no stack could bear, with one fault", () => {
    expect(ruleFaults(nested(MAX_DEPTH + 1))).toHaveLength(1);
    expect(ruleFaults(nested(200_000))).toMatchObject([{ message: "is deeper than 100" }]);
  });

  it("refuses a key that JSON could smuggle into a prototype", () => {
    expect(ruleFaults(JSON.parse('{"all": [], "__proto__": {"fact": "orders"}}'))).toMatchObject([
      { path: ["__proto__"] },
    ]);
  });
});

describe("VisitorRuleSchema", () => {
  it("takes the segment, and refuses the page where it stands", () => {
    expect(v.is(VisitorRuleSchema, { fact: "segment", eq: "new" })).toBe(true);
    const { issues } = v.safeParse(VisitorRuleSchema, { any: [{ not: { fact: "device", eq: "mobile" } }] });
    expect(issues?.map((issue) => v.getDotPath(issue))).toEqual(["any.0.not.fact"]);
  });
});
