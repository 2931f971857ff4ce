import * as v from "valibot";
import type { Call } from "#shared/wire/call";
import { Failure, lineOf } from "../failure.ts";

export interface Asking {
  /** The Worker's address, without a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** What stands for `:site` and the like. */
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Makes one declared call and checks its answer. `status` is the answer's where it is none of success. */
export async function callWorker<const C extends Call>(
  declared: C,
  { url, token, params = {}, body, signal }: Asking,
): Promise<v.InferOutput<C["answer"]>> {
  const path = declared.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const response = await fetch(`${url}${path}`, {
    method: declared.method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
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

const DetailSchema = v.pipe(v.string(), v.parseJson(), v.object({ title: v.string(), detail: v.optional(v.string()) }));

/** The sentence of a problem document, or the beginning of whatever came. */
export function detailIn(text: string): string {
  const problem = v.safeParse(DetailSchema, text);
  return problem.success ? (problem.output.detail ?? problem.output.title) : text.slice(0, 200) || "nothing";
}
