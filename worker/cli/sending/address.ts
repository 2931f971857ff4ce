import { readFileSync } from "node:fs";
import * as v from "valibot";
import { SiteKeySchema } from "#shared/wire/sites";
import { Failure, lineOf } from "../failure.ts";

type Env = Readonly<Record<string, string | undefined>>;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Where the Worker is: `--url`, else `RFEDGE_URL`, else this machine's.
 *
 * @returns the address without a slash at its end
 */
export function workerUrl(given: string | undefined, env: Env): string {
  const text = given ?? env["RFEDGE_URL"] ?? "http://localhost:8787";
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Failure(`${text} is not an address (http://.. or https://..)`);
  return url.href.replace(/\/+$/, "");
}

/**
 * The credential: `--token`, else `RFEDGE_ADMIN_TOKEN`; on this machine the key that every local demo site has, or where only
 * the operator is let in the root token that `npm start` made.
 */
export function tokenOf(given: string | undefined, url: string, env: Env, who: "site" | "root" = "site"): string {
  const token = given ?? env["RFEDGE_ADMIN_TOKEN"];
  if (token) return token;
  const local = LOOPBACK.has(new URL(url).hostname) ? (who === "site" ? "sk_demo" : madeToken()) : null;
  if (local !== null) return local;
  throw new Failure(
    `a ${who === "root" ? "root " : ""}token is needed: --token, or RFEDGE_ADMIN_TOKEN in the environment`,
  );
}

/** The root token of the local state that is kept here; null where there is none. */
function madeToken(): string | null {
  try {
    return readFileSync(".rfedge/root-token", "utf8").trim();
  } catch {
    return null;
  }
}

/** The site that is meant, by its key. */
export function siteOf(given: string | undefined): string {
  if (given === undefined) throw new Failure("which site? --site SITE");
  if (v.is(SiteKeySchema, given)) return given;
  throw new Failure(`--site ${given}: a site's key is 1 to 40 of a-z, 0-9 and -`);
}

/** Asks once whether a Worker is there, so that a mistaken address is said at once and not after many tries. */
export async function requireWorker(url: string, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) });
    await response.body?.cancel();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Failure(
      `${url} cannot be reached${cause instanceof AggregateError ? "" : ` (${lineOf(cause)})`}: is it running?`,
    );
  }
}
