import * as v from "valibot";
import { SiteConfigSchema } from "../config/siteConfig.ts";
import { call } from "./call.ts";

const VersionSchema = v.pipe(v.number(), v.integer(), v.minValue(1));
const NoteSchema = v.optional(v.pipe(v.string(), v.maxLength(500)));

/** The published configuration, whole, and its number. */
export const PublishedConfigSchema = v.object({ version: VersionSchema, config: SiteConfigSchema });

/**
 * What would be published; `at` and `author` are null while nobody has drafted since `baseVersion` was published.
 * `notes` say what was added to it, and what is allowed but surely not meant.
 */
export const DraftSchema = v.object({
  baseVersion: VersionSchema,
  config: SiteConfigSchema,
  author: v.nullable(v.string()),
  at: v.nullable(v.string()),
  notes: v.array(v.string()),
});

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

/** How many visitors are where, where they would be under the draft, and who would move; segments of nobody are left out. */
export const SimulationSchema = v.object({
  before: SegmentSizesSchema,
  after: SegmentSizesSchema,
  moves: v.array(v.object({ from: v.string(), to: v.string(), visitors: v.number() })),
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
    summary: "Replaces the draft as a whole; keys left out mean the default.",
    access: "editor",
    body: PartialConfigSchema,
    answer: DraftSchema,
  }),
  publish: call({
    method: "POST",
    path: "/v1/sites/:site/config/publish",
    summary: "Publishes the draft as a new version, if `baseVersion` is still the published one.",
    access: "editor",
    body: v.strictObject({ baseVersion: VersionSchema, note: NoteSchema }),
    answer: ConfigVersionSchema,
  }),
  simulate: call({
    method: "POST",
    path: "/v1/sites/:site/config/simulate",
    summary:
      "Says how many visitors would move from which segment to which if the draft were published now; changes nothing.",
    access: "editor",
    answer: SimulationSchema,
  }),
  versions: call({
    method: "GET",
    path: "/v1/sites/:site/config/versions",
    summary: "Lists the published versions, newest first.",
    access: "viewer",
    answer: v.object({ versions: v.array(ConfigVersionSchema) }),
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
