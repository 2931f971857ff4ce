import { en as segments } from "#shared/segments/names/en";
import type { Cause } from "#shared/wire/visitors";
import { en as explanation } from "./explanation/en.ts";
import { en as slots } from "./slots/en.ts";

/** What happened; then what that means and what to do. */
interface Note {
  readonly title: string;
  readonly detail: (host: string) => string;
}

/** Every sentence shown; the other languages have this type. */
export const en = {
  units: { day: "d", hour: "h", minute: "min", second: "s" },
  now: "now",
  ago: (span: string) => `${span} ago`,
  since: (span: string) => `for ${span}`,
  none: "—",

  segments,
  segmentIsNow: (segment: string) => `Segment is now ${segment}`,
  causes: {
    event: "by an event",
    time: "by time passing",
    model: "by a changed model",
    link: "by linking",
    unlink: "by unlinking",
    refund: "by a refund",
    import: "by an import",
  } satisfies Record<Cause, string>,
  becomes: (segment: string, span: string) => `Becomes ${segment} in ${span} unless they buy`,
  becomesNow: (segment: string) => `Becomes ${segment} now`,
  staysUntilEvent: "No change ahead by time alone",

  families: {
    rfm: { name: "RFM", about: "Purchases" },
    rfe: { name: "RFE", about: "Engagement" },
    rfd: { name: "RFD", about: "Time spent" },
  },
  familiesOfScores: "Families of scores",
  dimensions: {
    recency: "Recency",
    frequency: "Frequency",
    monetary: "Monetary",
    engagement: "Engagement",
    duration: "Duration",
  },
  tiers: {
    long: "long ago",
    medium: "medium",
    short: "recent",
    occasional: "occasional",
    regular: "regular",
    often: "often",
    thrifty: "thrifty",
    average: "average",
    premium: "premium",
    low: "low",
    high: "high",
  } as Readonly<Record<string, string>>,
  columns: { dimension: "Dimension", value: "Value", score: "Score", tier: "Tier", next: "Next" },
  scoreOf5: (score: string) => `${score} of 5`,
  noScore: "no score",
  next: (gap: string, score: string) => `${gap} → ${score}`,
  more: (amount: string) => `${amount} more`,
  after: (span: string) => `in ${span}`,
  orders: { one: "order", other: "orders" },
  sessions: { one: "session", other: "sessions" },
  points: { one: "point", other: "points" },
  noOrdersYet: "No order yet: purchases are scored from the first one.",

  prospect: "Prospect",
  customer: "Customer",
  anonymous: "not signed in",
  lastOrder: (ago: string) => `last order ${ago}`,

  history: "History",
  chartLabel: (family: string) => `Segment and ${family} scores over time`,
  chartHint: "Arrow keys read out each change.",
  asTable: "Table",
  asChart: "Chart",
  allTime: "All time",
  when: "When",
  segment: "Segment",
  cause: "Cause",
  noChangesYet: "Changes of segment and scores will stand here as they happen.",

  explanation,
  slots,

  events: "Events",
  live: "live",
  notLive: "not live",
  noEventsYet: "What the visitor does will stand here, with the points it earns.",
  eventKinds: {
    page: "Page",
    screen: "Screen",
    track: "Event",
    identify: "Signed in",
    alias: "Ids joined",
    group: "Group",
  },
  loading: "Reading…",

  overlay: "RFEdge visitor overlay",
  open: "Show details",
  close: "Close details",
  hide: "Hide on this site. RFEdge in the toolbar shows it again.",
  move: "Move: drag, or press an arrow key",
  settings: "Settings",
  openSettings: "Open settings",
  retry: "Try again",

  looking: { badge: "Looking", title: "Looking for the visitor" },
  noVisitor: {
    badge: "No visitor here",
    title: "This page has no visitor yet",
    detail:
      "Neither RFEdge’s tag nor Segment’s has given this browser an id here. The overlay follows as soon as one does: check that the tag is on the page and that consent allows it.",
  },
  notConnected: {
    badge: "Not connected",
    title: "Not connected yet",
    detail: "Say where your RFEdge is, and with which marketer token to read.",
  },
  troubles: {
    unreachable: {
      title: "RFEdge does not answer",
      detail: (host) => `Nothing came from ${host}. The shop works without it and shows its own content.`,
    },
    refused: {
      title: "The token is not accepted",
      detail: (host) =>
        `${host} does not know this marketer token: it was revoked, has expired, or belongs to another site. Ask for a new one and enter it in the settings.`,
    },
    forbidden: {
      title: "This token may not read visitors",
      detail: (_host) =>
        "It needs the role viewer, editor or admin. Ask for such a token and enter it in the settings.",
    },
    unknown: {
      title: "Not seen yet",
      detail: (_host) =>
        "This browser has an id, but no event of it has been stored so far. The overlay follows as soon as the first one is.",
    },
    unreadable: {
      title: "The answer cannot be read",
      detail: (host) =>
        `${host} answers, but not as RFEdge does. Check the address in the settings; if it is right, one of the two needs an update.`,
    },
    "not-allowed": {
      title: "The browser blocks the connection",
      detail: (host) => `The extension may not read from ${host} any more. Connect again in the settings to allow it.`,
    },
  } satisfies Record<string, Note>,
  badges: {
    unreachable: "No answer",
    refused: "Token refused",
    forbidden: "Not permitted",
    unknown: "Not seen yet",
    unreadable: "Not readable",
    "not-allowed": "Blocked",
  },
  stale: "No answer from RFEdge: these figures may be old. Trying again.",
};

export type Words = typeof en;
