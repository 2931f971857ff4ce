import { OPERATIONS, type Operation, type Operations } from "#shared/wire/operations";
import { AWAKE, NAMES, PER_MILLION, PROCESSOR } from "./prices.ts";

/** One line of a bill. */
export interface BillLine {
  readonly what: string;
  readonly perPageView: number;
  /** For all page views. */
  readonly count: number;
  readonly dollarsPerMillion: number;
  readonly dollars: number;
}

export interface Bill {
  readonly lines: readonly BillLine[];
  readonly dollars: number;
}

const OBJECT_REQUESTS: readonly Operation[] = [
  "visitorRequests",
  "directoryRequests",
  "identityRequests",
  "siteRequests",
  "alarms",
];

/**
 * What page views cost, if they cost what the counted ones did, before anything that the plan includes.
 *
 * @param pageViews how many are to be paid for
 * @throws RangeError “billOf requires page views that were counted”
 */
export function billOf({ pageViews: counted, operations }: Operations, pageViews: number): Bill {
  if (counted === 0) throw new RangeError("billOf requires page views that were counted");
  const line = (what: string, total: number, dollarsPerMillion: number): BillLine => {
    const perPageView = total / counted;
    const count = perPageView * pageViews;
    return { what, perPageView, count, dollarsPerMillion, dollars: (count * dollarsPerMillion) / 1e6 };
  };
  const calls = OBJECT_REQUESTS.reduce((sum, operation) => sum + operations[operation], 0);
  const { msPerRequest, perMillionMs } = PROCESSOR;
  const { secondsPerRequest, gigabytes, perMillionGbSeconds } = AWAKE;
  const lines = [
    ...OPERATIONS.map((operation) => line(NAMES[operation], operations[operation], PER_MILLION[operation])),
    line(`processor ms (${msPerRequest} a request)`, operations.workerRequests * msPerRequest, perMillionMs),
    line(
      `object GB-s (${secondsPerRequest * 1000} ms a request)`,
      calls * secondsPerRequest * gigabytes,
      perMillionGbSeconds,
    ),
  ].filter(({ count }) => count > 0);
  return { lines, dollars: lines.reduce((sum, { dollars }) => sum + dollars, 0) };
}
