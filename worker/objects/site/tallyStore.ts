import type { Tallied } from "#shared/wire/findings";

/** How often something came to nothing, or a request was answered so, on a day, which is counted from 1970. */
export type TallyRow = {
  readonly day: number;
  readonly what: Tallied | "answered";
  readonly reason: string;
  readonly count: number;
};

const KEPT_DAYS = 400;

/** How often what visitors sent was refused or left out, and what became of requests, by day and reason: numbers alone. */
export class TallyStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(rows: readonly TallyRow[]): void {
    const query = `INSERT INTO tally (day, what, reason, count) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET count = count + excluded.count`;
    for (const { day, what, reason, count } of rows) this.#sql.exec(query, day, what, reason, count);
    this.#sql.exec("DELETE FROM tally WHERE day < (SELECT max(day) FROM tally) - ?", KEPT_DAYS);
  }

  /** The counts of a stretch of days, both ends included, newest day first. */
  between(from: number, to: number): TallyRow[] {
    const query =
      "SELECT day, what, reason, count FROM tally WHERE day BETWEEN ? AND ? ORDER BY day DESC, count DESC, what, reason";
    return this.#sql.exec<TallyRow>(query, from, to).toArray();
  }
}
