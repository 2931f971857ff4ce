import { cutsInForce } from "#shared/config/modelOf";
import { readConfig } from "#shared/config/readConfig";
import type { SiteConfig } from "#shared/config/siteConfig";
import type { Population } from "#shared/scoring/populationCuts";
import { type CurrentModel, type ModelCause, type ModelRow, ModelStore, type RescoringRow } from "./modelStore.ts";
import type { SiteStore } from "./siteStore.ts";

/** The models of a site and how far its visitors have followed. */
export interface ModelsView {
  readonly models: readonly ModelRow[];
  readonly rescoring: readonly RescoringRow[];
  readonly measuringAt: number | null;
}

/** After the last news of a population that grew, wait this long for more: an import counts as one change. */
const QUIET_MS = 4_000;
/** But for a steady stream not longer than this. */
const PATIENCE_MS = 300_000;

/** An import that has not said its end by then has died. */
const IMPORT_MS = 120_000;

/** What a site's object knows of models: every publication makes one, and so does a population that has moved. */
export class SiteModels {
  readonly #site: SiteStore;
  readonly #models: ModelStore;
  /** In memory alone: what a crash forgets costs one measuring too many. */
  readonly #imports = new Map<string, number>();

  constructor(sql: SqlStorage, site: SiteStore) {
    this.#site = site;
    this.#models = new ModelStore(sql);
  }

  /** The model in force; a site opened before models had numbers goes by its configuration's. */
  current(): CurrentModel {
    return (
      this.#models.current() ?? {
        version: this.#site.current(),
        at: this.#site.site()?.openedAt ?? 0,
        population: null,
      }
    );
  }

  /** Makes the next model, of the configuration in force. To be called in a transaction. */
  append(cause: ModelCause, now: number, population: Population | null = this.current().population): CurrentModel {
    const config = this.#site.current();
    const version = this.#models.next(config);
    const { scoring } = this.config();
    this.#models.append({ version, config, at: now, cause, cuts: cutsInForce(scoring, population) }, population);
    return { version, at: now, population };
  }

  /** The configuration in force, whole. */
  config(): SiteConfig {
    const content = this.#site.body(this.#site.current());
    const parsed = content === null ? null : readConfig(JSON.parse(content.body));
    if (parsed === null) throw new RangeError("SiteModels requires a published configuration");
    return parsed.config;
  }

  /** The draft with the population that it would be published with; null: nothing has been drafted. */
  draft() {
    const draft = this.#site.draft();
    if (draft === null) return null;
    const { digest, body, notes } = draft;
    return { digest, body, population: this.current().population, isClean: notes !== "" };
  }

  /** @param versions the models that are wanted; left out: the newest */
  view(versions?: readonly number[]): ModelsView {
    return {
      models: versions === undefined ? this.#models.list() : this.#models.listed(versions),
      rescoring: this.#models.rescoring(),
      measuringAt: this.#models.measuring()?.dueAt ?? null,
    };
  }

  /** The shards, of so many, that have not been told of the model in force. */
  untold(shards: number): number[] {
    const { version } = this.current();
    const told = new Set(
      this.#models
        .rescoring()
        .filter(({ model }) => model >= version)
        .map(({ shard }) => shard),
    );
    return Array.from({ length: shards }, (_, shard) => shard).filter((shard) => !told.has(shard));
  }

  noteRescoring(row: RescoringRow): void {
    this.#models.noteRescoring(row);
  }

  /** Notes that the population may have moved: it is measured once it has been quiet for a while. */
  populationMoved(now: number): void {
    const since = this.#models.measuring()?.since ?? now;
    this.#models.setMeasuring(Math.min(now + QUIET_MS, since + PATIENCE_MS), since);
  }

  /** An import goes on, and counts as one change at its end: nobody is measured in between. */
  importBegins(id: string, now: number): void {
    this.#imports.set(id, now + IMPORT_MS);
  }

  /** One part of it is over; another may follow at once. */
  importEnds(id: string, now: number): void {
    this.#imports.set(id, now + QUIET_MS);
  }

  /** Until when an import keeps the population from being measured; null: none does. */
  importingUntil(now: number): number | null {
    for (const [id, until] of this.#imports) if (until <= now) this.#imports.delete(id);
    return this.#imports.size === 0 ? null : Math.max(...this.#imports.values());
  }

  /** Puts the measuring off. */
  postponeMeasuring(until: number, now: number): void {
    this.#models.setMeasuring(until, this.#models.measuring()?.since ?? now);
  }

  /** Notes that it is to be measured now. */
  measureNow(now: number): void {
    this.#models.setMeasuring(now, now);
  }

  /** Whether it is to be measured even if it has not moved. */
  isForced(): boolean {
    const measuring = this.#models.measuring();
    return measuring !== null && measuring.dueAt === measuring.since;
  }

  /** Whether the cuts would be others if the population were this one. */
  differs(population: Population): boolean {
    const { scoring } = this.config();
    const before = cutsInForce(scoring, this.current().population);
    return JSON.stringify(before) !== JSON.stringify(cutsInForce(scoring, population));
  }

  /** When the population is to be measured; null: it need not be. */
  measuringAt(): number | null {
    return this.#models.measuring()?.dueAt ?? null;
  }

  endMeasuring(): void {
    this.#models.endMeasuring();
  }
}
