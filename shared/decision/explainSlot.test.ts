import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { explainSlot } from "./explainSlot.ts";
import type { Slot } from "./slot.ts";
import type { Snippet } from "./snippet.ts";

const snippet = (key: string, more: Partial<Snippet> = {}): Snippet => ({
  ...{ key, rule: { all: [] }, content: key, contentType: "text/plain", from: null, until: null },
  ...more,
});
const slotOf = (snippets: Snippet[], holdoutPercent = 0): Slot => ({
  key: "hero",
  selector: null,
  holdoutPercent,
  snippets,
});
const factOf = (name: string) => (name === "orders" ? 2 : undefined);
const NOW = Date.parse("2026-03-01T00:00:00Z");

const snippets = [
  snippet("late", { until: "2026-02-28T00:00:00Z" }),
  snippet("many", { rule: { fact: "orders", gte: 3 } }),
  snippet("some", { rule: { all: [{ fact: "orders", gte: 1 }, { not: { fact: "country", eq: "DK" } }] } }),
  snippet("any"),
];
const outcomes = ({ snippets }: ReturnType<typeof explainSlot>) =>
  snippets.map(({ snippet: key, outcome }) => [key, outcome]);

describe("explainSlot", () => {
  it("tells of each snippet what became of it, and what its comparisons met", () => {
    const explained = explainSlot(slotOf(snippets), factOf, NOW, () => 0);
    expect(explained.decision).toMatchObject({ snippet: "some", reason: "match" });
    expect(outcomes(explained)).toEqual([
      ["late", "schedule"],
      ["many", "rule"],
      ["some", "shown"],
      ["any", "outranked"],
    ]);
    expect(explained.snippets[2]?.comparisons).toEqual([
      { fact: "orders", operator: "gte", expected: 1, actual: 2, result: true },
      { fact: "country", operator: "eq", expected: "DK", actual: null, result: false },
    ]);
  });

  it("tells that a snippet was withheld, from those in the holdout alone", () => {
    expect(outcomes(explainSlot(slotOf(snippets, 10), factOf, NOW, () => 9.99))[2]).toEqual(["some", "holdout"]);
    expect(outcomes(explainSlot(slotOf(snippets, 10), factOf, NOW, () => 10))[2]).toEqual(["some", "shown"]);
  });

  it("tells what was shown as often as it may be, and who was dealt another arm", () => {
    const arms = ["a", "b"].map((key) => snippet(key, { experiment: "e" }));
    const slot = slotOf([snippet("worn"), ...arms, snippet("last")]);
    const isCapped = (_: string, key: string): boolean => key === "worn";
    const told = (capped: typeof isCapped) =>
      outcomes(explainSlot(slot, factOf, NOW, () => 60, { holdoutPercent: 0, isCapped: capped })).map(
        ([, outcome]) => outcome,
      );
    expect(told(isCapped)).toEqual(["cap", "outranked", "shown", "outranked"]);
    expect(told(() => true)).toEqual(["cap", "cap", "cap", "cap"]);
  });

  it("tells that the slot is not on the page", () => {
    const slot = { ...slotOf([snippet("any")]), pages: { fact: "page.path", eq: "/" } } as const;
    const { decision, snippets: told } = explainSlot(slot, factOf, NOW, () => 0);
    expect(decision.reason).toBe("default");
    expect(told).toMatchObject([{ outcome: "rule", comparisons: [{ fact: "page.path", result: false }] }]);
  });

  const anySnippet = fc
    .tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(null, "2026-02-01", "2026-04-01"), fc.uuid())
    .map(([gte, from, key]) => snippet(key, { rule: { fact: "orders", gte }, from }));
  test.prop([fc.array(anySnippet, { maxLength: 5 }), fc.constantFrom(0, 50, 100), fc.integer({ min: 0, max: 99 })])(
    "decides as decide does, and at most one snippet is shown or withheld",
    (list, percent, bucket) => {
      const slot = slotOf(list, percent);
      const { decision, snippets: told } = explainSlot(slot, factOf, NOW, () => bucket);
      expect(decision).toEqual(decide([slot], factOf, NOW, () => bucket)["hero"]);
      const first = told.filter(({ outcome }) => outcome === "shown" || outcome === "holdout");
      const [outcome] = { match: ["shown"], holdout: ["holdout"], default: [], preview: [] }[decision.reason];
      expect(first.map((each) => each.outcome)).toEqual(outcome === undefined ? [] : [outcome]);
    },
  );
});
