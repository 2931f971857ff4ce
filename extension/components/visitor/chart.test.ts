import { describe, expect, it } from "vitest";
import type { History } from "#shared/wire/visitors";
import { chartOf, momentAt, momentsIn, momentsOf } from "./chart.ts";

const iso = (ms: number) => new Date(ms).toISOString();
const segment = (name: string, from: number, to: number | null, cause: "event" | "time" = "event") => ({
  segment: name,
  from: iso(from),
  to: to === null ? null : iso(to),
  recordedAt: iso(from),
  cause,
});
const scores = (at: number, recency: number | null, engagement = 1) => ({
  at: iso(at),
  recordedAt: iso(at),
  cause: "event" as const,
  rfm: { recency, frequency: recency, monetary: recency },
  rfe: { recency: 5, frequency: 1, engagement },
  rfd: { recency: 5, frequency: 1, duration: 1 },
});

const HISTORY: History = {
  segments: [
    segment("anonymous-prospect", 1_000, 2_000),
    segment("new", 2_000, 5_000),
    segment("developing-1", 5_000, null, "time"),
  ],
  scores: [scores(1_000, null), scores(2_000, 5), scores(3_000, 5, 2)],
};

describe("momentsOf", () => {
  it("joins what changed at one instant, oldest first", () => {
    expect(
      momentsOf(HISTORY, "rfm").map(({ at, segment, scores }) => [at, segment, scores["recency"] ?? null]),
    ).toEqual([
      [1_000, "anonymous-prospect", null],
      [2_000, "new", 5],
      [5_000, "developing-1", 5],
    ]);
  });

  it("tells of one family only what changed in it", () => {
    expect(momentsOf(HISTORY, "rfe").map(({ at }) => at)).toEqual([1_000, 2_000, 3_000, 5_000]);
  });

  it("keeps the causes of an instant apart", () => {
    const history = { ...HISTORY, segments: [segment("new", 1_000, null, "time")] };
    expect(momentsOf(history, "rfe")[0]?.causes).toEqual(["time", "event"]);
  });
});

describe("momentsIn", () => {
  it("begins with what was in force at the left edge", () => {
    const moments = momentsIn(momentsOf(HISTORY, "rfm"), 3_000);
    expect(moments.map(({ at, segment }) => [at, segment])).toEqual([
      [3_000, "new"],
      [5_000, "developing-1"],
    ]);
  });
});

describe("chartOf", () => {
  const chart = chartOf(momentsOf(HISTORY, "rfm"), "rfm", 1_000, 9_000);

  it("covers the width with one band", () => {
    expect(chart.band).toEqual([
      { segment: "anonymous-prospect", from: 0, to: 0.125 },
      { segment: "new", from: 0.125, to: 0.5 },
      { segment: "developing-1", from: 0.5, to: 1 },
    ]);
  });

  it("draws no line where there is no score", () => {
    expect(chart.lines[0]).toEqual({
      dimension: "recency",
      steps: [
        { score: 5, from: 0.125, to: 0.5 },
        { score: 5, from: 0.5, to: 1 },
      ],
    });
  });

  it("marks each cause", () => {
    expect(chart.ticks).toEqual([
      { x: 0, cause: "event" },
      { x: 0.125, cause: "event" },
      { x: 0.5, cause: "time" },
    ]);
  });

  it("makes one stretch of neighbours of one segment", () => {
    const band = chartOf(momentsOf(HISTORY, "rfe"), "rfe", 1_000, 9_000).band;
    expect(band.map(({ segment }) => segment)).toEqual(["anonymous-prospect", "new", "developing-1"]);
  });
});

describe("momentAt", () => {
  it("finds the moment in force, the first one before all", () => {
    const moments = momentsOf(HISTORY, "rfm");
    expect([0, 1_000, 1_999, 2_000, 9_000].map((at) => momentAt(moments, at))).toEqual([0, 0, 0, 1, 2]);
  });
});
