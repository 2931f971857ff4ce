import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Rule } from "../rules/rule.ts";
import { choose } from "./choose.ts";
import { inSegment } from "./inSegment.ts";
import type { Slot } from "./slot.ts";
import type { Snippet } from "./snippet.ts";

const snippet = (key: string, rule: Rule, more: Partial<Snippet> = {}): Snippet => ({
  ...{ key, rule, content: key, contentType: "text/plain", from: null, until: null },
  ...more,
});
const slotOf = (snippets: Snippet[], more: Partial<Slot> = {}): Slot => ({
  ...{ key: "hero", selector: null, holdoutPercent: 0, snippets },
  ...more,
});
const NOW = Date.parse("2026-03-01T00:00:00Z");
const isNew: Rule = { fact: "segment", eq: "new" };
const EVERYONE: Rule = { all: [] };
const onHome = (name: string) => (name === "page.path" ? "/" : undefined);
const of = (slot: Slot, segment = "new") => inSegment(slot, segment, onHome, NOW);

describe("inSegment", () => {
  it("is one snippet where segment and page settle it", () => {
    const slot = slotOf([
      snippet("welcome", { all: [isNew, { fact: "page.path", eq: "/" }] }),
      snippet("all", EVERYONE),
    ]);
    expect([of(slot), of(slot, "lost")]).toEqual([["welcome"], ["all"]]);
  });

  it("is each that may come, in order, where it depends on more", () => {
    const slot = slotOf([
      snippet("many", {
        any: [
          { fact: "orders", gt: 3 },
          { fact: "segment", eq: "vip" },
        ],
      }),
      snippet("welcome", { not: { not: isNew } }),
      snippet("never", EVERYONE),
    ]);
    expect(of(slot)).toEqual(["many", "welcome"]);
    expect(of(slot, "vip")).toEqual(["many"]);
  });

  it("ends in the page's own content where nothing is sure to come", () => {
    expect(of(slotOf([snippet("rich", { fact: "revenue", gte: 100 })]))).toEqual(["rich", null]);
    expect(of(slotOf([snippet("late", EVERYONE, { until: "2026-02-28T00:00:00Z" })]))).toEqual([null]);
    expect(of(slotOf([snippet("all", EVERYONE)], { pages: { fact: "page.path", eq: "/basket" } }))).toEqual([null]);
  });

  it("is every snippet of an experiment, as each is dealt to some", () => {
    const experiment = "colour";
    const slot = slotOf([snippet("red", isNew, { experiment }), snippet("blue", isNew, { experiment })]);
    expect(of(slot)).toEqual(["red", "blue"]);
  });

  const comparison = fc.oneof(
    fc.record({ fact: fc.constant("segment"), eq: fc.constantFrom("new", "lost") }),
    fc.record({ fact: fc.constantFrom("orders", "page.query.n"), gte: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ fact: fc.constantFrom("orders", "page.query.n"), exists: fc.boolean() }),
  );
  const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { depthSize: "small" },
      comparison,
      fc.record({ all: fc.array(tie("rule"), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("rule"), { maxLength: 3 }) }),
      fc.record({ not: tie("rule") }),
    ),
  }));
  const value = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined });

  test.prop([fc.array(rule, { maxLength: 4 }), fc.constantFrom("new", "lost"), value, value, fc.boolean()])(
    "holds whatever anybody of the segment gets, and one answer is everybody's",
    (rules, segment, orders, n, isDealt) => {
      const experiment = isDealt ? { experiment: "e", rule: rules[0] ?? EVERYONE } : {};
      const slot = slotOf(rules.map((one, index) => snippet(`s${index}`, one, index < 2 ? experiment : {})));
      const factOf = (name: string) => ({ segment, orders, "page.query.n": n })[name];
      const possible = inSegment(slot, segment, (name) => (name === "page.query.n" ? n : undefined), NOW);
      for (const bucket of [0, 99])
        expect(possible).toContain(choose(slot, factOf, NOW, () => bucket)?.snippet.key ?? null);
      expect(new Set(possible).size).toBe(possible.length);
    },
  );
});
