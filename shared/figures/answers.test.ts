import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AnswerCount, budgetOf, FAMILIES, OBJECTIVE, OUTCOMES } from "./answers.ts";

const aCount = fc.record({
  family: fc.constantFrom(...FAMILIES),
  outcome: fc.constantFrom(...OUTCOMES),
  count: fc.nat(100_000),
});

describe("budgetOf", () => {
  it.each([
    [1_000, 0, 1],
    [1_000, 1, 0],
    [2_000, 1, 0.5],
    [1_000, 3, -2],
    [5, 5, -999],
  ])("of %i decisions of which %i are missed leaves %d", (asked, missed, left) => {
    const counts: AnswerCount[] = [
      { family: "decisions", outcome: "answered", count: asked - missed },
      { family: "pages", outcome: "broken", count: missed },
    ];
    expect(budgetOf(counts)).toEqual({ asked, missed, left });
  });

  it("is spent by whatever leaves a page its own content for want of a decision, and by nothing else", () => {
    fc.assert(
      fc.property(fc.array(aCount), (counts) => {
        const { asked, missed, left } = budgetOf(counts);
        const isMissed = ({ family, outcome }: AnswerCount) =>
          (family === "decisions" || family === "pages") && /^(late|broken|failed)$/.test(outcome);
        expect(missed).toBe(counts.filter(isMissed).reduce((sum, { count }) => sum + count, 0));
        expect(left === null).toBe(asked === 0);
        expect(left === null || left <= 1).toBe(true);
        // In any order, and however they are taken together.
        expect(budgetOf(counts.toReversed())).toEqual({ asked, missed, left });
        const halved = counts.flatMap((one) => [one, { ...one, count: 0 }]);
        expect(budgetOf(halved)).toEqual({ asked, missed, left });
      }),
    );
  });

  it("is all there where everybody's own request was wrong, or their own server away", () => {
    const counts = (["refused", "tooMany", "origin"] as const).map((outcome) => ({
      ...{ family: "pages" as const, outcome, count: 9 },
    }));
    expect(budgetOf([...counts, { family: "decisions", outcome: "answered", count: 1 }])).toEqual({
      ...{ asked: 1, missed: 0, left: 1 },
    });
    expect(OBJECTIVE.days).toBe(30);
  });
});
