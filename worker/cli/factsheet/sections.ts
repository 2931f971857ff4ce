import { DEFAULTS } from "#shared/config/defaults";
import { VISITOR_COOKIE } from "#shared/wire/proxy";

/** A chapter of the fact sheet: paragraphs, a list, or a table whose first row is its head. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly paragraphs?: readonly string[];
  readonly list?: readonly string[];
  readonly table?: readonly (readonly string[])[];
}

const DAY_SECONDS = 86_400;
const COOKIE_DAYS = VISITOR_COOKIE.maxAgeSeconds / DAY_SECONDS;
const { queryAllowList } = DEFAULTS.privacy;

/** What comes before the table of what is stored. */
export const BEFORE: readonly Section[] = [
  {
    id: "roles",
    title: "Who is who",
    list: [
      "The site decides why and how visitors’ data is used: it is the controller. Whoever runs this Worker for it, if that is somebody else, is its processor.",
      "Cloudflare, Inc. runs the machines: it is the processor, or sub-processor, under its own data processing addendum. There is no other recipient, unless the site sets one up.",
      "The makers of RFEdge receive nothing: it reports to nobody, loads nothing from anybody else, and its extension speaks with this Worker alone.",
    ],
  },
  {
    id: "law",
    title: "What kind of data this is",
    paragraphs: [
      "A visitor’s id with scores is personal data, though it names nobody: it is pseudonymous, not anonymous. Reading or setting the cookie needs consent under the ePrivacy rules wherever these apply; scoring and choosing content by segment lie outside the exemption that some authorities grant to audience measurement. Set `privacy.requireConsent`, or ask before the tag is loaded.",
    ],
  },
  {
    id: "consent",
    title: "Before anything is stored",
    list: [
      "Consent is unknown, denied or granted, by purpose: `analytics` (recorded and scored), `personalization` (content chosen), `ads`. It comes from the site’s own dialogue, Google consent mode or the IAB’s TCF, and is kept with its instant.",
      "Where consent is required and not given, or is denied, nothing is stored: no cookie, no record, no score; the visitor sees the page’s own content. So it is for whoever sends Global Privacy Control (`Sec-GPC: 1`) and has granted nothing, unless the site has switched that off.",
      "Consent taken back deletes what is on the device and erases the visitor. Who is known by a user id that nobody has proved is erased as far as this device tells of them.",
    ],
  },
];

