import { describe, expect, it } from "vitest";
import { cutPoints } from "#shared/quantiles/cutPoints";
import { scoreOf } from "#shared/scoring/score";
import { activityAt } from "#shared/visitor/activity";
import {
  ga360Body,
  modelWith,
  population,
  readLines,
  readReference,
  valuesOf,
  visitorsOf,
} from "../support/samples.ts";

interface Reference {
  readonly as_of: string;
  readonly visitors: number;
  readonly sessions: number;
  readonly cuts: Readonly<Record<"recency_days" | "sessions" | "engagement", number[]>>;
  readonly score_counts: Readonly<Record<Dimension, number[]>>;
}

type Dimension = "recency" | "frequency" | "engagement";

// One day of the Google Merchandise Store (malloydata/malloy-samples, MIT); the results are numpy's: test/data/SOURCE.md.
describe("engagement of the Google Merchandise Store's visitors", () => {
  const expected = readReference<Reference>("test/data/reference/ga360_rfe.json");
  const at = Date.parse(expected.as_of);
  // Points, half-life, window and session gap are the defaults.
  const model = modelWith({ site: { currency: "USD" } });
  const messages = readLines("worker/demo/data/events.csv").map((line) => ({
    whose: line["anonymousId"] ?? "",
    body: ga360Body(line),
  }));
  const visitors = visitorsOf(messages, model);
  const ids = [...visitors.keys()];
  const values = valuesOf(visitors.values(), model, at).map(({ rfe }) => rfe);
  const cutsOf = (dimension: Dimension) => cutPoints(population(values.map((rfe) => rfe[dimension])), 5);
  const cuts = { recency: cutsOf("recency"), frequency: cutsOf("frequency"), engagement: cutsOf("engagement") };
  const scoresOf = (rfe: Readonly<Record<Dimension, number | null>>) => ({
    recency: scoreOf(rfe.recency, cuts.recency, true),
    frequency: scoreOf(rfe.frequency, cuts.frequency, false),
    engagement: scoreOf(rfe.engagement, cuts.engagement, false),
  });

  it("reads 13,233 hits of 2,293 visitors", () => {
    expect([messages.length, visitors.size]).toEqual([13_233, expected.visitors]);
  });

  it("finds the same 2,513 sessions, with their starts, ends, events and page views", () => {
    const ours = [...visitors].flatMap(([id, visitor]) =>
      activityAt(visitor, model, at).sessions.map(({ start, end, events, pageViews }) => ({
        visitor_id: id,
        start: new Date(start).toISOString(),
        end: new Date(end).toISOString(),
        duration_s: ((end - start) / 1_000).toFixed(3),
        events: String(events),
        page_views: pageViews,
      })),
    );
    const theirs = readLines("test/data/reference/ga360_sessions.csv").map((line) => ({
      visitor_id: line["visitor_id"] ?? "",
      start: line["start"] ?? "",
      end: line["end"],
      duration_s: line["duration_s"],
      events: line["events"],
      // A purchase is a page hit there, and a track call of its own here.
      page_views: Number(line["page_views"]) - Number(line["purchases"]),
    }));
    const inOrder = <T extends { visitor_id: string; start: string }>(sessions: T[]) =>
      sessions.toSorted((a, b) => `${a.visitor_id} ${a.start}`.localeCompare(`${b.visitor_id} ${b.start}`));
    expect(ours).toHaveLength(expected.sessions);
    expect(inOrder(ours)).toEqual(inOrder(theirs));
  });

  it("gives every visitor recency, sessions and engagement within 1 in 10^9, and the same scores", () => {
    const differing = readLines("test/data/reference/ga360_rfe_visitors.csv").filter((line) => {
      const rfe = values[ids.indexOf(line["visitor_id"] ?? "")];
      if (rfe === undefined) return true;
      const scores = scoresOf(rfe);
      const engagement = Number(line["engagement"]);
      return !(
        rfe.recency?.toFixed(9) === line["recency_days"] &&
        rfe.frequency === Number(line["sessions"]) &&
        // The reference is printed to twelve decimals.
        Math.abs((rfe.engagement ?? Number.NaN) - engagement) <= Math.max(1e-9 * engagement, 5.1e-13) &&
        scores.recency === Number(line["recency_score"]) &&
        scores.frequency === Number(line["frequency_score"]) &&
        scores.engagement === Number(line["engagement_score"])
      );
    });
    console.log(`engagement: ${values.length} visitors compared, ${differing.length} differing`);
    expect(differing).toEqual([]);
  });

  it("has numpy's cuts and as many visitors of each score", () => {
    const near = (numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 9));
    expect(cuts).toEqual({
      recency: near(expected.cuts.recency_days),
      frequency: near(expected.cuts.sessions),
      engagement: near(expected.cuts.engagement),
    });
    const scored = values.map(scoresOf);
    for (const dimension of ["recency", "frequency", "engagement"] as const) {
      const counts = [1, 2, 3, 4, 5].map((score) => scored.filter((scores) => scores[dimension] === score).length);
      expect(counts).toEqual(expected.score_counts[dimension]);
    }
  });
});
