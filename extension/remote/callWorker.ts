import * as v from "valibot";
import type { Call } from "#shared/wire/call";
import type { Trouble } from "../messages.ts";

/** Who asks, and where. */
export interface Connection {
  readonly origin: string;
  readonly site: string;
  readonly token: string;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 10_000;

/**
 * Makes one call that reads, and checks the answer against the wire's schema.
 *
 * @param asked the path's parameters (`site` is known) and the query
 */
export async function callWorker<const C extends Call>(
  connection: Connection,
  call: C,
  asked: Asked = {},
): Promise<Answer<v.InferOutput<C["answer"]>>> {
  const address = addressOf(connection, call.path, asked);
  if (address === null) return { ok: false, trouble: "unknown" };
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(address, {
      method: call.method,
      headers: { authorization: `Bearer ${connection.token}`, accept: "application/json" },
      credentials: "omit",
      cache: "no-store",
      // A redirect would carry the token to an address nobody agreed to.
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) return { ok: false, trouble: troubleOf(response.status) };
    body = await response.json();
  } catch (error) {
    return { ok: false, trouble: error instanceof SyntaxError ? "unreadable" : "unreachable" };
  }
  const parsed = v.safeParse(call.answer, body);
  return parsed.success ? { ok: true, value: parsed.output } : { ok: false, trouble: "unreadable" };
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

function troubleOf(status: number): Trouble {
  if (status === 401) return "refused";
  if (status === 403) return "forbidden";
  if (status === 404) return "unknown";
  return status === 429 || status >= 500 ? "unreachable" : "unreadable";
}
