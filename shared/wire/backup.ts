import * as v from "valibot";
import { call } from "./call.ts";
import { SiteKeySchema } from "./sites.ts";

/** The format that is written: 2 since drafts and counts are in it. A file of a later one is refused: whoever wrote it knows of something that would be lost. */
export const BACKUP_FORMAT = 2;

const CountSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const VisitorIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "is not a visitor id"));
const DigestSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "is not a SHA-256"));
const SaidSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));

/**
 * How a visitor was first met. Visitor ids follow from it, the site and the deployment, so that a backup fits into any other. `formerId`: nobody says
 * any more how that was, and only other visitors' logs name it.
 */
export const FirstIdSchema = v.union([
  v.strictObject({ anonymousId: SaidSchema }),
  v.strictObject({ userId: SaidSchema }),
  v.strictObject({ formerId: VisitorIdSchema }),
]);
export type BackupFirstId = v.InferOutput<typeof FirstIdSchema>;

/** The first line. */
export const BackupHeadSchema = v.object({
  kind: v.literal("site"),
  format: v.picklist([1, BACKUP_FORMAT]),
  /** Of this backup alone. */
  backup: v.pipe(v.string(), v.uuid()),
  key: SiteKeySchema,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  openedAt: CountSchema,
  /** The instant that the backup is of, epoch milliseconds as all instants in it: what came later is not in it. */
  at: CountSchema,
  /** How many visitors the site counted then. */
  visitors: CountSchema,
  /** The keys that pages send with, which are public. No other credential is in a backup. */
  writeKeys: v.array(v.pipe(v.string(), v.maxLength(120))),
});
export type BackupHead = v.InferOutput<typeof BackupHeadSchema>;

const VersionLineSchema = v.object({
  kind: v.literal("version"),
  version: CountSchema,
  at: CountSchema,
  author: v.string(),
  note: v.string(),
  digest: DigestSchema,
  previous: v.nullable(CountSchema),
  /** The document, byte for byte. */
  body: v.string(),
});

const ModelLineSchema = v.object({
  kind: v.literal("model"),
  version: CountSchema,
  config: CountSchema,
  at: CountSchema,
  cause: v.picklist(["config", "population"]),
  cuts: v.string(),
  sizes: v.string(),
  population: v.nullable(v.string()),
});

const AuditLineSchema = v.object({
  kind: v.literal("audit"),
  seq: CountSchema,
  at: CountSchema,
  actor: v.string(),
  action: v.string(),
  target: v.string(),
  detail: v.nullable(v.string()),
  country: v.nullable(v.string()),
  hash: DigestSchema,
});

/** The draft, as it stood when it was copied. */
const DraftLineSchema = v.object({
  kind: v.literal("draft"),
  at: CountSchema,
  author: v.string(),
  digest: DigestSchema,
  notes: v.string(),
  body: v.string(),
});

/** How often what was sent came to nothing on a day, which is counted from 1970: what, why and how often, as JSON. */
const TallyLineSchema = v.object({ kind: v.literal("tally"), day: CountSchema, counts: v.string() });

/** What a site's own object keeps of it. */
export const SiteLineSchema = v.variant("kind", [
  VersionLineSchema,
  ModelLineSchema,
  AuditLineSchema,
  DraftLineSchema,
  TallyLineSchema,
]);
export type SiteLine = v.InferOutput<typeof SiteLineSchema>;

/** A part of one visitor's log. */
export const VisitorLineSchema = v.object({
  kind: v.literal("visitor"),
  first: FirstIdSchema,
  /** The last entry of the part before; 0: it is the first part. */
  after: CountSchema,
  isLast: v.boolean(),
  /** Number and entry, as the log has them. */
  entries: v.array(v.tuple([CountSchema, v.unknown()])),
  /** Whom the visitor ids in these entries mean. */
  names: v.record(VisitorIdSchema, FirstIdSchema),
});
export type VisitorLine = v.InferOutput<typeof VisitorLineSchema>;

/** Whatever a line of a backup may be; the last one says that it is whole. */
export const BackupLineSchema = v.variant("kind", [
  BackupHeadSchema,
  VersionLineSchema,
  ModelLineSchema,
  AuditLineSchema,
  DraftLineSchema,
  TallyLineSchema,
  VisitorLineSchema,
  v.object({ kind: v.literal("end") }),
]);
export type BackupLine = v.InferOutput<typeof BackupLineSchema>;

export const BackupPageSchema = v.object({
  /** Each one JSON object, to be kept as it is. */
  lines: v.array(v.string()),
  /** Where the next page begins; null: this was the last. */
  cursor: v.nullable(v.string()),
});

export const backupCalls = {
  page: call({
    method: "GET",
    path: "/v1/sites/:site/backup",
    summary:
      "Copies a site as of one instant, a page at a time: configurations, models, audit log, draft, counts of what was refused, and every visitor’s log; of credentials nothing but write keys.",
    access: "root",
    query: v.object({ cursor: v.optional(v.pipe(v.string(), v.maxLength(300))) }),
    answer: BackupPageSchema,
  }),
};
