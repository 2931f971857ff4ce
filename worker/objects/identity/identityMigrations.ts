/** The key is all that is ever asked for, so each table is that key's tree and a claim one row. */
export const IDENTITY_MIGRATIONS = [
  "CREATE TABLE claim (userId TEXT PRIMARY KEY, visitorId TEXT NOT NULL) WITHOUT ROWID",
  "CREATE TABLE coming (userId TEXT NOT NULL, visitorId TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (userId, visitorId)) WITHOUT ROWID",
  // Whose user id was erased is known by a mark alone; the salt is this object's own and made once.
  `CREATE TABLE erased (mark TEXT NOT NULL, at INTEGER NOT NULL, until INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (mark, at)) WITHOUT ROWID;
   CREATE TABLE salt (value TEXT NOT NULL)`,
] as const;
