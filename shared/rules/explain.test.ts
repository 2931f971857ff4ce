import { describe, expect, it } from "vitest";
import { explain } from "./explain.ts";

describe("explain", () => {
  it("tells of every comparison what it asked for, what it met and whether it held", () => {
    const facts = new Map<string, unknown>([["orders", 2]]);
    const rule = { any: [{ fact: "orders", gte: 2 }, { not: { fact: "country", eq: "DK" } }] };
    expect(explain(rule, (name) => facts.get(name))).toEqual([
      { fact: "orders", operator: "gte", expected: 2, actual: 2, result: true },
      { fact: "country", operator: "eq", expected: "DK", actual: null, result: false },
    ]);
  });

  it("tells the same of what is missing, whether null or undefined", () => {
    const rule = { fact: "country", exists: false };
    expect(explain(rule, () => null)).toEqual(explain(rule, () => undefined));
  });
});
