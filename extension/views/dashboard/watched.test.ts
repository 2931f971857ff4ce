import { describe, expect, it } from "vitest";
import { actualOf, knownDaysOf, seriesOf } from "./watched.ts";

const point = (day: string, segment: string, figures: object) => ({
  ...{ at: `${day}T00:00:00Z`, day, segment, visitors: 0, revenue: 0, joined: 0, left: 0, sold: 0 },
  ...figures,
});
const trends = Array.from({ length: 9 }, (_, index) => `2026-03-0${index + 1}`).flatMap((day, index) => [
  point(day, "new", index === 0 ? {} : { visitors: 3, joined: index, sold: 10 }),
  point(day, "lost", index === 0 ? {} : { visitors: 1, joined: 1, sold: 5 }),
]);
const segments = [
  { key: "new", visitors: 3 },
  { key: "at-risk", visitors: 2 },
];

describe("seriesOf", () => {
  it("takes one segment, or all together", () => {
    expect(seriesOf(trends, { segment: "new", measure: "joined" }).at(-1)).toEqual({ day: "2026-03-09", value: 8 });
    expect(seriesOf(trends, { segment: "", measure: "sold" }).map(({ value }) => value)).toEqual([
      0,
      ...Array<number>(8).fill(15),
    ]);
  });
});

describe("knownDaysOf", () => {
  it("leaves out the days before anybody was known, and no quiet day after", () => {
    expect(knownDaysOf(trends)[0]?.day).toBe("2026-03-02");
    expect(knownDaysOf([point("2026-03-01", "new", {})])).toEqual([]);
  });
});

describe("actualOf", () => {
  const actuals = { trends: knownDaysOf(trends), purchases: [6, 2, 1, 1] as const, segments };

  it.each([
    ["newCustomersPerWeek", 2 + 3 + 4 + 5 + 6 + 7 + 8],
    ["revenuePerDay", 15],
    ["boughtAgainShare", 0.4],
    ["atRiskShare", 0.2],
  ] as const)("of %s is %s", (target, figure) => {
    expect(actualOf(target, actuals)).toBeCloseTo(figure, 10);
  });

  it("is none without a whole week, without customers, or without the segment", () => {
    expect(actualOf("newCustomersPerWeek", { ...actuals, trends: trends.slice(-4) })).toBeNull();
    expect(actualOf("revenuePerDay", { ...actuals, trends: [] })).toBeNull();
    expect(actualOf("boughtAgainShare", { ...actuals, purchases: [0, 0, 0, 0] })).toBeNull();
    expect(actualOf("atRiskShare", { ...actuals, purchases: null })).toBeNull();
    expect(actualOf("atRiskShare", { ...actuals, segments: [] })).toBeNull();
    expect(actualOf("newCustomersPerWeek", { ...actuals, segments: [] })).toBeNull();
  });
});
