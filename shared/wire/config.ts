import * as v from "valibot";
import { SiteConfigSchema } from "../config/siteConfig.ts";
import { call } from "./call.ts";

const VersionSchema = v.pipe(v.number(), v.integer(), v.minValue(1));
const NoteSchema = v.optional(v.pipe(v.string(), v.maxLength(500)));

/** The published configuration, whole, and its number. */
export const PublishedConfigSchema = v.object({ version: VersionSchema, config: SiteConfigSchema });

/**
 * What would be published; `at` and `author` are null while nobody has drafted since `baseVersion` was published.
 * `notes` say what was added to it, which markup was taken out of it, and what is allowed but surely not meant.
 * `revision` names it as it stands: the value of `ETag`, to be sent as `If-Match` by whoever must not overwrite what they have not seen.
 */
export const DraftSchema = v.object({
  baseVersion: VersionSchema,
  revision: v.string(),
  config: SiteConfigSchema,
  author: v.nullable(v.string()),
  at: v.nullable(v.string()),
  notes: v.array(v.string()),
});

/** Where two configurations differ, each place once and as deep as it goes; `before` or `after` is left out where there is nothing. */
const DifferencesSchema = v.array(
  v.object({ path: v.string(), before: v.optional(v.unknown()), after: v.optional(v.unknown()) }),
);

/** One immutable version. `digest` is the SHA-256 of its document; `previous` the version it replaced, null for the first. */
export const ConfigVersionSchema = v.object({
  version: VersionSchema,
  at: v.string(),
  author: v.string(),
  note: v.string(),
  digest: v.string(),
  previous: v.nullable(VersionSchema),
});
export type ConfigVersion = v.InferOutput<typeof ConfigVersionSchema>;

const SegmentSizesSchema = v.array(v.object({ key: v.string(), visitors: v.number() }));

/** How many visitors are where, where they would be, and who would move; segments of nobody are left out. */
export const SimulationSchema = v.object({
  before: SegmentSizesSchema,
  after: SegmentSizesSchema,
  moves: v.array(v.object({ from: v.string(), to: v.string(), visitors: v.number() })),
  /** Where to go on, where `limit` left some out; null: these are all. */
  cursor: v.nullable(v.string()),
});
export type Simulation = v.InferOutput<typeof SimulationSchema>;

/** A configuration as a client sends it: keys left out mean the default. Checked, with a path for each fault, when it is saved. */
const PartialConfigSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.description(
    "A SiteConfig of which any key may be left out: it takes the default. Objects merge key by key, lists replace.",
  ),
);

/** The calls that read and change a site's configuration. */
export const configCalls = {
  get: call({
    method: "GET",
    path: "/v1/sites/:site/config",
    summary: "Reads the published configuration.",
    access: "viewer",
    answer: PublishedConfigSchema,
  }),
  draft: call({
    method: "GET",
    path: "/v1/sites/:site/config/draft",
    summary: "Reads the draft; without one, what is published.",
    access: "editor",
    answer: DraftSchema,
  }),
  saveDraft: call({
    method: "PUT",
    path: "/v1/sites/:site/config/draft",
    summary:
      "Replaces the draft as a whole; keys left out mean the default. With `If-Match` only if it is still the draft of that revision.",
    access: "editor",
    body: PartialConfigSchema,
    answer: DraftSchema,
  }),
  discard: call({
    method: "DELETE",
    path: "/v1/sites/:site/config/draft",
    summary:
      "Discards the draft, and answers what is published. With `If-Match` only if it is still the draft of that revision.",
    access: "editor",
    answer: DraftSchema,
  }),
  diff: call({
    method: "GET",
    path: "/v1/sites/:site/config/draft/diff",
    summary: "Says where the draft differs from what is published.",
    access: "editor",
    answer: v.object({ baseVersion: VersionSchema, revision: v.string(), differences: DifferencesSchema }),
  }),
  publish: call({
    method: "POST",
    path: "/v1/sites/:site/config/publish",
    summary:
      "Publishes the draft as a new version, if `baseVersion` is still the published one and, with `If-Match`, the draft of that revision.",
    access: "editor",
    body: v.strictObject({ baseVersion: VersionSchema, note: NoteSchema }),
    answer: ConfigVersionSchema,
  }),
  simulate: call({
    method: "POST",
    path: "/v1/sites/:site/config/simulate",
    summary:
      "Says how many visitors would move from which segment to which if a configuration, or without one the draft, were published now; saves and changes nothing.",
    access: "editor",
    body: v.strictObject({
      config: v.optional(PartialConfigSchema),
      /** So many visitors are asked at most, those after `cursor`; left out: all of them. */
      limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_000))),
      cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4} .{0,600}$/s, "must be a cursor that was answered"))),
    }),
    mayLackBody: true,
    answer: SimulationSchema,
  }),
  versions: call({
    method: "GET",
    path: "/v1/sites/:site/config/versions",
    summary: "Lists the published versions, newest first.",
    access: "viewer",
    answer: v.object({ versions: v.array(ConfigVersionSchema) }),
  }),
  version: call({
    method: "GET",
    path: "/v1/sites/:site/config/versions/:version",
    summary: "Reads one version: its document as it was published, and where it differs from the one it replaced.",
    access: "viewer",
    answer: v.object({
      ...ConfigVersionSchema.entries,
      config: v.record(v.string(), v.unknown()),
      differences: DifferencesSchema,
    }),
  }),
  rollback: call({
    method: "POST",
    path: "/v1/sites/:site/config/rollback",
    summary: "Publishes an earlier version’s document again, byte for byte, as a new version.",
    access: "editor",
    body: v.strictObject({ version: VersionSchema, note: NoteSchema }),
    answer: ConfigVersionSchema,
  }),
};
