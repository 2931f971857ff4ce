import { describe, expect, it } from "vitest";
import { cutPoints } from "#shared/quantiles/cutPoints";
import { cutsBelow } from "#shared/scoring/score";
import type { Cuts, CutTable, Values } from "#shared/scoring/scoresAt";
import { TIERS } from "#shared/scoring/tier";
import type { Model } from "#shared/segments/model";
import { type Standing, segmentAt } from "#shared/segments/segmentAt";
import {
  type Line,
  modelWith,
  population,
  readLines,
  readReference,
  valuesOf,
  visitorsOf,
} from "../support/samples.ts";

interface Figures {
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
  readonly aov: number;
}

interface TierFigures extends Figures {
  readonly recency: string;
  readonly frequency: string;
  readonly monetary: string;
}

interface Reference extends Figures {
  readonly as_of: string;
  readonly cuts: Readonly<Record<"recency_days" | "frequency" | "monetary", number[]>>;
  readonly tercile_cuts: Reference["cuts"];
  readonly score_counts: Readonly<Record<"R" | "F" | "M", Record<string, number>>>;
  readonly rfm_cells: Readonly<Record<string, Figures>>;
  readonly tiers_3x3x3: readonly TierFigures[];
}

interface Sample {
  readonly orders: string;
  /** The reference results: numpy, type-7 quantiles; `test/data/SOURCE.md` says from where. */
  readonly reference: string;
  readonly orderOf: (line: Line) => { whose: string | undefined; day: string | undefined; revenue: string | undefined };
}

const SAMPLES: Readonly<Record<string, Sample>> = {
  // CRAN package onlineretail 0.1.2 (CC0); Chen, Sain & Guo (2012), UCI Online Retail.
  "onlineretail, 4,338 customers": {
    orders: "worker/demo/data/orders.csv",
    reference: "test/data/reference/rfm_onlineretail",
    orderOf: (line) => ({ whose: line["customer_id"], day: line["order_time"], revenue: line["amount_gbp"] }),
  },
  // CRAN package rfm (MIT), data set rfm_data_orders.
  "rfm-orders, 995 customers": {
    orders: "test/data/rfm-orders/orders.csv",
    reference: "test/data/reference/rfm_orders",
    orderOf: (line) => ({ whose: line["customer_id"], day: line["order_date"], revenue: line["revenue"] }),
  },
};

/** A hundred years: all orders there are. */
const ALL_TIME = { site: { currency: "GBP" }, scoring: { rfm: { windowDays: 36_500 } } };

/** Everybody's standing under quantile cuts, with whole calendar days since the last order. */
function scored({ orders, reference, orderOf }: Sample, config: object = ALL_TIME) {
  const expected = readReference<Reference>(`${reference}.json`);
  const at = Date.parse(`${expected.as_of}T00:00:00Z`);
  const plain = modelWith(config);
  const messages = readLines(orders).map((line) => {
    const { whose = "", day = "", revenue } = orderOf(line);
    const order = { type: "track", event: "Order Completed", timestamp: day.slice(0, 10), properties: { revenue } };
    return { whose, body: order };
  });
  const visitors = visitorsOf(messages, plain);
  const values = valuesOf(visitors.values(), plain, at);
  const model = { ...plain, cuts: quantileCuts(values, plain) };
  const standings = new Map([...visitors].map(([whose, visitor]) => [whose, segmentAt(visitor, model, at)]));
  return { expected, values, cuts: model.cuts.rfm, standings };
}

function quantileCuts(values: readonly Values[], { cuts }: Model): CutTable {
  const of = (dimension: keyof CutTable["rfm"]): Cuts => {
    const sorted = population(values.map(({ rfm }) => rfm[dimension]));
    return { scores: cutPoints(sorted, 5), tiers: cutPoints(sorted, 3) };
  };
  return { ...cuts, rfm: { recency: of("recency"), frequency: of("frequency"), monetary: of("monetary") } };
}

function figuresOf(standings: Iterable<Standing>, keyOf: (standing: Standing) => string): Record<string, Figures> {
  const groups = Map.groupBy(standings, keyOf);
  return Object.fromEntries(
    [...groups].map(([key, members]) => {
      const orders = members.reduce((sum, { scores }) => sum + (scores.rfm.frequency.value ?? 0), 0);
      const minor = members.reduce((sum, { scores }) => sum + Math.round((scores.rfm.monetary.value ?? 0) * 100), 0);
      const aov = Math.round((minor * 100) / orders) / 1e4;
      return [key, { customers: members.length, orders, revenue: minor / 100, aov }];
    }),
  );
}

const rfmOf = ({ scores: { rfm } }: Standing) => `${rfm.recency.score}${rfm.frequency.score}${rfm.monetary.score}`;

/** The steps of frequency and monetary are called low, medium, high in the references. */
const stepOf = (dimension: "frequency" | "monetary", tier: string | null) =>
  ["low", "medium", "high"][([...TIERS[dimension]] as (string | null)[]).indexOf(tier)];

