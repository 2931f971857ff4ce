import { migrate } from "../migrate.ts";
import { IDENTITY_MIGRATIONS } from "./identityMigrations.ts";

/** Which visitor holds each user id. */
export class IdentityStore {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    migrate(storage, IDENTITY_MIGRATIONS);
  }

  /** Gives a user id to whoever asks first, and answers who that was. One row, or none where it was given before. */
  claim(userId: string, visitorId: string): string {
    this.#sql.exec("INSERT INTO claim (userId, visitorId) VALUES (?, ?) ON CONFLICT DO NOTHING", userId, visitorId);
    return this.holderOf(userId) ?? visitorId;
  }

  /** Whose a user id is; null while nobody claimed it. */
  holderOf(userId: string): string | null {
    const [row] = this.#sql
      .exec<{ visitorId: string }>("SELECT visitorId FROM claim WHERE userId = ?", userId)
      .toArray();
    return row?.visitorId ?? null;
  }
}
