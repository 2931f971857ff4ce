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
let since: number | null = null;
let asides = 0;

/** Counts something that is billed. */
export function note(operation: Operation, count = 1): void {
  since ??= Date.now();
  (asides > 0 ? elsewhere : operations)[operation] += count;
}

/** Counts page views that were taken in; those that come while something else is done are not in the sample. */
export function notePageViews(count: number): void {
  if (asides === 0) pageViews += count;
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
  return (request, env, ctx) => {
    const { url } = request;
    const path = url.slice(url.indexOf("/", url.indexOf("//") + 2));
    if (VISITORS.test(path)) {
      note("workerRequests");
      return fetch(request, env, ctx);
    }
    return aside(() => {
      note("workerRequests");
      return fetch(request, env, ctx);
    });
  };
}

/** Ingest, decisions and the tag itself. The demo shop's own files are no part of what a site costs. */
const VISITORS = /^\/(?:v1\/(?!sites\b|operations\b)|ofrep\/|tag\.js\b)/;
