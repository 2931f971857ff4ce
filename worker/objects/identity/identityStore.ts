import { type Erasure, markOf, standingErasures } from "#shared/privacy/erasure";
import { migrate } from "../migrate.ts";
import { IDENTITY_MIGRATIONS } from "./identityMigrations.ts";

/** What judges hold of a visitor. */
export interface IdentityTraces {
  readonly claims: readonly { userId: string; visitorId: string }[];
  readonly comings: readonly { userId: string; visitorId: string; at: number }[];
}

const HOUR_MS = 3_600_000;

/** Which visitor holds each user id, and who came to it within the hour. */
export class IdentityStore {
  readonly #sql: SqlStorage;
  /** Null: not looked up yet; empty: nobody has been erased here. */
  #salt: string | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    migrate(storage, IDENTITY_MIGRATIONS);
  }

  /** Gives a user id to whoever asks first, and answers who that was. One row, or none where it was given before. */
  claim(userId: string, visitorId: string): string {
    this.#sql.exec("INSERT INTO claim (userId, visitorId) VALUES (?, ?) ON CONFLICT DO NOTHING", userId, visitorId);
    return this.holderOf(userId) ?? visitorId;
  }

  assign(userId: string, visitorId: string): void {
    this.#sql.exec(
      "INSERT INTO claim (userId, visitorId) VALUES (?1, ?2) ON CONFLICT (userId) DO UPDATE SET visitorId = ?2 WHERE visitorId <> ?2",
      userId,
      visitorId,
    );
  }

  /** Forgets a user id that one of these visitors holds, and who came to it. */
  release(userId: string, visitorIds: readonly string[]): void {
    const holder = this.holderOf(userId);
    if (holder === null || !visitorIds.includes(holder)) return;
    this.#sql.exec("DELETE FROM claim WHERE userId = ?", userId);
    this.#sql.exec("DELETE FROM coming WHERE userId = ?", userId);
  }

  /** Forgets to which user ids these visitors came that are not theirs. Reads every such row. */
  forget(visitorIds: readonly string[]): void {
    const query = "DELETE FROM coming WHERE visitorId IN (SELECT value FROM json_each(?))";
    this.#sql.exec(query, JSON.stringify(visitorIds));
  }

  /** The user ids among these that somebody holds, and all that these visitors came to within the hour. Reads every row of those who came. */
  traces(userIds: readonly string[], visitorIds: readonly string[]): IdentityTraces {
    const claims = this.#sql.exec<IdentityTraces["claims"][number]>(
      "SELECT userId, visitorId FROM claim WHERE userId IN (SELECT value FROM json_each(?))",
      JSON.stringify(userIds),
    );
    const comings = this.#sql.exec<IdentityTraces["comings"][number]>(
      "SELECT userId, visitorId, at FROM coming WHERE visitorId IN (SELECT value FROM json_each(?))",
      JSON.stringify(visitorIds),
    );
    return { claims: claims.toArray(), comings: comings.toArray() };
  }

  /** The erasures of whoever had a user id that still count, the newest last. No row is read where nobody has ever been erased. */
  erasures(userId: string, now: number): readonly Erasure[] {
    this.#salt ??= this.#sql.exec<{ value: string }>("SELECT value FROM salt").toArray()[0]?.value ?? "";
    if (this.#salt === "") return [];
    const query = "SELECT body FROM erased WHERE mark = ? ORDER BY at";
    const rows = this.#sql.exec<{ body: string }>(query, markOf(this.#salt, "user", userId)).toArray();
    return standingErasures(
      rows.map(({ body }) => JSON.parse(body)),
      now,
    );
  }

  /** Forgets erasures that count no more. */
  forgetErased(now: number): void {
    this.#sql.exec("DELETE FROM erased WHERE until < ?", now);
  }

  /** Remembers that whoever had a user id was erased. */
  remember(userId: string, erasure: Erasure): void {
    if (this.erasures(userId, erasure.at).some(({ salt }) => salt === erasure.salt)) return;
    if (this.#salt === "") {
      this.#salt = crypto.randomUUID();
      this.#sql.exec("INSERT INTO salt (value) VALUES (?)", this.#salt);
    }
    this.#sql.exec(
      "INSERT INTO erased (mark, at, until, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
      ...[markOf(this.#salt ?? "", "user", userId), erasure.at, erasure.until, JSON.stringify(erasure)],
    );
  }

  /** Notes that somebody else comes to a user id; false where as many have come within the hour as may. The same visitor counts once. */
  comes(
    userId: string,
    visitorId: string,
    { now, perHour }: { readonly now: number; readonly perHour: number },
  ): boolean {
    const recent = this.#sql
      .exec<{ visitorId: string }>("SELECT visitorId FROM coming WHERE userId = ? AND at > ?", userId, now - HOUR_MS)
      .toArray();
    if (recent.some((one) => one.visitorId === visitorId)) return true;
    if (recent.length >= perHour) return false;
    this.#sql.exec("DELETE FROM coming WHERE userId = ? AND at <= ?", userId, now - HOUR_MS);
    this.#sql.exec("INSERT INTO coming (userId, visitorId, at) VALUES (?, ?, ?)", userId, visitorId, now);
    return true;
  }

  /** Whose a user id is; null while nobody claimed it. */
  holderOf(userId: string): string | null {
    const [row] = this.#sql
      .exec<{ visitorId: string }>("SELECT visitorId FROM claim WHERE userId = ?", userId)
      .toArray();
    return row?.visitorId ?? null;
  }
}
