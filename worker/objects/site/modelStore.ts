import type { Population } from "#shared/scoring/populationCuts";
import type { CutTable } from "#shared/scoring/scoresAt";

/** Why there is a new model. */
export type ModelCause = "config" | "population";

/** A model version as it is listed. */
export interface ModelRow {
  readonly version: number;
  /** The configuration it belongs to. */
  readonly config: number;
  readonly at: number;
  readonly cause: ModelCause;
  readonly cuts: CutTable;
  /** How many were in the population of each family; null: nobody was measured. */
  readonly sizes: Readonly<Record<"rfm" | "rfe" | "rfd", number>> | null;
}

/** The model in force, with the population that its quantiles are of. */
export interface CurrentModel {
  readonly version: number;
  readonly at: number;
  readonly population: Population | null;
}

type Row = {
  version: number;
  config: number;
  at: number;
  cause: ModelCause;
  cuts: string;
  sizes: string;
  population: string | null;
};

/** How far a shard has come with re-scoring its visitors under a model. */
export type RescoringRow = {
  readonly shard: number;
  readonly model: number;
  readonly done: number;
  readonly total: number;
  readonly finishedAt: number | null;
};

const LISTED = 200;

/** The numbered models of a site, how far each shard has followed, and whether the population is to be measured. */
export class ModelStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The model in force; null in a site that was opened before models had numbers of their own. */
  current(): CurrentModel | null {
    const [row] = this.#sql
      .exec<Row>("SELECT version, at, population FROM models ORDER BY version DESC LIMIT 1")
      .toArray();
    return row === undefined ? null : { version: row.version, at: row.at, population: read(row.population) };
  }

  /** The next number: above every model and every configuration, which bore the model's number before. */
  next(config: number): number {
    const { version } = this.#sql.exec<{ version: number | null }>("SELECT max(version) AS version FROM models").one();
    return Math.max((version ?? 0) + 1, config);
  }

  /** Appends a model. Only the newest keeps its percentiles: of the others the cuts and sizes tell all that is asked. */
  append({ version, config, at, cause, cuts }: Omit<ModelRow, "sizes">, population: Population | null): void {
    this.#sql.exec("UPDATE models SET population = NULL WHERE population IS NOT NULL");
    const sizes = sizesOf(population);
    this.#sql.exec(
      "INSERT INTO models (version, config, at, cause, cuts, sizes, population) VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[version, config, at, cause, JSON.stringify(cuts), JSON.stringify(sizes)],
      population === null ? null : JSON.stringify(population),
    );
  }

  /** The models, newest first. */
  list(): ModelRow[] {
    return this.#sql.exec<Row>(`SELECT * FROM models ORDER BY version DESC LIMIT ${LISTED}`).toArray().map(listed);
  }

  /** Some models, newest first. */
  listed(versions: readonly number[]): ModelRow[] {
    const query = "SELECT * FROM models WHERE version IN (SELECT value FROM json_each(?)) ORDER BY version DESC";
    return this.#sql.exec<Row>(query, JSON.stringify(versions)).toArray().map(listed);
  }

  rescoring(): RescoringRow[] {
    return this.#sql.exec<RescoringRow>("SELECT * FROM rescoring ORDER BY shard").toArray();
  }

  /** Notes how far a shard has come; an older model's report changes nothing. */
  noteRescoring({ shard, model, done, total, finishedAt }: RescoringRow): void {
    this.#sql.exec(
      `INSERT INTO rescoring (shard, model, done, total, finishedAt) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (shard) DO UPDATE SET model = ?2, done = ?3, total = ?4, finishedAt = ?5 WHERE model <= ?2`,
      ...[shard, model, done, total, finishedAt],
    );
  }

  /** When the population is to be measured, and since when that has been wanted; null: it need not be. */
  measuring(): { dueAt: number; since: number } | null {
    return this.#sql.exec<{ dueAt: number; since: number }>("SELECT dueAt, since FROM measuring").toArray()[0] ?? null;
  }

  setMeasuring(dueAt: number, since: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO measuring (id, dueAt, since) VALUES (1, ?, ?)", dueAt, since);
  }

  endMeasuring(): void {
    this.#sql.exec("DELETE FROM measuring");
  }
}

function listed({ cuts, sizes, population: _, ...row }: Row): ModelRow {
  return { ...row, cuts: JSON.parse(cuts), sizes: JSON.parse(sizes) };
}

function sizesOf(population: Population | null): ModelRow["sizes"] {
  if (population === null) return null;
  const { rfm, rfe, rfd } = population.families;
  return { rfm: rfm.population, rfe: rfe.population, rfd: rfd.population };
}

function read(text: string | null): Population | null {
  return text === null ? null : JSON.parse(text);
}
