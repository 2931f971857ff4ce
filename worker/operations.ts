import type { Operation, Operations } from "#shared/wire/operations";

type Counts = Record<Operation, number>;

const none = (): Counts => ({
  workerRequests: 0,
  visitorRequests: 0,
  directoryRequests: 0,
  identityRequests: 0,
  siteRequests: 0,
  alarms: 0,
  rowsWritten: 0,
  rowsRead: 0,
  kvReads: 0,
  kvWrites: 0,
});

// One tally an isolate. Where objects run in isolates of their own, each counts its own part.
const operations = none();
const elsewhere = none();
let pageViews = 0;
/** The first request of a visitor's page: what came before it was set off by none. */
let since: number | null = null;
let asides = 0;

/** Counts something that is billed. */
export function note(operation: Operation, count = 1): void {
  (isAside() ? elsewhere : operations)[operation] += count;
}

/** Counts page views that were taken in; those that come while something else is done are not in the sample. */
export function notePageViews(count: number): void {
  if (!isAside()) pageViews += count;
}

function isAside(): boolean {
  return asides > 0 || since === null;
}

/** Does something that no page view sets off: while it lasts, whatever is counted is counted apart, page views that come in between with it. */
export async function aside<T>(work: () => T | Promise<T>): Promise<T> {
  asides += 1;
  try {
    return await work();
  } finally {
    asides -= 1;
  }
}

/** What gives an object occasion to an alarm: page views, or what is counted apart. */
export class Occasion {
  #isSeen = false;

  /** Something comes that an alarm will follow up. */
  note(): void {
    this.#isSeen ||= !isAside();
  }

  /** Does what the alarm is for. What time does to people nobody sees is not what page views cost. */
  async follow(work: () => Promise<void>): Promise<void> {
    const isSeen = this.#isSeen;
    this.#isSeen = false;
    await (isSeen ? work() : aside(work));
  }
}

/** What was counted so far. */
export function counted(): Operations {
  return {
    since: since === null ? null : new Date(since).toISOString(),
    pageViews,
    operations: { ...operations },
    aside: { ...elsewhere },
  };
}

type Fetch = (request: Request, env: Env, ctx: ExecutionContext) => Response | Promise<Response>;

/** The front door, with each request counted: what visitors' pages ask by itself, marketers and operators aside. */
export function counting(fetch: Fetch): Fetch {
  return async (request, env, ctx) => {
    const { url } = request;
    const at = url.indexOf("//") + 2;
    const slash = url.indexOf("/", at);
    const isVisitors = VISITORS.test(url.slice(slash)) || (served.size > 0 && isServed(url.slice(at, slash)));
    if (isVisitors) since ??= Date.now();
    const answer = isVisitors ? await fetch(request, env, ctx) : await aside(() => fetch(request, env, ctx));
    // With the page view that it brought, which is counted at its end, so that both are in the sample or neither.
    if (isVisitors) note("workerRequests");
    else elsewhere.workerRequests += 1;
    return answer;
  };
}

/** Hosts that are sites' own: whatever is asked there is asked by a visitor's page. */
const served = new Set<string>();
const MOST_SERVED = 1_000;

/** Notes a host that a site is served under. */
export function noteServed(hostname: string): void {
  if (served.size < MOST_SERVED) served.add(hostname);
}

function isServed(host: string): boolean {
  return served.has(host.replace(/:\d+$/, ""));
}

/** Ingest, decisions, proxied pages and the tag itself. The demo shop's own files are no part of what a site costs. */
const VISITORS = /^\/(?:v1\/(?!sites\b|operations\b|restores\b)|ofrep\/|p\/|tag\.js\b)/;
