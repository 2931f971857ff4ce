import * as v from "valibot";
import { PercentSchema } from "../decision/measures.ts";
import { CurrencySchema, RatesSchema } from "../events/currency.ts";
import { LanguageSchema } from "../segments/key.ts";

const Flag = v.boolean("must be true or false");
const Days = v.pipe(
  v.number("must be a number"),
  v.gtValue(0, "must be more than 0"),
  v.maxValue(36_500, "must be at most 36500"),
);
const Name = v.pipe(
  v.string("must be text"),
  v.nonEmpty("must not be empty"),
  v.maxLength(255, "must be at most 255 characters"),
);
const wholeSchema = (least: number, most: number) =>
  v.pipe(
    v.number("must be a number"),
    v.integer("must be a whole number"),
    v.minValue(least, `must be at least ${least}`),
    v.maxValue(most, `must be at most ${most}`),
  );

const ORIGIN = /^https?:\/\/(?:\[[0-9a-f:.]+\]|[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::\d{1,5})?$/;

/** Scheme, host and port as browsers send them: in lower case, without a slash at the end. */
const OriginSchema = v.pipe(
  v.string("must be text"),
  v.transform((text) => text.toLowerCase().replace(/\/$/, "")),
  v.regex(ORIGIN, "must be an http or https origin such as https://shop.example"),
);

/** The platform's own list decides; it grows with the law of time zones. */
function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** One website: its money, its clock, where its pages are and what counts there. */
export const SiteSchema = v.strictObject({
  name: Name,
  currency: CurrencySchema,
  timeZone: v.pipe(v.string("must be text"), v.check(isTimeZone, "must be a time zone such as Europe/Copenhagen")),
  origins: v.array(OriginSchema, "must be a list of origins"),
  origin: v.nullable(OriginSchema),
  rates: RatesSchema,
  conversions: v.array(Name, "must be a list of event names"),
  productPages: v.array(v.strictObject({ event: Name }), "must be a list of events"),
  sessionGapMinutes: v.pipe(
    v.number("must be a number"),
    v.gtValue(0, "must be more than 0"),
    v.maxValue(1440, "must be at most 1440"),
  ),
  languages: v.pipe(v.array(LanguageSchema, "must be a list of languages"), v.nonEmpty("must have a language")),
  budgetMs: wholeSchema(1, 10_000),
  /** Whether OpenFeature's clients are told when the site has been published: each of them keeps a connection open. */
  changeNotices: Flag,
  /** The share of visitors who are shown nothing in any slot, to measure all of it by. */
  holdoutPercent: PercentSchema,
  /** Nothing may stand in it yet. */
  targets: v.strictObject({}),
});

/** Which claims of who someone is are believed. */
export const IdentitySchema = v.strictObject({
  requireProof: Flag,
  refusedIds: v.array(v.string("must be text"), "must be a list of ids"),
  maxLinksPerHour: wholeSchema(0, 100_000),
});

/** What may be recorded, and for how long. */
export const PrivacySchema = v.strictObject({
  requireConsent: Flag,
  honourGpc: Flag,
  retentionDays: Days,
  customerRetentionDays: Days,
  queryAllowList: v.array(Name, "must be a list of query keys"),
});
