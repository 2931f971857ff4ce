import * as v from "valibot";
import type { Family } from "#shared/scoring/families";
import { KeySchema } from "#shared/segments/key";
import type { ExplainedSlotAnswer, ExplanationAnswer } from "#shared/wire/explain";
import type { Cause, History, RecordedEvent, Visitor } from "#shared/wire/visitors";

/** The name of the port by which a page of the extension hears of the whole site's changes. */
export const SITE_PORT = "site";

/** The name of the port by which a page of the extension follows one visitor. */
export const VISITOR_PORT = "visitor";

const OffsetSchema = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(100_000));

/** Where the overlay stands, as `settings.ts` keeps it. */
export const PlaceSchema = v.strictObject({
  side: v.picklist(["left", "right"]),
  x: OffsetSchema,
  edge: v.picklist(["top", "bottom"]),
  y: OffsetSchema,
});
export type Place = v.InferOutput<typeof PlaceSchema>;

/** An id that a page holds: a part of an address, so it may not be a step up in one. */
export const AnonymousIdSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(255),
  v.check((id) => id !== "." && id !== ".."),
);

/** What is to be explained: the visitor, and one event besides, by its message id. */
const WantedSchema = v.strictObject({
  event: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(255))),
});
export type Wanted = v.InferOutput<typeof WantedSchema>;

/** So many slots of one page are explained at most, its first ones: each is a question to the Worker. */
const MOST_SLOTS = 30;

/** The keys of a page's slots. They are cut off here, as an overlay that knows the limit would carry this whole file. */
const SlotKeysSchema = v.pipe(
  v.array(KeySchema),
  v.maxLength(10_000),
  v.transform((keys) => keys.slice(0, MOST_SLOTS)),
);

/** All that an overlay may ask of the background. None of it names an address. */
export const OverlayRequestSchema = v.variant("type", [
  /** The page's visitor is this one, or nobody; its overlay speaks this language, or there is none. */
  v.strictObject({
    type: v.literal("watch"),
    anonymousId: v.nullable(AnonymousIdSchema),
    speaks: v.nullable(v.pipe(v.string(), v.maxLength(20))),
  }),
  /** Nobody looks at the page now. */
  v.strictObject({ type: v.literal("rest") }),
  /** The card was opened or closed. */
  v.strictObject({ type: v.literal("open"), isOpen: v.boolean() }),
  /** An explanation is looked at from now on, or none. */
  v.strictObject({ type: v.literal("explain"), wanted: v.nullable(WantedSchema) }),
  /** These slots are on the page, as it is now, and looked at from now on; null: none is. */
  v.strictObject({ type: v.literal("slots"), keys: v.nullable(SlotKeysSchema) }),
  /** The badge is not to stand on this site. */
  v.strictObject({ type: v.literal("hide") }),
  v.strictObject({ type: v.literal("place"), place: PlaceSchema }),
  v.strictObject({ type: v.literal("retry") }),
  v.strictObject({ type: v.literal("options") }),
]);
export type OverlayRequest = v.InferOutput<typeof OverlayRequestSchema>;

/** Whom a page of the extension follows: whoever is in a tab, whoever has an id, or nobody. */
const WhomSchema = v.variant("by", [
  v.strictObject({ by: v.literal("tab"), tabId: v.number() }),
  v.strictObject({ by: v.literal("id"), id: AnonymousIdSchema }),
]);
export type Whom = v.InferOutput<typeof WhomSchema>;

/** All that a page of the extension may ask of the visitor it follows. */
export const VisitorRequestSchema = v.variant("type", [
  v.strictObject({ type: v.literal("follow"), whom: v.nullable(WhomSchema) }),
  v.strictObject({ type: v.literal("explain"), wanted: v.nullable(WantedSchema) }),
  v.strictObject({ type: v.literal("retry") }),
]);
export type VisitorRequest = v.InferOutput<typeof VisitorRequestSchema>;

/** What stands between a marketer and an answer. */
export type Trouble = "unreachable" | "refused" | "forbidden" | "unknown" | "unreadable" | "not-allowed";

/** What can stand between a marketer and a change, besides: somebody was first, or what was sent is not valid. */
export type Refusal = Trouble | "overtaken" | "invalid";

/** How things stand with the page's visitor. */
export type Standing = "looking" | "known" | "no-visitor" | "not-connected" | Trouble;

/** What a page of the extension shows of the visitor it follows. */
export type ShownVisitor = Pick<
  Shown,
  "standing" | "visitor" | "history" | "events" | "facts" | "explained" | "isLive"
> & {
  /** When what is shown was last known, where it was kept from before; null: as it is now. */
  readonly keptAt: number | null;
};

