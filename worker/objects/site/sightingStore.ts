import { DAY_MS } from "#shared/events/clock";
import type { Sighting } from "#shared/wire/sightings";

/** Somebody saw a visitor. Instants are epoch milliseconds. */
export interface Seen {
  readonly actor: string;
  /** Empty: nobody in particular. */
  readonly visitor: string;
  readonly how: Sighting["how"];
  readonly at: number;
}

/** Who saw whom on a day, which is counted from 1970. */
export type SightingRow = Omit<Seen, "at"> & {
  readonly day: number;
  readonly first: number;
  readonly last: number;
};

/** A place in the list. */
type Place = readonly [day: number, actor: string, visitor: string, how: string];

/** A page of the list, and after which place the next one begins; null: there is none. */
export interface SightingPage {
  readonly page: readonly SightingRow[];
  readonly next: Place | null;
}

/** Whose sightings, and after which of them. */
export interface SightingQuery {
  /** Null: of everybody. */
  readonly visitors: readonly string[] | null;
  readonly actor: string | null;
  readonly after: Place | null;
}

const PAGE = 100;
const BEGIN: Place = [Number.MAX_SAFE_INTEGER, "", "", ""];

/** Who saw whom: a row for each actor, visitor, way and day. */
export class SightingStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(seen: readonly Seen[]): void {
    const query = `INSERT INTO sighting (day, actor, visitor, how, first, last) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)`;
    for (const { actor, visitor, how, at } of seen)
      this.#sql.exec(query, Math.floor(at / DAY_MS), actor, visitor, how, at, at);
  }

  /** A page, newest day first. */
  page({ visitors, actor, after }: SightingQuery): SightingPage {
    const [day, ...key] = after ?? BEGIN;
    const query = `SELECT day, actor, visitor, how, first, last FROM sighting
      WHERE (day < ?1 OR (day = ?1 AND (actor, visitor, how) > (?2, ?3, ?4)))
        AND (?5 IS NULL OR visitor IN (SELECT value FROM json_each(?5))) AND (?6 IS NULL OR actor = ?6)
      ORDER BY day DESC, actor, visitor, how LIMIT ${PAGE + 1}`;
    const named = visitors && JSON.stringify(visitors);
    const rows = this.#sql.exec<SightingRow>(query, day, ...key, named, actor).toArray();
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
    const next = last === undefined ? null : ([last.day, last.actor, last.visitor, last.how] as const);
    return { page: rows.slice(0, PAGE), next };
  }

  /** Leaves who looked and when, but no longer at whom. */
  unname(visitors: readonly string[]): void {
    const list = JSON.stringify(visitors);
    const whose = "visitor IN (SELECT value FROM json_each(?))";
    this.#sql.exec(
      `INSERT INTO sighting (day, actor, visitor, how, first, last)
         SELECT day, actor, '', how, min(first), max(last) FROM sighting WHERE ${whose} GROUP BY day, actor, how
         ON CONFLICT DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last)`,
      list,
    );
    this.#sql.exec(`DELETE FROM sighting WHERE ${whose}`, list);
  }

  /** The end of the oldest day, epoch milliseconds; null: there is none. */
  oldest(): number | null {
    const { day } = this.#sql.exec<{ day: number | null }>("SELECT min(day) AS day FROM sighting").one();
    return day === null ? null : (day + 1) * DAY_MS;
  }

  /** Forgets the days that had ended by an instant. */
  forget(until: number): void {
    this.#sql.exec("DELETE FROM sighting WHERE day < ?", Math.floor(until / DAY_MS));
  }
}
