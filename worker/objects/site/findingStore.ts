/** Something that was not done, and that a marketer may want to put right. */
export interface Finding {
  readonly kind: "refused-id" | "too-many-links" | "too-old" | "two-users" | "unproven" | "refused-proof";
  /** The user id or anonymous id concerned. */
  readonly id: string;
  readonly detail: string;
}

export type FindingRow = { readonly [K in keyof Finding]: Finding[K] } & { readonly at: number };

const HOUR_MS = 3_600_000;
const KEPT = 1_000;
const LONGEST = 255;

/** The site's last findings: at most one of a kind for each id and hour. */
export class FindingStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add({ kind, id, detail }: Finding, at: number): void {
    const query = "INSERT INTO finding (at, hour, kind, id, detail) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    this.#sql.exec(query, at, Math.floor(at / HOUR_MS), kind, id.slice(0, LONGEST), detail);
    this.#sql.exec(`DELETE FROM finding WHERE seq <= (SELECT MAX(seq) FROM finding) - ${KEPT}`);
  }

  /** Forgets what was found of somebody: the findings under their ids, and those that speak of one. */
  forget(ids: readonly string[]): void {
    const list = JSON.stringify(ids.map((id) => id.slice(0, LONGEST)));
    const query = `DELETE FROM finding WHERE id IN (SELECT value FROM json_each(?1))
      OR EXISTS (SELECT 1 FROM json_each(?1) WHERE instr(detail, 'alias of ' || value) = 1)`;
    this.#sql.exec(query, list);
  }

  /** When the oldest was found, epoch milliseconds; null: there is none. */
  oldest(): number | null {
    return this.#sql.exec<{ at: number }>("SELECT at FROM finding ORDER BY seq LIMIT 1").toArray()[0]?.at ?? null;
  }

  /** Forgets what had been found by an instant. */
  forgetUntil(until: number): void {
    this.#sql.exec("DELETE FROM finding WHERE at <= ?", until);
  }

  /** All that are kept, newest first. */
  list(): FindingRow[] {
    return this.#sql.exec<FindingRow>("SELECT at, kind, id, detail FROM finding ORDER BY seq DESC").toArray();
  }
}