/** What the overlay knows of the site's configuration. */
export interface SiteFacts {
  readonly currency: string;
  /** The segments' names by key and language, in the order of their rules. */
  readonly segments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The four cuts of each dimension that is scored by thresholds, as `rfe.frequency`. */
  readonly cuts: Readonly<Record<string, readonly number[]>>;
  readonly durationUnit: "seconds" | "days";
  /** A longer silence ends a session, in minutes. */
  readonly sessionGapMinutes: number;
  /** How many days each family looks back. */
  readonly windowDays: Readonly<Record<Family, number>>;
}

/** What came of asking for an explanation. */
export interface Explained {
  readonly wanted: Wanted;
  readonly answer: ExplanationAnswer | null;
  /** What stood between, at the last try. */
  readonly trouble: Trouble | null;
}

/** One slot of the page: what the visitor gets there and why, and what others would. */
export interface PageSlot {
  readonly answer: ExplainedSlotAnswer;
  /** By segment: the snippets that its members can get here, null for the page's own content. */
  readonly others: Readonly<Record<string, readonly (string | null)[]>>;
  /** By snippet: the words that it begins with. */
  readonly texts: Readonly<Record<string, string>>;
}

/** What is known of the slots that are looked at. */
export interface PageSlots {
  /** Every slot of the site, with its selector where it has one: what to look for in the page. */
  readonly places: readonly { readonly key: string; readonly selector: string | null }[];
  readonly explained: Readonly<Record<string, PageSlot>>;
  /** What stood between, at the last try. */
  readonly trouble: Trouble | null;
}

/** All that an overlay shows. */
export interface Shown {
  readonly standing: Standing;
  /** The Worker's host, to name it. */
  readonly host: string | null;
  readonly visitor: Visitor | null;
  readonly history: History | null;
  /** Newest first: in a page as many as the card shows. */
  readonly events: readonly RecordedEvent[] | null;
  readonly facts: SiteFacts | null;
  /** Null while nobody looks at one, or none has come yet. */
  readonly explained: Explained | null;
  /** Null while nobody looks at them, or nothing has come yet. */
  readonly slots: PageSlots | null;
  readonly isLive: boolean;
  readonly isOpen: boolean;
  /** How far this machine's clock is ahead of the Worker's. */
  readonly aheadMs: number;
  /** Null until it is moved. */
  readonly place: Place | null;
  /** One of `words/languages.ts`. */
  readonly language: string;
  /** For numbers and dates, such as `fi-FI`. */
  readonly locale: string;
}

/** What the background tells a page: what changed, that the overlay is to go, or all of it. */
export type OverlayUpdate =
  | { readonly type: "show"; readonly changes: Partial<Shown> }
  | { readonly type: "hide" }
  | { readonly type: "off" };

/** What the extension's own pages may ask of the Worker, by name: no request carries an address or a token. */
export const CALLABLE = [
  ...["config", "draft", "diff", "versions", "version", "schedule", "audiences", "models"],
  ...["segments", "matrix", "migrations", "trends", "distribution", "results", "findings"],
  ...["answers", "refusals"],
  ...["audit", "auditChain", "sightings"],
  ...["people", "visitor", "history", "events", "orders", "links", "explanation"],
  ...["saveDraft", "discard", "publish", "rollback", "setSchedule", "cancelSchedule"],
  ...["check", "count", "simulate", "preview", "link", "unlink", "export", "erase"],
] as const satisfies readonly string[];
export type Callable = (typeof CALLABLE)[number];

/** What a call is given besides its name: `params` of its path (the site is known), the query, a body, and the revision that must still stand. */
const askedEntries = {
  params: v.optional(v.record(v.string(), v.string())),
  query: v.optional(v.record(v.string(), v.string())),
  body: v.optional(v.unknown()),
  ifMatch: v.optional(v.string()),
};

/** What the extension's own pages ask of the background. */
export const PageRequestSchema = v.variant("type", [
  v.strictObject({ type: v.literal("call"), what: v.picklist(CALLABLE), ...askedEntries }),
  v.strictObject({ type: v.literal("test"), origin: v.string(), site: v.string(), token: v.string() }),
  v.strictObject({ type: v.literal("status"), tabId: v.number() }),
]);
export type PageRequest = v.InferOutput<typeof PageRequestSchema>;

/** A connection that was tried: how many visitors the site has, or what is wrong. */
export type TestAnswer = { readonly visitors: number } | { readonly trouble: Trouble };

/** What a page of the extension hears of the whole site: a change of segment, or how its connection is. */
export type SiteUpdate =
  | { readonly type: "segment"; readonly change: SegmentChange }
  | { readonly type: "live"; readonly isLive: boolean };

/** Somebody came from one segment into another. */
export interface SegmentChange {
  readonly seq: number;
  readonly at: string;
  readonly from: string | null;
  readonly to: string;
  readonly visitor: string | null;
  readonly cause: Cause;
}

/** What a tab's overlay shows, null where there is none. */
export type StatusAnswer = Pick<Shown, "standing" | "visitor" | "facts" | "host"> | null;
