import type { Context } from "hono";
import { digestOf } from "../objects/site/secret.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import type { AppEnv } from "./context.ts";

/** The period of `VISITOR_RATE`, `SITE_RATE` and `SIGN_IN_RATE` in wrangler.toml. */
const PERIOD_S = 10;
/** The period of `REFUSAL_RATE`. */
const REFUSAL_PERIOD_S = 60;
/** So many requests of one period this isolate lets pass by its own count, which costs next to nothing: limits are far above. */
const UNASKED = { visitor: 100, site: 10_000, signIn: 100 } as const;
/** Whoever makes up ids must not fill the isolate's memory. */
const MOST_KEYS = 10_000;

/** How often each of many has come in the running period, as this isolate has seen it. */
class Frequencies {
  readonly #counts = new Map<string, number>();
  #period = 0;

  /** Counts one more. @returns how many that makes */
  next(key: string, now: number): number {
    const period = Math.floor(now / (PERIOD_S * 1000));
    if (period !== this.#period || this.#counts.size >= MOST_KEYS) this.#counts.clear();
    this.#period = period;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }
}

const visitors = new Frequencies();
const sites = new Frequencies();
const signIns = new Frequencies();
/** Until when whoever may sign in is not asked about again, and whoever was refused too often is not even looked at; epoch milliseconds. */
const open = new Map<string, number>();
const shut = new Map<string, number>();

/**
 * Bounds how often public routes are asked, per site and per visitor of a site: never by an address alone, behind which whole offices are. The
 * platform's limiter is asked about those alone who have come often, so that ordinary requests wait for nothing. Where it fails, they pass.
 *
 * @param anonymousId null: whom it is about is not said, or a back end speaks for many
 * @throws Problem `too-many`
 */
export async function limitRate(
  c: Context<AppEnv>,
  { key }: PublishedSite,
  anonymousId: string | null,
  now: number,
): Promise<void> {
  const bySite = sites.next(key, now) > UNASKED.site;
  const visitor = anonymousId === null ? null : `${key}/${anonymousId}`;
  const byVisitor = visitor !== null && visitors.next(visitor, now) > UNASKED.visitor;
  if (!bySite && !byVisitor) return;
  const asked = [
    byVisitor ? ask(c.env, "VISITOR_RATE", await digestOf(visitor)) : true,
    bySite ? ask(c.env, "SITE_RATE", key) : true,
  ];
  if ((await Promise.all(asked)).includes(false)) throw tooMany(PERIOD_S);
}

/**
 * Bounds how often somebody signs in at a site from one address. Where the limiter fails nobody can: a door that counts no failures is one to be forced.
 *
 * @param site null: at none in particular, as the operator does
 * @throws Problem `too-many`, or `unavailable`
 */
export async function limitSignIn(c: Context<AppEnv>, site: string | null, now: number): Promise<void> {
  const key = keyOf(c, site);
  const shutUntil = shut.get(key) ?? 0;
  if (now < shutUntil) throw tooMany(Math.ceil((shutUntil - now) / 1000));
  const isSeldom = signIns.next(key, now) <= UNASKED.signIn;
  if (isSeldom && now < (open.get(key) ?? 0)) return;
  if (!(await askSurely(c, "SIGN_IN_RATE", key))) throw tooMany(PERIOD_S);
  keep(open, key, now + PERIOD_S * 1000);
}

/** Counts that somebody was refused. @throws Problem `too-many` where that is once too often, or `unavailable` */
export async function noteRefused(c: Context<AppEnv>, site: string | null, now: number): Promise<void> {
  const key = keyOf(c, site);
  if (await askSurely(c, "REFUSAL_RATE", key)) return;
  // A developer's own machine tells no addresses: there it would shut everybody out.
  if (!key.endsWith("/")) keep(shut, key, now + REFUSAL_PERIOD_S * 1000);
  throw tooMany(REFUSAL_PERIOD_S);
}

async function askSurely(c: Context<AppEnv>, name: "SIGN_IN_RATE" | "REFUSAL_RATE", key: string): Promise<boolean> {
  const isWithin = await ask(c.env, name, await digestOf(key));
  if (isWithin === null)
    throw new Problem("unavailable", "Nobody can sign in while the limiter fails", { retryAfter: PERIOD_S });
  return isWithin;
}

type Limiter = "VISITOR_RATE" | "SITE_RATE" | "SIGN_IN_RATE" | "REFUSAL_RATE";

/** Whether a key is within its limit; null: the limiter does not say. */
async function ask(env: Env, name: Limiter, key: string): Promise<boolean | null> {
  try {
    // A runtime of a developer's own may have none.
    const limiter: RateLimit | undefined = env[name];
    if (limiter === undefined && env.RFEDGE_LOCAL === "1") return true;
    return (await limiter.limit({ key })).success;
  } catch (error) {
    console.error(JSON.stringify({ limiting: name, error: String(error) }));
    return null;
  }
}

function keyOf(c: Context<AppEnv>, site: string | null): string {
  return `${site ?? ""}/${c.req.header("cf-connecting-ip") ?? ""}`;
}

function keep(held: Map<string, number>, key: string, until: number): void {
  if (held.size >= MOST_KEYS) held.clear();
  held.set(key, until);
}

function tooMany(retryAfter: number): Problem {
  return new Problem("too-many", "That is too often: try again later", { retryAfter });
}
