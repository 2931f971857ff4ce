/** A walk over a shard's visitors, to bring each of them to a model. */
export type Walk = {
  readonly site: string;
  readonly shard: number;
  readonly model: number;
  /** The last visitor who has been asked; empty: none yet. */
  readonly after: string;
  readonly done: number;
  readonly total: number;
};

/** How far a shard has come with its walk, so that a crash costs one batch at most. */
export class WalkStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The walk under way; null: there is none. */
  walk(): Walk | null {
    return (
      this.#sql.exec<Walk>("SELECT site, shard, model, after, done, total FROM walk WHERE isOver = 0").toArray()[0] ??
      null
    );
  }

  /**
   * Begins a walk, from the start where one for an older model is under way.
   *
   * @returns how many visitors it goes by
   */
  begin({ site, shard, model }: Pick<Walk, "site" | "shard" | "model">): number {
    const [last] = this.#sql.exec<Pick<Walk, "model" | "total">>("SELECT model, total FROM walk").toArray();
    // The order may come twice.
    if (last !== undefined && last.model >= model) return last.total;
    const { total } = this.#sql
      .exec<{ total: number }>("SELECT count(*) AS total FROM visitor WHERE segment IS NOT NULL")
      .one();
    this.#sql.exec(
      "INSERT OR REPLACE INTO walk (id, site, shard, model, after, done, total, isOver) VALUES (1, ?, ?, ?, '', 0, ?, ?)",
      ...[site, shard, model, total, total === 0 ? 1 : 0],
    );
    return total;
  }

  /** The next visitors' ids. */
  next({ after }: Pick<Walk, "after">, limit: number): string[] {
    return this.#sql
      .exec<{ id: string }>(
        "SELECT id FROM visitor WHERE id > ? AND segment IS NOT NULL ORDER BY id LIMIT ?",
        after,
        limit,
      )
      .toArray()
      .map(({ id }) => id);
  }

  /** Notes that a walk has come past a visitor; one that was begun anew meanwhile stays where it is. */
  advance({ model }: Walk, after: string, count: number): void {
    this.#sql.exec("UPDATE walk SET after = ?, done = done + ? WHERE model = ?", after, count, model);
  }

  end({ model }: Walk): void {
    this.#sql.exec("UPDATE walk SET isOver = 1 WHERE model = ?", model);
  }
}
