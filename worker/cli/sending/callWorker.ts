import * as v from "valibot";
import type { Call } from "#shared/wire/call";
import { type Fault, ProblemSchema } from "#shared/wire/problem";
import { Failure, lineOf } from "../failure.ts";

export interface Asking {
  /** The Worker's address, without a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** What stands for `:site` and the like. */
  readonly params?: Readonly<Record<string, string>>;
  /** What is asked behind the `?`. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The revision that must still be there for the call to do anything. */
  readonly revision?: string;
  readonly signal?: AbortSignal;
}

/** Makes one declared call and checks its answer. `status` is the answer's where it is none of success. */
export async function callWorker<const C extends Call>(
  declared: C,
  { url, token, params = {}, query, body, revision, signal }: Asking,
): Promise<v.InferOutput<C["answer"]>> {
  const path = declared.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const asked = query === undefined ? "" : `?${new URLSearchParams(query)}`;
  const response = await fetch(`${url}${path}${asked}`, {
    method: declared.method,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...(revision === undefined ? {} : { "if-match": `"${revision}"` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
    redirect: "error",
  }).catch((error: unknown) => {
    throw new Failure(`${url} cannot be reached (${lineOf(error)})`);
  });
  const text = await response.text();
  if (!response.ok)
    throw new Refusal(`${declared.method} ${path} was answered ${response.status}: ${detailIn(text)}`, response.status);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), declared.answer), text);
  if (!parsed.success) throw new Failure(`${url} does not answer as an RFEdge Worker does`);
  return parsed.output;
}

/** An answer that says no. */
export class Refusal extends Failure {
  readonly status: number;

  constructor(line: string, status: number) {
    super(line);
    this.status = status;
  }
}

const DetailSchema = v.pipe(v.string(), v.parseJson(), ProblemSchema);
const MOST_FAULTS = 5;

/** The sentence of a problem document with its first faults, or the beginning of whatever came. */
export function detailIn(text: string): string {
  const problem = v.safeParse(DetailSchema, text);
  if (!problem.success) return text.slice(0, 200) || "nothing";
  const { title, detail = title, errors = [] } = problem.output;
  return errors.length === 0 ? detail : `${detail}: ${faultsLine(errors)}`;
}

/** The first faults of an input in one line. */
export function faultsLine(faults: readonly Fault[]): string {
  const more = faults.length - MOST_FAULTS;
  const first = faults.slice(0, MOST_FAULTS).map(({ path, message }) => `${path} ${message}`);
  return [...first, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}
