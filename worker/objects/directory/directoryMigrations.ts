/** The digit of a tier's name, worst first; no name stands for two steps. */
const TIER_DIGIT = (path: string) => `CASE json_extract(row, '$.scores.${path}.tier')
  WHEN 'long' THEN '1' WHEN 'occasional' THEN '1' WHEN 'thrifty' THEN '1' WHEN 'low' THEN '1'
  WHEN 'medium' THEN '2' WHEN 'regular' THEN '2' WHEN 'average' THEN '2'
  WHEN 'short' THEN '3' WHEN 'often' THEN '3' WHEN 'premium' THEN '3' WHEN 'high' THEN '3' ELSE '-' END`;
const SCORE_DIGIT = (path: string) => `ifnull(json_extract(row, '$.scores.${path}.score'), '-')`;
const VALUE = (path: string) => `json_extract(row, '$.scores.${path}.value')`;
const MEASURES = [
  ...["rfm.recency", "rfm.frequency", "rfm.monetary", "rfe.recency", "rfe.frequency", "rfe.engagement"],
  ...["rfd.recency", "rfd.frequency", "rfd.duration"],
];

/**
 * What is filtered, sorted and counted by stands in columns before the row itself, so that a scan need not read what overflows a page. No
 * index but the key: each would cost a row more with every delivery, while a million rows read cost a thousandth of a million written.
 *
 * The ledger is a ring: an entry overwrites the one that a kept sum has made obsolete, so that none is ever deleted.
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
  `CREATE TABLE standing (
     id TEXT PRIMARY KEY, revision INTEGER NOT NULL, segment TEXT,
     scores TEXT NOT NULL, tiers TEXT NOT NULL, audiences TEXT NOT NULL,
     orders INTEGER NOT NULL, productsMilli INTEGER NOT NULL, revenueMinor INTEGER NOT NULL,
     at INTEGER NOT NULL, firstSeenAt INTEGER NOT NULL, lastSeenAt INTEGER NOT NULL, lastOrderAt INTEGER, lastInteractionAt INTEGER,
     rfmRecency REAL, rfmFrequency REAL, rfmMonetary REAL,
     rfeRecency REAL, rfeFrequency REAL, rfeEngagement REAL,
     rfdRecency REAL, rfdFrequency REAL, rfdDuration REAL,
     segments TEXT NOT NULL, pastOrders TEXT NOT NULL, search TEXT NOT NULL, row TEXT NOT NULL
   ) WITHOUT ROWID;
   INSERT INTO standing SELECT id, revision, segment,
     ${MEASURES.map(SCORE_DIGIT).join(" || ")}, ${MEASURES.map(TIER_DIGIT).join(" || ")},
     ifnull(json_extract(row, '$.audiences'), '[]'), orders, CAST(round(ifnull(json_extract(row, '$.products'), 0) * 1000) AS INTEGER),
     revenueMinor, ifnull(json_extract(row, '$.at'), 0), firstSeenAt, lastSeenAt, json_extract(row, '$.lastOrderAt'),
     json_extract(row, '$.at') - round(86400000 * ${VALUE("rfe.recency")}),
     ${MEASURES.map(VALUE).join(", ")},
     iif(segment IS NULL, '[]', json_array(json_array(json_extract(row, '$.since'), segment))), '[]', search,
     iif(segment IS NULL, row, json_set(row, '$.lastInteractionAt', json_extract(row, '$.at') - round(86400000 * ${VALUE("rfe.recency")}),
       '$.events', json('{}'), '$.group', json('{}'), '$.campaigns', json('{"first":null,"last":null}'))) FROM visitor;
   DROP TABLE visitor;
   DROP TABLE counter;
   ALTER TABLE standing RENAME TO visitor;
   CREATE TABLE ledger (slot INTEGER PRIMARY KEY, seq INTEGER NOT NULL, body TEXT NOT NULL);
   CREATE TABLE note (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID`,
  `ALTER TABLE visitor ADD COLUMN exposures TEXT NOT NULL DEFAULT '[]'`,
  "CREATE TABLE erased (id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID",
] as const;