describe.each(Object.entries(SAMPLES))("RFM of %s", (_, sample) => {
  const { expected, cuts, standings } = scored(sample);

  it("has the cuts that numpy has", () => {
    const near = (numbers: readonly number[], digits = 9) => numbers.map((number) => expect.closeTo(number, digits));
    expect(cuts.recency.scores).toEqual(near(expected.cuts.recency_days));
    expect(cuts.frequency.scores).toEqual(near(expected.cuts.frequency));
    expect(cuts.monetary.scores).toEqual(near(expected.cuts.monetary));
    // These are printed to four decimals.
    expect(cuts.recency.tiers).toEqual(near(expected.tercile_cuts.recency_days, 4));
    expect(cuts.frequency.tiers).toEqual(near(expected.tercile_cuts.frequency, 4));
    expect(cuts.monetary.tiers).toEqual(near(expected.tercile_cuts.monetary, 4));
  });

  it("gives every customer the values, scores and tiers of the reference", () => {
    const lines = readLines(`${sample.reference}_customers.csv`);
    const differing = lines.filter((line) => {
      const rfm = standings.get(line["customer_id"] ?? "")?.scores.rfm;
      if (rfm === undefined) return true;
      const ours = {
        recency_days: String(rfm.recency.value),
        frequency: String(rfm.frequency.value),
        monetary: rfm.monetary.value?.toFixed(2),
        R: String(rfm.recency.score),
        F: String(rfm.frequency.score),
        M: String(rfm.monetary.score),
        tier_R: rfm.recency.tier,
        tier_F: stepOf("frequency", rfm.frequency.tier),
        tier_M: stepOf("monetary", rfm.monetary.tier),
      };
      return Object.entries(ours).some(([column, value]) => value !== line[column]);
    });
    console.log(`${sample.reference}: ${lines.length} customers compared, ${differing.length} differing`);
    expect(differing).toEqual([]);
    expect([lines.length, standings.size]).toEqual([expected.customers, expected.customers]);
  });

  it("counts as many customers of each score", () => {
    for (const [letter, dimension] of [
      ["R", "recency"],
      ["F", "frequency"],
      ["M", "monetary"],
    ] as const) {
      const counts = Map.groupBy(standings.values(), ({ scores }) => String(scores.rfm[dimension].score));
      expect(Object.fromEntries([...counts].map(([score, members]) => [score, members.length]))).toEqual(
        expected.score_counts[letter],
      );
    }
  });

  it("fills the cells by score with the same customers, orders, revenue and average order value", () => {
    const cells = figuresOf(standings.values(), rfmOf);
    const near = Object.entries(expected.rfm_cells).map(([key, { aov, ...rest }]) => [
      key,
      { ...rest, aov: expect.closeTo(aov, 3) },
    ]);
    expect(cells).toEqual(Object.fromEntries(near));
  });

  it("fills the 27 cells by tier with the same figures", () => {
    const keyOf = ({ scores: { rfm } }: Standing) =>
      [rfm.recency.tier, stepOf("frequency", rfm.frequency.tier), stepOf("monetary", rfm.monetary.tier)].join(" ");
    const near = expected.tiers_3x3x3
      .filter(({ customers }) => customers > 0)
      .map(({ recency, frequency, monetary, aov, ...rest }) => [
        `${recency} ${frequency} ${monetary}`,
        { ...rest, aov: expect.closeTo(aov, 3) },
      ]);
    expect(figuresOf(standings.values(), keyOf)).toEqual(Object.fromEntries(near));
  });
});

interface Published {
  readonly rfm_data_orders: {
    readonly cuts_plus_one: Readonly<Record<"recency" | "frequency" | "monetary", number[]>>;
    readonly plain_rule_segments_vignette_thresholds: Readonly<Record<string, Figures>>;
    readonly customers_scored_differently_by_plain_rule: readonly number[];
  };
  readonly segment_thresholds: Readonly<Record<string, (string | number)[]>>;
}

const DIMENSIONS = ["recency", "frequency", "monetary"] as const;

// https://cran.r-project.org/package=rfm 0.3.0, its tests and the vignette "RFM analysis of customers".
describe("RFM as R's package rfm publishes it", () => {
  const published = readReference<Published>("test/data/reference/rfm_r_package.json");
  const { rfm_data_orders: theirs, segment_thresholds: bounds } = published;
  const sample = SAMPLES["rfm-orders, 995 customers"];
  if (sample === undefined) throw new RangeError("the sample is missing");

  const keyOf = (name: unknown) =>
    String(name)
      .toLowerCase()
      .replace(/[^a-z]+/g, "-");
  const segments = (bounds["names"] ?? []).map((name, place) => {
    const within = DIMENSIONS.flatMap((dimension) => [
      { fact: `score.rfm.${dimension}`, gte: bounds[`${dimension}_lower`]?.[place] },
      { fact: `score.rfm.${dimension}`, lte: bounds[`${dimension}_upper`]?.[place] },
    ]);
    return { key: keyOf(name), name: { en: name }, rule: { all: within } };
  });
  const { values, cuts, standings } = scored(sample, { ...ALL_TIME, segments });

  it("has cuts one below the published ones, which it adds one to", () => {
    for (const dimension of DIMENSIONS)
      expect(cuts[dimension].scores.map((cut) => cut + 1)).toEqual(
        theirs.cuts_plus_one[dimension].map((cut) => expect.closeTo(cut, 9)),
      );
  });

  it("differs from its bins, closed on the left at the cut plus one, for 1 customer in recency and 2 in monetary", () => {
    const differing = DIMENSIONS.map((dimension) => {
      const plusOne = theirs.cuts_plus_one[dimension];
      const isDifferent = (value: number) =>
        plusOne.filter((cut) => cut <= value).length !== cutsBelow(value, cuts[dimension].scores);
      return values.filter(({ rfm }) => isDifferent(rfm[dimension] ?? 0)).length;
    });
    expect(differing).toEqual(theirs.customers_scored_differently_by_plain_rule);
  });

  it("puts as many customers in each of its segments, said in our rules", () => {
    const counted = figuresOf(standings.values(), ({ segment }) => segment);
    const near = Object.entries(theirs.plain_rule_segments_vignette_thresholds);
    expect(counted).toEqual(
      Object.fromEntries(
        near.map(([name, { aov, ...rest }]) => [keyOf(name), { ...rest, aov: expect.closeTo(aov, 2) }]),
      ),
    );
  });
});
