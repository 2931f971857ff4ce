/** The key is all that is ever asked for, so the table is that key's tree and a claim one row. */
export const IDENTITY_MIGRATIONS = [
  "CREATE TABLE claim (userId TEXT PRIMARY KEY, visitorId TEXT NOT NULL) WITHOUT ROWID",
] as const;
