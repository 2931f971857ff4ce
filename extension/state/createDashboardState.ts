import { type ReadonlySignal, signal } from "@preact/signals";
import { browser } from "wxt/browser";
import type { Rule } from "#shared/rules/rule";
import type { Family } from "#shared/scoring/families";
import { type Callable, type SegmentChange, SITE_PORT, type SiteUpdate } from "../messages.ts";
import type { Answer } from "../remote/callWorker.ts";
import { settings } from "../settings.ts";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";
import { createTargetsState, type TargetsState } from "./createTargetsState.ts";
import { createFigure, type Figure } from "./figure.ts";
import { recallAnswer } from "./keptAnswers.ts";

/** Dates of the site's calendar, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** How many customers have bought so often: once, twice, three times, four times and more. */
export type Purchases = readonly [number, number, number, number];

export type Query = Readonly<Record<string, string>>;

/** Everything the dashboard shows. */
export interface DashboardState {
  readonly config: Figure<Value<"config">, Query>;
  readonly segments: Figure<Value<"segments">, Query>;
  readonly matrix: Figure<Value<"matrix">, Query>;
  readonly migrations: Figure<Value<"migrations">, Query>;
  readonly trends: Figure<Value<"trends">, Query>;
  /** The whole days that alerts go by: read when asked for, and when all is read anew by hand. */
  readonly watched: Figure<Value<"trends">, Query>;
  readonly targets: TargetsState;
  readonly purchases: Figure<Purchases, null>;
  readonly results: Figure<Value<"results">, Query>;
  readonly findings: Figure<Value<"findings">, Query>;
  readonly answers: Figure<Value<"answers">, Query>;
  /** Why messages were refused or left out, by day. */
  readonly refusals: Figure<Value<"refusals">, Query>;
  /** Those in a cell of the matrix; of nobody while no cell is chosen. */
  readonly people: Figure<Value<"people">, Query>;
  /** Those in a segment; of nobody while none is chosen. */
  readonly members: Figure<Value<"people">, Query>;
  /** Customers who are lost or at risk, the last seen first. */
  readonly slipping: Figure<Value<"people">["visitors"], null>;
  /** Newest first, and no more than a screen of them. */
  readonly changes: ReadonlySignal<readonly SegmentChange[]>;
  readonly isLive: ReadonlySignal<boolean>;
  refresh(): void;
}

const FIRST_MATRIX: Query = { family: "rfm" satisfies Family, x: "recency", y: "monetary", by: "tier" };
const MOST_CHANGES = 30;
const SLIPPING = ["lost", "at-risk"] as const;
const REFRESH_MS = 60_000;
/** Who is here now is asked for more often: in five minutes they may be gone. */
const HERE_MS = 20_000;
/** A burst of changes is one reason to read anew. */
const SETTLE_MS = 2_000;
const RECONNECT_MS = 1_000;

/** Reads everything once, and follows the site's changes from then on. */
export function createDashboardState(): DashboardState {
  const changes = signal<readonly SegmentChange[]>([]);
  const isLive = signal(false);
  const state = {
    config: figureOf("config"),
    segments: figureOf("segments", { last30Days: "true" }),
    matrix: figureOf("matrix", FIRST_MATRIX),
    migrations: figureOf("migrations"),
    trends: figureOf("trends"),
    watched: figureOf("trends"),
    purchases: createFigure(null, readPurchases),
    results: figureOf("results"),
    findings: figureOf("findings"),
    answers: figureOf("answers"),
    refusals: figureOf("refusals"),
    people: figureOf("people"),
    members: figureOf("people"),
    slipping: createFigure(null, readSlipping),
  };
  const moving = [state.segments, state.matrix, state.migrations, state.trends, state.purchases, state.slipping];
  const again = () => {
    for (const figure of [state.config, ...moving, state.findings, state.answers, state.refusals])
      void figure.refresh();
    if (state.results.query.value["slot"] !== undefined) void state.results.refresh();
  };
  const refresh = () => {
    again();
    if (state.watched.query.value["to"] !== undefined) void state.watched.refresh();
  };
  let settling: ReturnType<typeof setTimeout> | undefined;
  followSite((update) => {
    if (update.type === "live") {
      isLive.value = update.isLive;
      return;
    }
    changes.value = [update.change, ...changes.value].slice(0, MOST_CHANGES);
    clearTimeout(settling);
    settling = setTimeout(() => {
      for (const figure of moving) void figure.refresh();
    }, SETTLE_MS);
  });
  setInterval(() => {
    if (document.visibilityState === "visible") again();
  }, REFRESH_MS);
  setInterval(() => {
    if (document.visibilityState === "visible") void state.slipping.refresh();
  }, HERE_MS);
  // Another site's figures have no place beside these; what was held goes with the page.
  settings.address.watch(() => location.reload());
  settings.sessionToken.watch(refresh);
  settings.lastingToken.watch(refresh);
  refresh();
  return { ...state, targets: createTargetsState(), changes, isLive, refresh };
}

/** The query that lists those whom a rule matches, the last seen first. */
export function peopleOf(rule: Rule): Query {
  return { rule: JSON.stringify(rule), sort: "-lastSeenAt", limit: "10" };
}

/** What the dashboard reads of the Worker with a query alone. */
type Readable = Extract<Callable, keyof DashboardState>;

function figureOf<W extends Readable>(what: W, first: Query = {}): Figure<Value<W>, Query> {
  return createFigure<Value<W>, Query>(
    first,
    (query) => ask(what, query),
    (query) => recallAnswer(what, { query }),
  );
}

async function ask<W extends Readable>(what: W, query: Query): Promise<Answer<Value<W>>> {
  return (await askBackground(what, { query })) as Answer<Value<W>>;
}

async function readPurchases(): Promise<Answer<Purchases>> {
  const rules = [
    { fact: "orders", eq: 1 },
    { fact: "orders", eq: 2 },
    { fact: "orders", eq: 3 },
    { fact: "orders", gte: 4 },
  ];
  const answers = await Promise.all(rules.map((rule) => ask("people", { rule: JSON.stringify(rule), limit: "1" })));
  const counts: number[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    counts.push(answer.value.total);
  }
  const [once = 0, twice = 0, thrice = 0, more = 0] = counts;
  return { ok: true, value: [once, twice, thrice, more] };
}

async function readSlipping(): Promise<Answer<Value<"people">["visitors"]>> {
  const answers = await Promise.all(
    SLIPPING.map((segment) => ask("people", { segment, sort: "-lastSeenAt", limit: "5" })),
  );
  const visitors: Value<"people">["visitors"] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    visitors.push(...answer.value.visitors);
  }
  return { ok: true, value: visitors.toSorted((a, b) => Date.parse(b.lastSeenAt) - Date.parse(a.lastSeenAt)) };
}

/** Hears of the site's changes; the background may be ended and begun anew meanwhile. */
function followSite(hear: (update: SiteUpdate) => void): void {
  const port = browser.runtime.connect({ name: SITE_PORT });
  port.onMessage.addListener(hear);
  port.onDisconnect.addListener(() => {
    hear({ type: "live", isLive: false });
    setTimeout(() => followSite(hear), RECONNECT_MS);
  });
}
