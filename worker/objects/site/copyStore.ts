import type { Link } from "#shared/privacy/auditChain";
import type { BackupHead, SiteLine } from "#shared/wire/backup";

/** Which of a site's rows are copied next. */
export interface SitePlace {
  readonly kind: SiteLine["kind"];
  /** The number of the last one before. */
  readonly after: number;
}

/** How far a restoration has come. */
export type RestorationRow = {
  readonly head: BackupHead;
  /** Epoch milliseconds; null: the site is not open yet. */
  readonly openedAt: number | null;
  readonly lines: number;
  /** Whether the backup's last line has been taken: 1, else 0. */
  readonly isWhole: number;
  readonly woken: number;
};

type VersionLine = Extract<SiteLine, { kind: "version" }>;
type ModelLine = Extract<SiteLine, { kind: "model" }>;
type AuditLine = Extract<SiteLine, { kind: "audit" }>;
type DraftLine = Extract<SiteLine, { kind: "draft" }>;
type TallyLine = Extract<SiteLine, { kind: "tally" }>;

/** One answer holds this much: a document may be as large as a whole request. */
const PAGE_LETTERS = 250_000;
const PAGE = 200;

const VERSIONS = "SELECT version, at, author, note, digest, previous, body FROM versions";
const MODELS = "SELECT version, config, at, cause, cuts, sizes, population FROM models";
const AUDIT = "SELECT seq, at, actor, action, target, detail, country, hash FROM audit";
const LAST_AUDIT = "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1";
const QUERIES = {
  version: `${VERSIONS} WHERE version > ? AND at <= ? ORDER BY version LIMIT ${PAGE}`,
  model: `${MODELS} WHERE version > ? AND at <= ? ORDER BY version LIMIT ${PAGE}`,
  audit: `${AUDIT} WHERE seq > ? AND at <= ? ORDER BY seq LIMIT ${PAGE}`,
  draft: "SELECT at, author, digest, notes, body FROM draft WHERE at > ?",
  tally: `SELECT day, json_group_array(json_array(what, reason, count)) AS counts FROM tally WHERE day > ? GROUP BY day ORDER BY day LIMIT ${PAGE}`,
} as const;

