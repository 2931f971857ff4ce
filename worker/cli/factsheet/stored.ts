import { DEFAULTS } from "#shared/config/defaults";

/** One kind of what is stored, as a lawyer asks for it. */
export interface Stored {
  readonly what: string;
  /** Whose personal data it is; null: nobody's. */
  readonly whose: string | null;
  readonly until: string;
  /** The tables that hold it. */
  readonly tables: readonly string[];
}

/** A place of storage, by the name of its class where it is an object of Cloudflare's. */
export interface StoragePlace {
  readonly name: string;
  readonly about: string;
  readonly object: "VisitorObject" | "DirectoryObject" | "IdentityObject" | "SiteObject" | null;
  readonly stored: readonly Stored[];
}

const { retentionDays, customerRetentionDays } = DEFAULTS.privacy;
const BEHAVIOUR = `behaviour ${retentionDays} days after it happened; somebody without an order ${retentionDays} days after they were last heard of, a customer or member ${customerRetentionDays} days after (both figures are the site’s setting); at once on erasure`;
const WITH_THE_VISITOR = "as long as the visitor’s own record; goes with it";
const AS_LONG_AS_THE_SITE = "as long as the site is kept";

/** All that is stored at the edge, and for how long. */
export const PLACES: readonly StoragePlace[] = [
  {
    name: "One record for each visitor",
    about: "A small database of their own (a Durable Object), which nobody else’s data is in.",
    object: "VisitorObject",
    stored: [
      {
        what: "What they did, as the site sent it: pages seen (address with allowed query keys only, referrer, campaign), engaged seconds, events and orders with products and amounts; ids; traits that the site sends (name, e-mail, membership …); what they consented to and when; what they were shown. From these follow totals, scores, segment and their history.",
        whose: "visitors (pseudonymous until the site sends who they are)",
        until: `${BEHAVIOUR}. Of whoever was erased, salted marks of message and order ids and the receipt stay for as long as a customer’s record would, so that nothing is taken in again that is sent again`,
        tables: ["log"],
      },
    ],
  },
  {
    name: "The site’s directory",
    about: "So that lists, counts and figures need not ask every record.",
    object: "DirectoryObject",
    stored: [
      {
        what: "A row for each visitor: ids, the traits that are searched, segment, scores, totals",
        whose: "visitors",
        until: `${WITH_THE_VISITOR}; the number of its last change stays, under a visitor id that names nobody any more`,
        tables: ["visitor"],
      },
      {
        what: "Sums by day and segment, and changes on their way to colleagues who watch (visitor id, segment)",
        whose: "sums nobody’s; changes visitors’, until they are delivered",
        until: `sums ${AS_LONG_AS_THE_SITE}, changes for seconds`,
        tables: ["ledger", "note", "pending", "walk"],
      },
      {
        what: "Which visitor ids name somebody who was erased, and until when that is remembered",
        whose: "nobody’s any more",
        until: "as long as a customer’s record would be kept",
        tables: ["erased"],
      },
    ],
  },
  {
    name: "The judge of user ids",
    about: "So that two devices that name one person become one visitor.",
    object: "IdentityObject",
    stored: [
      {
        what: "Which visitor a user id of the site belongs to",
        whose: "visitors",
        until: WITH_THE_VISITOR,
        tables: ["claim", "coming"],
      },
      {
        what: "Salted marks of user ids that were erased, with the receipt",
        whose: "nobody’s who does not have the id already",
        until: "as long as a customer’s record would be kept",
        tables: ["erased", "salt"],
      },
    ],
  },
  {
    name: "The site’s own record",
    about: "What colleagues set up and did.",
    object: "SiteObject",
    stored: [
      {
        what: "The audit log: what colleagues did to the site, by the name of their token, when, and from which country; of visitors it names only the visitor id, as when one takes their consent back",
        whose: "colleagues",
        until: `${AS_LONG_AS_THE_SITE}: nothing in it is ever changed or removed, or it would prove nothing`,
        tables: ["audit"],
      },
      {
        what: "Who looked at which visitor, by day",
        whose: "colleagues and visitors; of an erased visitor the id goes",
        until: `${retentionDays} days (the site’s setting)`,
        tables: ["sighting"],
      },
      {
        what: "Tokens of colleagues (name, role, digest), keys of the site (digests; signing secrets encrypted)",
        whose: "colleagues",
        until: "until they are revoked or replaced",
        tables: ["tokens", "keys"],
      },
      {
        what: "The last thousand changes of segment (visitor id), and the last thousand things that were refused of what was sent (an id, the reason)",
        whose: "visitors",
        until: "until a thousand newer ones have come; what was refused goes with an erasure too",
        tables: ["changes", "finding"],
      },
      {
        what: "The configuration in all its versions, with its authors; models; counts of what was refused, of how requests were answered, and of what many visitors did in a day",
        whose: "colleagues (as authors)",
        until: AS_LONG_AS_THE_SITE,
        tables: [
          "site",
          "draft",
          "versions",
          "schedule",
          "models",
          "rescoring",
          "measuring",
          "outbox",
          "tally",
          "publicDeed",
          "restoration",
        ],
      },
    ],
  },
  {
    name: "Published settings (Workers KV)",
    about: "Copied all over Cloudflare’s network, so that a page need not wait.",
    object: null,
    stored: [
      {
        what: "The published configuration, public keys and digests",
        whose: null,
        until: "until the next version is published",
        tables: [],
      },
    ],
  },
];
