import type { Context } from "hono";
import { log } from "../log.ts";
import { digestOf } from "../objects/site/secret.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import type { AppEnv } from "./context.ts";

/** The period of `VISITOR_RATE`, `SITE_RATE` and `SIGN_IN_RATE` in wrangler.toml. */
const PERIOD_S = 10;
const PERIOD_MS = PERIOD_S * 1000;
/** The period of `REFUSAL_RATE`. */
const REFUSAL_PERIOD_S = 60;
/** What stores costs as much as twenty decisions, which do not. */
const WEIGHT = { read: 1, write: 20 } as const;
/** Of a visitor the limiter counts each tenth thing to store, of a site each hundredth request: between them nobody waits for it. */
const UNIT = { visitor: 10 * WEIGHT.write, site: 100, signIn: 100 } as const;
/** Whoever makes up ids must not fill the isolate's memory. */
const MOST_KEYS = 10_000;

/** How much each of many has come with in the running period, as this isolate has seen it. */
class Tally {
  readonly #sums = new Map<string, number>();
  readonly #unit: number;
  #period = 0;

  constructor(unit: number) {
    this.#unit = unit;
  }

  /** Adds to a key's sum. @returns whether that fills a unit */
  add(key: string, weight: number, now: number): boolean {
    const period = Math.floor(now / PERIOD_MS);
    if (period !== this.#period || this.#sums.size >= MOST_KEYS) this.#sums.clear();
    this.#period = period;
    const before = this.#sums.get(key) ?? 0;
    this.#sums.set(key, before + weight);
    return Math.floor((before + weight) / this.#unit) > Math.floor(before / this.#unit);
  }
}

const visitors = new Tally(UNIT.visitor);
const sites = new Tally(UNIT.site);
const signIns = new Tally(UNIT.signIn);
/** Until when whoever came too often is not even looked at, epoch milliseconds. */
const over = new Map<string, number>();
/** Until when whoever may sign in is not asked about again, and whoever was refused too often is not even looked at. */
const open = new Map<string, number>();
const shut = new Map<string, number>();

/** Who asks for what. */
interface Asking {
  /** Null: it is not said, or a back end speaks for many. */
  readonly anonymousId: string | null;
  readonly kind: keyof typeof WEIGHT;
}

/**
 * Bounds how often public routes are asked, per site and per visitor of a site: never by an address alone, behind which whole offices are.
 * Where the limiter fails, everybody passes.
 *
 * @throws Problem `too-many`
 */
export async function limitRate(
  c: Context<AppEnv>,
  { key }: PublishedSite,
  { anonymousId, kind }: Asking,
  now: number,
): Promise<void> {
  const visitor = anonymousId === null ? null : `${key}/${anonymousId}`;
  if (over.size > 0) refuseOver(visitor, key, now);
  const bySite = sites.add(key, 1, now);
  const byVisitor = visitor !== null && visitors.add(visitor, WEIGHT[kind], now);
  if (!bySite && !byVisitor) return;
  const isWithin = await Promise.all([
    byVisitor ? ask(c.env, "VISITOR_RATE", await digestOf(visitor)) : true,
    bySite ? ask(c.env, "SITE_RATE", key) : true,
  ]);
  // As the limiter's own, periods of the isolate go by the clock.
  const until = (Math.floor(now / PERIOD_MS) + 1) * PERIOD_MS;
  if (isWithin[0] === false && visitor !== null) keep(over, visitor, until);
  if (isWithin[1] === false) keep(over, key, until);
  if (over.size > 0) refuseOver(visitor, key, now);
}

/** A site's key holds no slash, so that no visitor's is a site's. */
function refuseOver(visitor: string | null, site: string, now: number): void {
  const until = Math.max(over.get(site) ?? 0, visitor === null ? 0 : (over.get(visitor) ?? 0));
  if (now < until) throw tooMany(Math.ceil((until - now) / 1000));
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
  const isOften = signIns.add(key, 1, now);
  if (!isOften && now < (open.get(key) ?? 0)) return;
  if (!(await askSurely(c, "SIGN_IN_RATE", key))) throw tooMany(PERIOD_S);
  keep(open, key, now + PERIOD_MS);
}

/** Counts that somebody was refused. @throws Problem `too-many` where that is once too often, or `unavailable` */
export async function noteRefused(c: Context<AppEnv>, site: string | null, now: number): Promise<void> {
  const key = keyOf(c, site);
  if (await askSurely(c, "REFUSAL_RATE", key)) return;
  // A developer's own machine tells no addresses: there it would shut everybody out.
  if (!key.endsWith("/")) keep(shut, key, now + REFUSAL_PERIOD_S * 1000);
  throw tooMany(REFUSAL_PERIOD_S);
}

/** Bounds how often one address has the parts of the Worker asked. Where the limiter fails, whoever watches learns all the more. @throws Problem `too-many` */
export async function limitProbes(c: Context<AppEnv>): Promise<void> {
  // No site's key holds a slash.
  if ((await ask(c.env, "REFUSAL_RATE", await digestOf(keyOf(c, "/healthz")))) === false)
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
    log("limiter-failed", { part: name }, error);
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
