/**
 * What is filtered and sorted stands in columns before the row itself, so that a scan need not read what overflows a page. No index but the
 * key: each would cost a row more with every delivery, while a million rows read cost a thousandth of a million written.
 */
export const DIRECTORY_MIGRATIONS = [
  `CREATE TABLE visitor (
     id TEXT PRIMARY KEY, revision INTEGER NOT NULL, segment TEXT,
     lastSeenAt INTEGER NOT NULL, firstSeenAt INTEGER NOT NULL, orders INTEGER NOT NULL, revenueMinor INTEGER NOT NULL,
     search TEXT NOT NULL, row TEXT NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE counter (
     segment TEXT PRIMARY KEY, visitors INTEGER NOT NULL, orders INTEGER NOT NULL, revenueMinor INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE pending (seq INTEGER PRIMARY KEY, site TEXT NOT NULL, changes TEXT NOT NULL)`,
  `CREATE TABLE walk (
     id INTEGER PRIMARY KEY CHECK (id = 1), site TEXT NOT NULL, shard INTEGER NOT NULL, model INTEGER NOT NULL,
     after TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL, isOver INTEGER NOT NULL
   )`,
] as const;
