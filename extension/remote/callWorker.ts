import * as v from "valibot";
import type { Call } from "#shared/wire/call";
import { type Fault, ProblemSchema } from "#shared/wire/problem";
import type { Refusal, Trouble } from "../messages.ts";
import { hearServerTime } from "./serverClock.ts";

/** Who asks, and where. */
export interface Connection {
  readonly origin: string;
  readonly site: string;
  readonly token: string;
}

/** What came of a call; where it failed, the Worker's words on it and the faults it found in what was sent. */
export type Answer<T, R extends Refusal = Trouble> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly trouble: R; readonly detail?: string; readonly faults?: readonly Fault[] };

/** What can come of one call: a read is never overtaken. */
export type AnswerTo<C extends Call> = Answer<
  v.InferOutput<C["answer"]>,
  C["method"] extends "GET" ? Trouble : Refusal
>;

/** What a call is given: its path's parameters (`site` is known), its query, its body, and the revision that must still stand. */
export interface Asked {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  readonly ifMatch?: string | undefined;
}

const PATIENCE_MS = 10_000;

/** Makes one call, and checks the answer against the wire's schema. */
export async function callWorker<const C extends Call>(
  connection: Connection,
  call: C,
  asked: Asked = {},
): Promise<AnswerTo<C>> {
  return (await answerOf(connection, call, asked)) as AnswerTo<C>;
}

async function answerOf(connection: Connection, call: Call, asked: Asked): Promise<Answer<unknown, Refusal>> {
  const address = addressOf(connection, call.path, asked);
  if (address === null) return { ok: false, trouble: "unknown" };
  const { body: sent, ifMatch } = asked;
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(address, {
      method: call.method,
      headers: {
        authorization: `Bearer ${connection.token}`,
        accept: "application/json",
        ...(sent !== undefined && { "content-type": "application/json" }),
        ...(ifMatch !== undefined && { "if-match": ifMatch }),
      },
      ...(sent !== undefined && { body: JSON.stringify(sent) }),
      credentials: "omit",
      cache: "no-store",
      // A redirect would carry the token to an address nobody agreed to.
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    hearServerTime(response);
    if (!response.ok)
      return { ok: false, trouble: troubleOf(response.status, call.method), ...(await wordsOn(response)) };
    body = await response.json();
  } catch (error) {
    return { ok: false, trouble: error instanceof SyntaxError ? "unreadable" : "unreachable" };
  }
  const parsed = v.safeParse(call.answer, body);
  return parsed.success ? { ok: true, value: parsed.output } : { ok: false, trouble: "unreadable" };
}

/** What the Worker says of a call that it did not answer: nothing where something in between answered. */
async function wordsOn(response: Response): Promise<{ detail?: string; faults?: readonly Fault[] }> {
  const problem = v.safeParse(ProblemSchema, await response.json().catch(() => null));
  if (!problem.success) return {};
  const { detail, errors } = problem.output;
  return { ...(detail !== undefined && { detail }), ...(errors !== undefined && { faults: errors }) };
}

/** The call's address; null where a parameter would be a step within it, which nobody is called. */
function addressOf({ origin, site }: Connection, path: string, { params = {}, query = {} }: Asked): URL | null {
  const values: Readonly<Record<string, string>> = { ...params, site };
  if (Object.values(values).some((value) => value === "." || value === "..")) return null;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`callWorker requires ${name}`);
    return encodeURIComponent(value);
  });
  const url = new URL(filled, origin);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

function troubleOf(status: number, method: Call["method"]): Refusal {
  if (status === 401) return "refused";
  if (status === 403) return "forbidden";
  if (status === 404) return "unknown";
  if (status === 429 || status >= 500) return "unreachable";
  if (method === "GET") return "unreadable";
  return status === 409 || status === 412 ? "overtaken" : "invalid";
}
