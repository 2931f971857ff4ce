import { cutsInForce } from "#shared/config/modelOf";
import { factAt, type Subject } from "#shared/rules/facts";
import { matches } from "#shared/rules/matches";
import type { FAMILIES } from "#shared/scoring/families";
import { frequency } from "#shared/scoring/frequency";
import { monetary } from "#shared/scoring/monetary";
import { familyPopulation, SMALLEST_POPULATION } from "#shared/scoring/populationCuts";
import { recency } from "#shared/scoring/recency";
import { scoreOf } from "#shared/scoring/score";
import type { CutTable, Measure, Scores } from "#shared/scoring/scoresAt";
import { tierOf } from "#shared/scoring/tier";
import type { Model } from "#shared/segments/model";
import type { Standers } from "./customers.ts";

/** A customer, how they score, and in which segment they are. */
export interface Scored {
  readonly id: string;
  readonly rfm: Scores["rfm"];
  readonly segment: string;
}

export interface ScoreOptions {
  readonly at: number;
  /** Quantiles, however few there are. */
  readonly always: boolean;
}

type Rfm = (typeof FAMILIES.rfm)[number];
type Columns = Readonly<Record<Rfm, Float64Array>>;

/** Scores everybody: first the values of all, then their cuts, then each one's scores, tiers and segment. */
export function* scoreCustomers(customers: Standers, model: Model, options: ScoreOptions): Generator<Scored> {
  const { at } = options;
  const values = valuesOf(customers, model, at);
  const cuts = cutsOf(values, model, options);
  const measured = <D extends Rfm>(dimension: D, customer: number): Measure<D> => {
    const value = values[dimension][customer] ?? 0;
    const { scores, tiers } = cuts[dimension];
    return {
      value,
      score: scoreOf(value, scores, dimension === "recency"),
      tier: tierOf(value, tiers, dimension),
    };
  };
  for (let customer = 0; customer < customers.count; customer++) {
    const activity = customers.activityOf(customer);
    if (activity === null) continue;
    const rfm = {
      recency: measured("recency", customer),
      frequency: measured("frequency", customer),
      monetary: measured("monetary", customer),
    };
    const { rfe, rfd } = customers.othersOf(activity);
    const segment = segmentOf({ activity, scores: { rfm, rfe, rfd }, at, reading: model }, model);
    yield { id: customers.idOf(customer), rfm, segment };
  }
}

/** The first segment whose rule is true of somebody, as in the Worker. */
function segmentOf(subject: Subject, { segments }: Model): string {
  const factOf = (name: string) => factAt(subject, name);
  return segments.find(({ rule }) => matches(rule, factOf))?.key ?? "other";
}

/** The values of all customers; NaN: of somebody who had no order yet. */
function valuesOf(customers: Standers, { scoring: { rfm }, currency }: Model, at: number): Columns {
  const column = () => new Float64Array(customers.count).fill(Number.NaN);
  const values = { recency: column(), frequency: column(), monetary: column() };
  for (let customer = 0; customer < customers.count; customer++) {
    const orders = customers.activityOf(customer)?.orders ?? [];
    if (orders.length === 0) continue;
    values.recency[customer] = recency(orders.at(-1)?.at ?? null, at) ?? 0;
    values.frequency[customer] = frequency(orders, (order) => order.at, at, rfm.windowDays) ?? 0;
    values.monetary[customer] = monetary(orders, at, rfm.windowDays, currency) ?? 0;
  }
  return values;
}

/** The cuts that the Worker would publish for this population; `always`: by quantiles, however small it is. */
function cutsOf(values: Columns, { scoring }: Model, { at, always }: ScoreOptions): CutTable["rfm"] {
  const known = (column: Float64Array) => column.filter((value) => !Number.isNaN(value));
  const { recency, frequency, monetary } = values;
  const measured = familyPopulation("rfm", {
    recency: known(recency),
    frequency: known(frequency),
    monetary: known(monetary),
  });
  const { population: customers } = measured;
  const rfm =
    always && customers > 0 ? { ...measured, population: Math.max(customers, SMALLEST_POPULATION) } : measured;
  const nobody = { population: 0, cuts: {} };
  const families = { rfm, rfe: nobody, rfd: nobody };
  return cutsInForce(scoring, { at, size: { visitors: customers, customers }, families }).rfm;
}