/** What comes after it. */
export const AFTER: readonly Section[] = [
  {
    id: "never",
    title: "What is never stored",
    list: [
      "Addresses of machines (IP) and full user agents. An address is held in memory for seconds, to slow down whoever guesses tokens.",
      `Query parameters of addresses, but those on the site’s list (by default ${queryAllowList.map((key) => `\`${key}\``).join(", ")}); e-mail addresses and sign-in tokens in addresses become \`redacted\`.`,
      "A place closer than a country, fingerprints of devices, anything from another website.",
      "In the lines that the Worker writes to its log: ids of people, addresses, contents.",
    ],
  },
  {
    id: "browser",
    title: "In the visitor’s browser",
    table: [
      ["name", "what for", "until"],
      [
        "cookie `rfedge_id`, with a copy in localStorage",
        "the visitor’s random id on this site",
        `${COOKIE_DAYS} days after it was set; at once when consent is taken back`,
      ],
      [
        "localStorage `rfedge_user`, `rfedge.…`",
        "the user id that the site has named; messages not delivered yet",
        "until the visitor is another or the edge has them",
      ],
      ["cookie `rfedge_consent`", "the choice itself, where no consent manager keeps it", "until it is changed"],
      [
        "cookie `rfedge_decision`",
        "which content was decided, encrypted, so that the next page need not ask",
        "a minute at most",
      ],
    ],
  },
  {
    id: "decisions",
    title: "What happens by itself",
    paragraphs: [
      "From what was stored, scores are computed and a segment follows, by rules that the site can read and change and that the export prints. By them the site chooses content. Nobody is refused anything by RFEdge; whether content by segment has legal or similarly significant effects (prices, credit, access) is for the site to judge (GDPR, article 22), and so is an impact assessment.",
    ],
  },
  {
    id: "rights",
    title: "What people can ask for, and how it is met",
    table: [
      ["right (GDPR)", "how"],
      ["to be told (13, 14)", "this sheet has what a privacy notice needs"],
      [
        "access, portability (15, 20)",
        "`GET /v1/sites/{site}/visitors/{id}/export` (admins, also in the extension): all that is stored, as JSON, with the rules and figures by which the scores came about",
      ],
      ["rectification (16)", "the site sends the right trait or order again: the latest counts"],
      [
        "erasure (17)",
        "`DELETE /v1/sites/{site}/visitors/{id}` (admins, also in the extension): the record, rows, claims; with a receipt. What is sent again afterwards brings nobody back",
      ],
      ["restriction (18)", "there is no switch: take the consent back, or erase"],
      ["objection (21)", "denied consent or Global Privacy Control ends recording and scoring at once"],
      [
        "to know who looked",
        "admins read who saw which visitor, by day; visitors find in their download when, and what kind of somebody it was, without names",
      ],
    ],
  },
  {
    id: "recovery",
    title: "Said openly: what outlives an erasure",
    list: [
      "Cloudflare’s point-in-time recovery can bring any state of the last 30 days back. Only whoever runs the Worker can ask for that, for all of an object at once; nobody reads it otherwise, and it cannot be shortened. Whoever recovers an earlier state has to repeat the erasures since then: the audit log names them.",
      "A copy that the site has made (`rfedge backup`, an export, an audience’s file) is the site’s own to delete. Whoever was erased after a backup does not come back by it where they were erased, nor in a copy beside it; a Worker that has lost its storage, or another one, knows nothing of them: there the erasures since then have to be repeated.",
      "The audit log keeps that a visitor id was erased, when and by whom; of what visitors do by themselves, beyond two hundred times a day, only how often. Without the record that id names nobody.",
      "Sums (orders of a day, members of a segment) keep having counted them.",
      "When a site is closed nothing of it is published or read any more; records of its visitors go when their time has come, as the site last said. To have them gone at once erase them first, or delete the Worker with its storage.",
    ],
  },
  {
    id: "log",
    title: "What is logged",
    list: [
      "A line for each fault, none for what works: what failed, of which site, what kind of error it was and where in the code. What an error says is never written, as it may say what somebody sent.",
      "Cloudflare keeps these lines for days (Workers Logs), readable by whoever runs the Worker. Its own lines about each request, with addresses of machines and browsers, are switched off in `wrangler.toml`. To a fault’s line it adds the address that was asked for, without its query: in the path of a colleague’s call about a visitor stands that visitor’s id.",
      "How many requests were answered, refused, late or failed is counted by day: numbers alone.",
    ],
  },
  {
    id: "place",
    title: "Where it is",
    paragraphs: [
      "Objects are stored in Cloudflare’s data centres, near where they were first made, and do not move. The Worker’s code runs in whichever of them is nearest to a visitor; what it holds in memory there is not stored. Published settings are everywhere, and hold nobody’s data.",
    ],
  },
  {
    id: "measures",
    title: "How it is protected (article 32)",
    list: [
      "Encryption on the way (https alone) and, by Cloudflare, at rest; secrets are kept as digests, those that must be read again encrypted.",
      "Roles (viewer, editor, admin), tokens that end at once when revoked, keys that are replaced with an overlap; every call tested with every credential, and with another site’s.",
      "An audit log that only grows and shows when it was changed; who saw whom.",
      "What visitors send is shown as text everywhere; pages have a strict policy; nothing private is fetched.",
      "Everything that is acknowledged is durable; tests kill the runtime under load and count what is lost: nothing.",
      "Each requirement stands with its tests in SECURITY.md, with what is still open and the threat model.",
    ],
  },
  {
    id: "duties",
    title: "What is left for the site to do",
    list: [
      "Ask for consent, and say so in the privacy notice: scores by purchases and behaviour, content by segment, how long, and whom to ask.",
      "Agree with Cloudflare on its data processing addendum, and enter both in the record of processing.",
      "Set `privacy.retentionDays` and `privacy.customerRetentionDays` to what is needed, and send no trait that is not.",
      "Give tokens to people, not to teams, with an end; take them back when people leave; keep the audit log’s file (`rfedge audit export`).",
      "Answer within a month whoever asks for their data.",
    ],
  },
];
