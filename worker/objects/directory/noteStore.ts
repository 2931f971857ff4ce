/** Small facts that a shard keeps about itself, each one row. */
export class NoteStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The JSON that was kept under a key; null: nothing. */
  read(key: string): string | null {
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM note WHERE key = ?", key).toArray();
    return row?.body ?? null;
  }

  write(key: string, body: string): void {
    this.#sql.exec(
      "INSERT INTO note (key, body) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET body = ?2",
      ...[key, body],
    );
  }
}
