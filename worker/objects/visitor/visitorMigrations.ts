/**
 * A visitor's one table, made with the first write. A rowid table costs two rows to make and one an entry; a table of migrations would cost
 * four more with every new visitor, so the log's own first row says how far the steps have run.
 */
export const VISITOR_MIGRATIONS = [
  "CREATE TABLE log (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL, state TEXT)",
] as const;