/** What of a site is copied into a backup and out of one: rows as they are. */
export class CopyStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The next rows of a kind, of what was there at an instant; of what is changed in its place, as it stands. */
  page({ kind, after }: SitePlace, upTo: number): SiteLine[] {
    const lines: SiteLine[] = [];
    let letters = 0;
    for (const line of this.#linesOf(kind, after, upTo)) {
      letters += JSON.stringify(line).length;
      if (letters > PAGE_LETTERS && lines.length > 0) break;
      lines.push(line);
    }
    return lines;
  }

  *#linesOf(kind: SitePlace["kind"], after: number, upTo: number): Generator<SiteLine> {
    const query = QUERIES[kind];
    if (kind === "version")
      for (const row of this.#sql.exec<Omit<VersionLine, "kind">>(query, after, upTo)) yield { kind, ...row };
    if (kind === "model")
      for (const row of this.#sql.exec<Omit<ModelLine, "kind">>(query, after, upTo)) yield { kind, ...row };
    if (kind === "audit")
      for (const row of this.#sql.exec<Omit<AuditLine, "kind">>(query, after, upTo)) yield { kind, ...row };
    if (kind === "draft")
      for (const row of this.#sql.exec<Omit<DraftLine, "kind">>(query, after)) yield { kind, ...row };
    if (kind === "tally")
      for (const row of this.#sql.exec<Omit<TallyLine, "kind">>(query, after)) yield { kind, ...row };
  }

  restoration(): RestorationRow | null {
    const query = "SELECT head, openedAt, lines, isWhole, woken FROM restoration";
    const [row] = this.#sql.exec<Omit<RestorationRow, "head"> & { head: string }>(query).toArray();
    return row === undefined ? null : { ...row, head: JSON.parse(row.head) };
  }

  /** Notes that a backup is being restored here; what another one had come to is forgotten. */
  begin(head: BackupHead): void {
    const query =
      "INSERT OR REPLACE INTO restoration (id, head, openedAt, lines, isWhole, woken) VALUES (1, ?, NULL, 0, 0, 0)";
    this.#sql.exec(query, JSON.stringify(head));
  }

  /** Notes how far it has come: never less far than before. */
  advance({ lines = 0, isWhole = 0, woken = 0 }: Partial<Omit<RestorationRow, "head" | "openedAt">>): void {
    const query = "UPDATE restoration SET lines = max(lines, ?), isWhole = max(isWhole, ?), woken = max(woken, ?)";
    this.#sql.exec(query, lines, isWhole, woken);
  }

  noteOpened(at: number): void {
    this.#sql.exec("UPDATE restoration SET openedAt = ?", at);
  }

  /**
   * Takes a row of a backup; false: another one is there in its place.
   *
   * @param follows whether an entry of the audit log follows upon the last one here; null: there is none
   */
  take(line: SiteLine, follows: (last: Link | null, line: AuditLine) => boolean): boolean {
    switch (line.kind) {
      case "version":
        return this.#takeVersion(line);
      case "model":
        return this.#takeModel(line);
      case "audit":
        return this.#takeAudit(line, follows);
      case "draft":
        return this.#takeDraft(line);
      case "tally":
        return this.#takeTally(line);
    }
  }

  /** Somebody's draft that is there is later than the backup's. */
  #takeDraft({ at, author, digest, notes, body }: DraftLine): boolean {
    const query =
      "INSERT INTO draft (id, at, author, digest, notes, body) VALUES (1, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    this.#sql.exec(query, at, author, digest, notes, body);
    return true;
  }

  #takeTally({ day, counts }: TallyLine): boolean {
    const query = `INSERT INTO tally (day, what, reason, count)
      SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) WHERE true
      ON CONFLICT DO UPDATE SET count = max(count, excluded.count)`;
    this.#sql.exec(query, day, counts);
    return true;
  }

  #takeVersion(line: VersionLine): boolean {
    const { version, at, author, note, digest, previous, body } = line;
    const [held] = this.#sql.exec<VersionLine>(`${VERSIONS} WHERE version = ?`, version).toArray();
    if (held !== undefined) return agree(held, line, ["digest", "at"]);
    const query =
      "INSERT INTO versions (version, at, author, note, digest, previous, body) VALUES (?, ?, ?, ?, ?, ?, ?)";
    this.#sql.exec(query, version, at, author, note, digest, previous, body);
    return true;
  }

  #takeModel(line: ModelLine): boolean {
    const { version, config, at, cause, cuts, sizes, population } = line;
    const [held] = this.#sql.exec<ModelLine>(`${MODELS} WHERE version = ?`, version).toArray();
    if (held !== undefined) return agree(held, line, ["config", "at", "cuts"]);
    const query =
      "INSERT INTO models (version, config, at, cause, cuts, sizes, population) VALUES (?, ?, ?, ?, ?, ?, ?)";
    this.#sql.exec(query, version, config, at, cause, cuts, sizes, population);
    return true;
  }

  #takeAudit(line: AuditLine, follows: (last: Link | null, line: AuditLine) => boolean): boolean {
    const { seq, at, actor, action, target, detail, country, hash } = line;
    const [held] = this.#sql.exec<Omit<AuditLine, "kind">>(`${AUDIT} WHERE seq = ?`, seq).toArray();
    if (held !== undefined) return agree(held, line, ["hash"]);
    const [last = null] = this.#sql.exec<Link & Record<string, SqlStorageValue>>(LAST_AUDIT).toArray();
    if (!follows(last, line)) return false;
    const query =
      "INSERT INTO audit (seq, at, actor, action, target, detail, country, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    this.#sql.exec(query, seq, at, actor, action, target, detail, country, hash);
    return true;
  }
}

/** Whether a row says the same in these of its columns. */
function agree<Row extends object, Name extends keyof Row>(held: Row, said: Pick<Row, Name>, names: readonly Name[]) {
  return names.every((name) => held[name] === said[name]);
}
