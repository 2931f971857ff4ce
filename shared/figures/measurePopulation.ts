import { DAY_MS } from "../events/clock.ts";
import { type Dimension, FAMILIES, type Family, type Scoring } from "../scoring/families.ts";
import { type FamilyPopulation, familyPopulation } from "../scoring/populationCuts.ts";

/** What the directory holds of one visitor's values. */
export interface DeliveredValues {
  readonly id: string;
  /** The instant the values are of. */
  readonly at: number;
  /** The nine in the order RFM, RFE, RFD; null without data. */
  readonly values: readonly (number | null)[];
}

const FIRST: Readonly<Record<Family, number>> = { rfm: 0, rfe: 3, rfd: 6 };
const LAST_VISIT = FIRST.rfd;

/** Gathers one family's population, a visitor at a time: its values as last delivered, brought to one instant. */
export class FamilyMeasure {
  readonly #family: Family;
  readonly #scoring: Scoring;
  readonly #now: number;
  readonly #columns = new Map<Dimension, number[]>();
  #population = 0;

  constructor(family: Family, scoring: Scoring, now: number) {
    this.#family = family;
    this.#scoring = scoring;
    this.#now = now;
    for (const dimension of FAMILIES[family]) this.#columns.set(dimension, []);
  }

  /** Takes a visitor in who belongs to the population: for RFM customers, for RFE and RFD whoever was seen in the window. */
  add({ at, values }: DeliveredValues): void {
    const passed = Math.max(0, this.#now - at);
    if (!this.#belongs(values, passed)) return;
    this.#population += 1;
    for (const [index, dimension] of FAMILIES[this.#family].entries()) {
      const value = values[FIRST[this.#family] + index];
      if (value !== null && value !== undefined)
        this.#columns.get(dimension)?.push(this.#broughtForward(dimension, value, passed));
    }
  }

  /** The population's size and its cuts. */
  result(): FamilyPopulation {
    const columns = Object.fromEntries([...this.#columns].map(([key, values]) => [key, Float64Array.from(values)]));
    return { ...familyPopulation(this.#family, columns), population: this.#population };
  }

  #belongs(values: DeliveredValues["values"], passed: number): boolean {
    if (this.#family === "rfm") return typeof values[FIRST.rfm] === "number";
    const lastVisit = values[LAST_VISIT];
    return typeof lastVisit === "number" && lastVisit + passed / DAY_MS <= this.#scoring[this.#family].windowDays;
  }

  /** Recency grows and engagement decays by themselves; what else leaves a window has been delivered, or will be by the end of the session. */
  #broughtForward(dimension: Dimension, value: number, passed: number): number {
    if (dimension === "recency") return value + passed / DAY_MS;
    if (dimension === "engagement") return value * 2 ** (-passed / (this.#scoring.rfe.halfLifeDays * DAY_MS));
    return value;
  }
}
