import * as v from "valibot";
import { contentBy } from "../decision/content.ts";
import { PieceSchema } from "../decision/piece.ts";
import { scheduleBy } from "../decision/schedule.ts";
import { type Slot, SlotSchema } from "../decision/slot.ts";
import type { Issue } from "../events/event.ts";
import { ScoringSchema } from "../scoring/families.ts";
import { AudienceSchema, circularAudiences } from "../segments/audience.ts";
import { keyedList } from "../segments/key.ts";
import { type Segment, SegmentSchema } from "../segments/segment.ts";
import { DEFAULTS } from "./defaults.ts";
import { faultsOf, pointerTo, structuralFaults } from "./faults.ts";
import { notesOn } from "./notes.ts";
import { IdentitySchema, PrivacySchema, SiteSchema } from "./site.ts";

const AudiencesSchema = v.pipe(
  keyedList(AudienceSchema, "audiences"),
  v.check(
    (audiences) => circularAudiences(audiences).length === 0,
    ({ input }) => `ask for one another in a circle: ${circularAudiences(input).join(", ")}`,
  ),
);

const notYet = (what: string) =>
  v.pipe(v.array(v.unknown(), `must be a list of ${what}`), v.maxLength(0, `${what} are not supported yet`));

/** A site's whole configuration: every key is there and no other. */
export const SiteConfigSchema = v.strictObject({
  site: SiteSchema,
  identity: IdentitySchema,
  privacy: PrivacySchema,
  scoring: ScoringSchema,
  segments: keyedList(SegmentSchema, "segments"),
  audiences: AudiencesSchema,
  /** The library: content that snippets of any slot may show. */
  snippets: keyedList(PieceSchema, "snippets"),
  slots: keyedList(SlotSchema, "slots"),
  webhooks: notYet("webhooks"),
  automations: notYet("automations"),
});
export type SiteConfig = v.InferOutput<typeof SiteConfigSchema>;

/** `notes` say what was added, and what is allowed but surely not meant. */
export type ParsedConfig =
  | { readonly config: SiteConfig; readonly notes: readonly string[] }
  | { readonly errors: readonly Issue[] };

/**
 * Reads a configuration in which keys may be left out: they take the default. Objects merge key by key, lists replace.
 *
 * @param partial parsed JSON of any shape
 * @returns every fault with its JSON pointer, or the whole configuration
 * @example parseSiteConfig({ segmnts: [] }); // => { errors: [{ path: "/segmnts", message: "is not a known key" }] }
 */
export function parseSiteConfig(partial: unknown): ParsedConfig {
  const unfit = structuralFaults(partial);
  if (unfit.length > 0) return { errors: unfit };
  const parsed = v.safeParse(SiteConfigSchema, merged(DEFAULTS, partial));
  if (!parsed.success) return { errors: faultsOf(parsed.issues) };
  const unmet = [...libraryFaults(parsed.output), ...scheduleFaults(parsed.output)];
  if (unmet.length > 0) return { errors: unmet };
  const { segments } = parsed.output;
  if (isCatchAll(segments.at(-1))) return { config: parsed.output, notes: notesOn(parsed.output) };
  const taken = segments.findIndex(({ key }) => key === OTHER.key);
  if (taken !== -1)
    return {
      errors: [{ path: `/segments/${taken}/key`, message: "is kept for the segment of all who match no other" }],
    };
  const config = { ...parsed.output, segments: [...segments, OTHER] };
  return {
    config,
    notes: ["The segment other was added at the end: it takes all who match no other.", ...notesOn(config)],
  };
}

const OTHER: Segment = { key: "other", name: { en: "Other" }, rule: { all: [] } };

/** Which snippets name a piece that the library does not have; from now on, decisions go by what it has. */
function libraryFaults({ site, slots, snippets: library }: SiteConfig): Issue[] {
  const pieces = new Map(library.map((piece) => [piece.key, piece]));
  const [language = null] = site.languages;
  return snippetFaults(slots, "library", (snippet) =>
    contentBy(snippet, pieces, language) ? null : `names what is not in the library: ${snippet.library}`,
  );
}

/** Which schedules end before they begin by the site's own clocks; from now on, decisions go by what these said. */
function scheduleFaults({ site, slots }: SiteConfig): Issue[] {
  return snippetFaults(slots, "until", (snippet) =>
    scheduleBy(snippet, site.timeZone) ? null : "must be later than from",
  );
}

function snippetFaults(
  slots: readonly Slot[],
  key: "library" | "until",
  faultOf: (snippet: Slot["snippets"][number]) => string | null,
): Issue[] {
  return slots.flatMap(({ snippets }, slot) =>
    snippets.flatMap((snippet, place) => {
      const message = faultOf(snippet);
      return message === null ? [] : [{ path: pointerTo(["slots", slot, "snippets", place, key]), message }];
    }),
  );
}

function isCatchAll(segment: Segment | undefined): boolean {
  return segment !== undefined && "all" in segment.rule && segment.rule.all.length === 0;
}

function merged(base: unknown, partial: unknown): unknown {
  if (partial === undefined) return base;
  // Valibot takes a list for an object with no keys; nothing may be taken for one.
  if (isBag(base) && Array.isArray(partial)) return null;
  if (!isBag(base) || !isBag(partial)) return partial;
  const keys = new Set([...Object.keys(base), ...Object.keys(partial)]);
  return Object.fromEntries([...keys].map((key) => [key, merged(base[key], partial[key])]));
}

function isBag(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
