import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Rule } from "../rules/rule.ts";
import { AudienceSchema, circularAudiences } from "./audience.ts";

const asks = (key: string, ...others: string[]): { key: string; rule: Rule } => ({
  key,
  rule: { any: others.map((other) => ({ not: { fact: "audience", contains: other } })) },
});

describe("AudienceSchema", () => {
  it("may ask for the segment and other audiences, not for the page", () => {
    expect(v.is(AudienceSchema, { key: "a", rule: { fact: "segment", eq: "vip" } })).toBe(true);
    expect(v.is(AudienceSchema, { key: "a", rule: { fact: "audience", contains: "b" } })).toBe(true);
    expect(v.is(AudienceSchema, { key: "a", rule: { fact: "page.path", eq: "/" } })).toBe(false);
  });
});

describe("circularAudiences", () => {
  it("finds an audience that asks for itself, and circles of any length with what hangs on them", () => {
    expect(circularAudiences([asks("a", "a"), asks("b")])).toEqual(["a"]);
    expect(circularAudiences([asks("a", "b"), asks("b", "c"), asks("c", "a"), asks("d", "a"), asks("e")])).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
  });

  it("takes the question whether the list exists as one for all of it", () => {
    expect(circularAudiences([asks("a"), { key: "b", rule: { fact: "audience", exists: true } }])).toEqual(["b"]);
  });

  it("finds none where each asks only for those before it, however they are shuffled, nor in unknown names", () => {
    const graphs = fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(graphs, fc.infiniteStream(fc.nat()), (graph, order) => {
        const audiences = graph.map((others, index) =>
          asks(`a${index}`, ...others.filter((other) => other < index).map((other) => `a${other}`)),
        );
        const shuffled = audiences.map((audience) => [order.next().value, audience] as const).sort(([a], [b]) => a - b);
        expect(circularAudiences(shuffled.map(([, audience]) => audience))).toEqual([]);
      }),
    );
    expect(circularAudiences([asks("a", "nobody")])).toEqual([]);
  });
});
