import { describe, expect, it } from "vitest";
import { aModel, visitorOf } from "../../test/support/lives.ts";
import { activityAt } from "../visitor/activity.ts";
import { explainScores } from "./explainScores.ts";
import { familyPopulation, type Population } from "./populationCuts.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const DAY_MS = 86_400_000;

/** Customers, each with one more day since their order, one more order and ten more to their revenue than the one before. */
function populationOf(customers: number): Population {
  const column = (step: number) => Float64Array.from({ length: customers }, (_, index) => index * step);
  const rfm = familyPopulation("rfm", { recency: column(1), frequency: column(1), monetary: column(10) });
  const none = { population: 0, cuts: {} };
  return { at: NOW, size: { visitors: customers, customers }, families: { rfm, rfe: none, rfd: none } };
}

const model = aModel();
const order = { type: "track", event: "Order Completed", properties: { order_id: "o", revenue: 1_800 } };
const customer = visitorOf([{ ...order, anonymousId: "a", timestamp: NOW - 20 * DAY_MS }], NOW, model);

const topsIn = (population: Population | null) =>
  explainScores(activityAt(customer, model, NOW), model, NOW, population).map(({ top }) => top);

describe("explainScores", () => {
  it("tells the share of the population that does at least as well, fewer days being better", () => {
    const [recency, frequency, monetary, ...others] = topsIn(populationOf(201));
    expect(recency).toBeCloseTo(21 / 201, 2);
    expect(frequency).toBeCloseTo(200 / 201, 2);
    expect(monetary).toBeCloseTo(21 / 201, 2);
    expect(others).toEqual(Array(6).fill(null));
  });

  it("tells no share of a population that is unknown or small, nor of somebody without a value", () => {
    expect(topsIn(null)).toEqual(Array(9).fill(null));
    expect(topsIn(populationOf(99))).toEqual(Array(9).fill(null));
    const prospect = activityAt(visitorOf([{ type: "page", anonymousId: "a" }], NOW, model), model, NOW);
    const explained = explainScores(prospect, model, NOW, populationOf(201));
    expect(explained.map(({ top }) => top)).toEqual(Array(9).fill(null));
  });
});
