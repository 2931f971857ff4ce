import { goesByPopulation } from "#shared/config/modelOf";
import { FamilyMeasure } from "#shared/figures/measurePopulation";
import type { Family, Scoring } from "#shared/scoring/families";
import {
  type FamilyPopulation,
  hasMoved,
  heldFamily,
  type Population,
  type PopulationSize,
} from "#shared/scoring/populationCuts";
import { log } from "../../log.ts";
import { directoryStubs, type ValuesPage } from "../stubs.ts";
import type { SiteModels } from "./siteModels.ts";

const PAGE = 5_000;
const RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/** When something that failed is tried again: later each time. What succeeds beside it changes nothing about that. */
class Retry {
  #failures = 0;
  /** Null: the last time it did not fail. */
  at: number | null = null;

  succeed(): void {
    this.#failures = 0;
    this.at = null;
  }

  fail(now: number): void {
    this.at = now + Math.min(LAST_RETRY_MS, RETRY_MS * 2 ** Math.min(this.#failures, 10));
    this.#failures += 1;
  }
}

/** What a site's object tells its directory of models, and asks of it: repeated until acknowledged, and harmless twice. */
export class PopulationOutbox {
  readonly #env: Env;
  readonly #models: SiteModels;
  readonly #telling = new Retry();
  readonly #measuring = new Retry();
  #running: Promise<boolean> = Promise.resolve(false);

  constructor(env: Env, models: SiteModels) {
    this.#env = env;
    this.#models = models;
  }

  /** When there is something to tell or to measure; null: neither. What is due, but has just failed, is due later. */
  dueAt(): number | null {
    const measuringAt = this.#models.measuringAt();
    const wanted = measuringAt === null ? null : Math.max(measuringAt, this.#measuring.at ?? 0);
    const due = [this.#telling.at, wanted].filter((at) => at !== null);
    return due.length === 0 ? null : Math.min(...due);
  }

  /** Lets each shard bring its visitors to the model in force: durable there before this returns. What fails is tried again. */
  async tell(site: string): Promise<void> {
    await this.#try(this.#telling, async () => {
      const stubs = directoryStubs(this.#env, site);
      const { version: model } = this.#models.current();
      for (const shard of this.#models.untold(stubs.length)) {
        const total = (await stubs[shard]?.follow({ site, shard, model })) ?? 0;
        this.#models.noteRescoring({ shard, model, done: 0, total, finishedAt: total === 0 ? Date.now() : null });
      }
      return false;
    });
  }

  /**
   * Measures the population if that is due.
   *
   * @param publish runs a change in a transaction that owes KV the outcome
   * @returns whether there is a new model to be published
   */
  async measure(site: string, publish: (change: () => boolean) => boolean): Promise<boolean> {
    return await this.#try(this.#measuring, () => this.#measureIfDue(site, publish));
  }

  /** One after another: two measurings side by side would be two models. False where it failed. */
  #try(retry: Retry, work: () => Promise<boolean>): Promise<boolean> {
    this.#running = this.#running.then(async () => {
      try {
        const outcome = await work();
        retry.succeed();
        return outcome;
      } catch (error) {
        log("measuring-failed", {}, error);
        retry.fail(Date.now());
        return false;
      }
    });
    return this.#running;
  }

  async #measureIfDue(site: string, publish: (change: () => boolean) => boolean): Promise<boolean> {
    const now = Date.now();
    const dueAt = this.#models.measuringAt();
    if (dueAt === null || dueAt > now) return false;
    const importingUntil = this.#models.importingUntil(now);
    if (importingUntil !== null && !this.#models.isForced()) {
      this.#models.postponeMeasuring(importingUntil, now);
      return false;
    }
    const { population: before } = this.#models.current();
    const { scoring } = this.#models.config();
    const size = await this.#size(site);
    const isWanted = goesByPopulation(scoring) && (this.#models.isForced() || hasMoved(before?.size ?? null, size));
    const measured = isWanted ? await this.#populationOf(site, { scoring, now, size, before }) : null;
    return publish(() => {
      // News that came meanwhile is due later, and stays.
      if (this.#models.measuringAt() === dueAt) this.#models.endMeasuring();
      if (measured === null || !this.#models.differs(measured)) return false;
      this.#models.append("population", now, measured);
      return true;
    });
  }

  async #size(site: string): Promise<PopulationSize> {
    const sizes: PopulationSize[] = await Promise.all(directoryStubs(this.#env, site).map((stub) => stub.size()));
    const sum = (key: keyof PopulationSize) => sizes.reduce((total, size) => total + size[key], 0);
    return { visitors: sum("visitors"), customers: sum("customers") };
  }

  /** A family at a time: a million values of three dimensions are as much as fits into memory at once. */
  async #populationOf(
    site: string,
    { scoring, now, size, before }: { scoring: Scoring; now: number; size: PopulationSize; before: Population | null },
  ): Promise<Population> {
    const family = async (key: Family) =>
      heldFamily(
        before?.families[key],
        await this.#measureFamily(site, key, scoring, now),
        scoring[key].holdCutsWithin,
      );
    return {
      at: now,
      size,
      families: { rfm: await family("rfm"), rfe: await family("rfe"), rfd: await family("rfd") },
    };
  }

  async #measureFamily(site: string, family: Family, scoring: Scoring, now: number): Promise<FamilyPopulation> {
    const measure = new FamilyMeasure(family, scoring, now);
    for (const stub of directoryStubs(this.#env, site)) {
      let cursor: string | null = null;
      do {
        const page: ValuesPage = await stub.values(cursor, PAGE);
        for (const visitor of page.visitors) measure.add(visitor);
        cursor = page.cursor;
      } while (cursor !== null);
    }
    return measure.result();
  }
}
