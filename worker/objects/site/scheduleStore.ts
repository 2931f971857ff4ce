/** A publication that waits for its instant, with the document that is then published. */
export type Scheduled = {
  readonly body: string;
  readonly digest: string;
  readonly author: string;
  readonly note: string;
  /** When it was scheduled, epoch milliseconds; and when it is to be published. */
  readonly at: number;
  readonly publishAt: number;
  readonly baseVersion: number;
  /** When something else was published before it, so that it will not be; null: it waits. */
  readonly lapsedAt: number | null;
};

const COLUMNS = "body, digest, author, note, at, publishAt, baseVersion, lapsedAt";

/** The one publication that is scheduled. */
export class ScheduleStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(): Scheduled | null {
    return this.#sql.exec<Scheduled>(`SELECT ${COLUMNS} FROM schedule`).toArray()[0] ?? null;
  }

  save({ body, digest, author, note, at, publishAt, baseVersion, lapsedAt }: Scheduled): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO schedule (id, ${COLUMNS}) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[body, digest, author, note, at, publishAt, baseVersion, lapsedAt],
    );
  }

  lapse(at: number): void {
    this.#sql.exec("UPDATE schedule SET lapsedAt = ?", at);
  }

  drop(): void {
    this.#sql.exec("DELETE FROM schedule");
  }
}
