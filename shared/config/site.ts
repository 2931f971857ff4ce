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
  /** Who counts page views: the tag, or, for visitors without script, the proxy. Both at once would count each view twice. */
  countPageViews: v.picklist(["tag", "proxy"], "must be tag or proxy"),
  /** Nothing may stand in it yet. */
  targets: v.strictObject({}),
});

const Part = v.pipe(v.string("must be text"), v.regex(/^[A-Za-z0-9_-]{1,1024}$/, "must be base64url"));
const Described = {
  kid: v.exactOptional(Name),
  use: v.exactOptional(v.literal("sig", "must be sig")),
  d: v.exactOptional(v.never("must not be there: it is the private part")),
};

/** A public key by RFC 7517, with whatever else its maker says of it. A private part is refused, as what is published is no secret. */
const PublicKeySchema = v.variant(
  "kty",
  [
    v.looseObject({
      kty: v.literal("RSA"),
      // 2,048 bits.
      n: v.pipe(Part, v.minLength(342, "must have 2048 bits or more")),
      e: Part,
      alg: v.exactOptional(v.literal("RS256", "must be RS256")),
      ...Described,
    }),
    v.looseObject({
      kty: v.literal("EC"),
      crv: v.literal("P-256", "must be P-256"),
      x: Part,
      y: Part,
      alg: v.exactOptional(v.literal("ES256", "must be ES256")),
      ...Described,
    }),
  ],
  "must be a public key of kty RSA or EC",
);

/** Which claims of who someone is are believed. */
export const IdentitySchema = v.strictObject({
  requireProof: Flag,
  /** The public keys by which the site's identity tokens are checked (RS256, ES256); left out: only its identity secret is good. */
  jwks: v.exactOptional(
    v.strictObject({
      keys: v.pipe(v.array(PublicKeySchema, "must be a list of keys"), v.maxLength(20, "must be at most 20 keys")),
    }),
  ),
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
