import autocannon from "autocannon";

/** A request that is made over and over, each time with the next body. */
export interface Load {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the nth request says beside that. */
  readonly headersOf?: (n: number) => Readonly<Record<string, string>>;
  /** The address of the nth request; left out: the url's own. */
  readonly pathOf?: (n: number) => string;
  /** The body of the nth request; left out: a GET. */
  readonly bodyOf?: (n: number) => string;
  /** Done before each run, and not measured. */
  readonly prepare?: () => Promise<unknown>;
  /** Waits, after each run and not measured, until what it has set off is done. */
  readonly settle?: () => Promise<unknown>;
  /** Whether an answer is what was asked for. */
  readonly isGood: (body: string) => boolean;
}

/** Two loads whose rates are compared. */
export interface Comparison {
  readonly name: string;
  readonly against: string;
  readonly ours: Load;
  readonly baseline: Load;
}

export interface Run {
  readonly name: string;
  readonly against: string;
  /** Ours / baseline in throughput, the median of the pairs. */
  readonly ratio: number;
  readonly samples: readonly number[];
  /** Requests a second, the median of each side: what they were on this machine, not to be compared with another's. */
  readonly perSecond: { readonly ours: number; readonly baseline: number };
  /** Processor time of workerd for one request, in milliseconds: what a busy machine changes least. */
  readonly busyMs: { readonly ours: number; readonly baseline: number } | null;
}

export interface Size {
  readonly pairs: number;
  /** Of each run. */
  readonly seconds: number;
  /** Processor time that workerd has used so far, in milliseconds. */
  readonly busyMs: () => number | null;
}

const CONNECTIONS = 32;
const WARM_UP_SECONDS = 2;

/**
 * The rate at which a load is answered, in requests a second.
 *
 * @throws Error where one answer was not as it should be: a rate of refusals says nothing
 */
export async function rateOf(load: Load, seconds: number): Promise<number> {
  const { url, headers = {}, headersOf, pathOf, bodyOf, prepare, isGood } = load;
  await prepare?.();
  const path = new URL(url).pathname;
  let made = 0;
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    timeout: 20,
    requests: [
      {
        method: bodyOf ? "POST" : "GET",
        headers,
        setupRequest: (request) => {
          const n = made++;
          const own = headersOf && { headers: { ...headers, ...headersOf(n) } };
          return { ...request, ...own, path: pathOf?.(n) ?? path, ...(bodyOf && { body: bodyOf(n) }) };
        },
      },
    ],
    verifyBody: isGood,
  });
  const { non2xx, errors, timeouts, mismatches } = result;
  if (result["2xx"] === 0 || non2xx + errors + timeouts + mismatches > 0)
    throw new Error(`${url}: ${JSON.stringify({ good: result["2xx"], non2xx, errors, timeouts, mismatches })}`);
  return result["2xx"] / result.duration;
}

/** Runs both loads in turn, so that what else the machine does meets both alike. */
export async function compare({ name, against, ours, baseline }: Comparison, size: Size): Promise<Run> {
  await rateOf(ours, WARM_UP_SECONDS);
  await ours.settle?.();
  await rateOf(baseline, WARM_UP_SECONDS);
  const pairs: { ours: Measured; baseline: Measured }[] = [];
  for (let pair = 0; pair < size.pairs; pair++)
    pairs.push({ ours: await measured(ours, size), baseline: await measured(baseline, size) });
  const samples = pairs.map((pair) => pair.ours.perSecond / pair.baseline.perSecond);
  const both = (what: keyof Measured) => ({
    ours: median(pairs.map((pair) => pair.ours[what])),
    baseline: median(pairs.map((pair) => pair.baseline[what])),
  });
  const busyMs = size.busyMs() === null ? null : both("busyMs");
  return { name, against, ratio: median(samples), samples, perSecond: both("perSecond"), busyMs };
}

interface Measured {
  readonly perSecond: number;
  /** For one request. */
  readonly busyMs: number;
}

async function measured(load: Load, { seconds, busyMs }: Size): Promise<Measured> {
  const { prepare, ...prepared } = load;
  await prepare?.();
  const before = busyMs() ?? 0;
  const perSecond = await rateOf(prepared, seconds);
  const busy = (busyMs() ?? 0) - before;
  await prepared.settle?.();
  return { perSecond, busyMs: busy / (perSecond * seconds) };
}

/** Two things that are done over and over, in this very process: whether each came out as it should. */
export interface Work {
  readonly name: string;
  readonly against: string;
  readonly ours: (n: number) => boolean;
  readonly baseline: (n: number) => boolean;
}

/** Does both in turn. @throws Error where one did not come out as it should */
export function compareWork({ name, against, ours, baseline }: Work, size: Pick<Size, "pairs" | "seconds">): Run {
  const rates = Array.from({ length: size.pairs }, () => ({
    ours: rateOfRuns(ours, size.seconds),
    baseline: rateOfRuns(baseline, size.seconds),
  }));
  const samples = rates.map((rate) => rate.ours / rate.baseline);
  const perSecond = {
    ours: median(rates.map((rate) => rate.ours)),
    baseline: median(rates.map((rate) => rate.baseline)),
  };
  return { name, against, ratio: median(samples), samples, perSecond, busyMs: null };
}

/** How often a second something is done. */
function rateOfRuns(isGood: (n: number) => boolean, seconds: number): number {
  const start = performance.now();
  let runs = 0;
  do {
    if (!isGood(runs)) throw new Error(`the run ${runs} did not come out as it should`);
    runs += 1;
  } while (performance.now() - start < seconds * 1_000);
  return (runs * 1_000) / (performance.now() - start);
}

/** The middle one, or the mean of the two in the middle. @throws RangeError “median requires one or more numbers” */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (low === undefined || high === undefined) throw new RangeError("median requires one or more numbers");
  return (low + high) / 2;
}
