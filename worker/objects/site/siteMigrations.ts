/** The site's tables. Append only: a step that has run anywhere is never changed. */
export const siteMigrations: readonly string[] = [
  `CREATE TABLE site (id INTEGER PRIMARY KEY CHECK (id = 1), key TEXT NOT NULL, name TEXT NOT NULL, openedAt INTEGER NOT NULL, closedAt INTEGER);
   CREATE TABLE draft (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL, digest TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL);
   CREATE TABLE versions (version INTEGER PRIMARY KEY, at INTEGER NOT NULL, author TEXT NOT NULL, note TEXT NOT NULL, digest TEXT NOT NULL,
     previous INTEGER, body TEXT NOT NULL);
   CREATE TABLE outbox (id INTEGER PRIMARY KEY, tries INTEGER NOT NULL)`,
  // Of a write key, which is public, the value is the key; of a server key its digest. It works until endsAt; null: as long as it stands.
  `CREATE TABLE keys (id TEXT PRIMARY KEY, kind TEXT NOT NULL, prefix TEXT NOT NULL, value TEXT NOT NULL, createdAt INTEGER NOT NULL, endsAt INTEGER) WITHOUT ROWID;
   CREATE TABLE tokens (id TEXT PRIMARY KEY, prefix TEXT NOT NULL, digest TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL,
     createdAt INTEGER NOT NULL, expiresAt INTEGER) WITHOUT ROWID;
   CREATE INDEX tokensByPrefix ON tokens (prefix)`,
  "CREATE TABLE audit (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, detail TEXT)",
  "CREATE TABLE changes (seq INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, body TEXT NOT NULL)",
  // The models that visitors are scored by; how far each shard of the directory has followed; whether the population is to be measured.
  `CREATE TABLE models (version INTEGER PRIMARY KEY, config INTEGER NOT NULL, at INTEGER NOT NULL, cause TEXT NOT NULL, cuts TEXT NOT NULL,
     sizes TEXT NOT NULL, population TEXT);
   CREATE TABLE rescoring (shard INTEGER PRIMARY KEY, model INTEGER NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL, finishedAt INTEGER);
   CREATE TABLE measuring (id INTEGER PRIMARY KEY CHECK (id = 1), dueAt INTEGER NOT NULL, since INTEGER NOT NULL)`,
  // One of a kind for each id and hour, so that whoever sends junk all the time fills nothing.
  `CREATE TABLE finding (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, hour INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, detail TEXT NOT NULL,
     UNIQUE (id, kind, hour))`,
  // A draft of an earlier release has no notes: it was never cleaned, and has to be saved again.
  `ALTER TABLE draft ADD COLUMN notes TEXT NOT NULL DEFAULT '';
   CREATE TABLE schedule (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL, digest TEXT NOT NULL, author TEXT NOT NULL, note TEXT NOT NULL,
     at INTEGER NOT NULL, publishAt INTEGER NOT NULL, baseVersion INTEGER NOT NULL, lapsedAt INTEGER)`,
  // An entry of an earlier release is given its hash once, when the next one follows it; nothing else of any is ever changed.
  `ALTER TABLE audit ADD COLUMN hash TEXT;
   CREATE TRIGGER auditStays BEFORE UPDATE ON audit
     WHEN OLD.hash IS NOT NULL OR (NEW.seq, NEW.at, NEW.actor, NEW.action, NEW.target, NEW.detail) IS NOT (OLD.seq, OLD.at, OLD.actor, OLD.action, OLD.target, OLD.detail)
     BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END;
   CREATE TRIGGER auditRemains BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'an audit entry is never taken away'); END`,
  // Who saw whom; a visitor who was erased is the empty text.
  `CREATE TABLE sighting (day INTEGER NOT NULL, actor TEXT NOT NULL, visitor TEXT NOT NULL, how TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
     PRIMARY KEY (day, actor, visitor, how)) WITHOUT ROWID`,
  // What was refused or left out, by day and reason.
  `CREATE TABLE tally (day INTEGER NOT NULL, what TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, what, reason)) WITHOUT ROWID`,
  // The first line of the backup that is, or last was, restored here, and how far that has come.
  `CREATE TABLE restoration (id INTEGER PRIMARY KEY CHECK (id = 1), head TEXT NOT NULL, openedAt INTEGER, lines INTEGER NOT NULL,
     isWhole INTEGER NOT NULL, woken INTEGER NOT NULL)`,
  // Where somebody was when they did it: a country at most. Entries of earlier releases say nothing of it, and their hashes stand.
  `ALTER TABLE audit ADD COLUMN country TEXT;
   DROP TRIGGER auditStays;
   CREATE TRIGGER auditStays BEFORE UPDATE ON audit
     WHEN OLD.hash IS NOT NULL OR (NEW.seq, NEW.at, NEW.actor, NEW.action, NEW.target, NEW.detail, NEW.country) IS NOT (OLD.seq, OLD.at, OLD.actor, OLD.action, OLD.target, OLD.detail, OLD.country)
     BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END`,
  // Of what anybody with a public key may do to themselves: how often on a day it was entered in the audit log, and how often more it was counted alone.
  "CREATE TABLE publicDeed (action TEXT PRIMARY KEY, day INTEGER NOT NULL, entered INTEGER NOT NULL, counted INTEGER NOT NULL) WITHOUT ROWID",
];
