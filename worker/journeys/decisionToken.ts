import { mayDecideByToken } from "#shared/decision/byToken";
import { factNamesOf } from "#shared/rules/comparisons";
import { isPageFact } from "#shared/rules/factNames";
import { derivedKey, lock, unlock } from "../objects/site/vault.ts";
import type { Known } from "../objects/visitor/visitorAnswers.ts";
import { type PublishedSite, standing } from "../publishedStore.ts";

/** A decision token, and until when it decides (epoch milliseconds). */
export interface DecisionToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** How long a token decides at most, in milliseconds. */
export const TOKEN_MS = 60_000;
const DAY_MS = 86_400_000;
/** With its name and its attributes it has to fit a cookie of 4,096 bytes. */
const LONGEST = 3_800;
/** Before a site's decision key is changed for the first time. */
const FIRST_SALT = "0";
const FIRST_SALTS = [FIRST_SALT];

/** What a site's tokens are about. */
interface Carried {
  /** The slots that they may decide. */
  readonly slots: ReadonlySet<string>;
  readonly all: boolean;
  /** The facts of a visitor that these slots' rules ask for, in the order in which a token has them. */
  readonly facts: readonly string[];
  /** Any other configuration or model, and any other site, has another. */
  readonly label: string;
}

const CARRIED = new WeakMap<PublishedSite, Carried>();
const KEYS = new WeakMap<PublishedSite, Map<string, CryptoKey>>();

function carriedOf(site: PublishedSite): Carried {
  const known = CARRIED.get(site);
  if (known !== undefined) return known;
  const { holdoutPercent } = site.config.site;
  const slots = site.config.slots.filter((slot) => mayDecideByToken(slot, holdoutPercent));
  const names = slots.flatMap(({ snippets }) => snippets.flatMap(({ rule }) => factNamesOf(rule)));
  const facts = [...new Set(names)].filter((name) => !isPageFact(name));
  const carried = {
    slots: new Set(slots.map(({ key }) => key)),
    all: slots.length === site.config.slots.length,
    facts,
    label: JSON.stringify([site.key, site.version, site.model.version, facts]),
  };
  CARRIED.set(site, carried);
  return carried;
}

/** Whether all of these slots may be decided by a token; left out: all that the site has. What no configuration knows is decided anyhow. */
export function decidesByToken(site: PublishedSite, wanted?: readonly string[]): boolean {
  const { slots, all } = carriedOf(site);
  if (all) return true;
  return wanted !== undefined && site.config.slots.every(({ key }) => slots.has(key) || !wanted.includes(key));
}

/** Up to when it has to be foreseen that nothing differs, if a token is to be made of what is known; undefined: this site makes none. */
export function steadyToOf(site: PublishedSite, now: number): number | undefined {
  return carriedOf(site).slots.size === 0 ? undefined : now + TOKEN_MS;
}

/**
 * The token that decides for somebody until a decision could differ: encrypted, signed, and good for this site, configuration, model and
 * anonymous id alone.
 *
 * @returns null where nothing is foreseen, or what is known does not fit a token
 */
export async function sealDecision(
  env: Env,
  site: PublishedSite,
  known: Known,
  { anonymousId, now }: { readonly anonymousId: string; readonly now: number },
): Promise<DecisionToken | null> {
  const { facts, label } = carriedOf(site);
  const { bucket, segment, steadyUntil: expiresAt } = known;
  if (expiresAt === undefined || expiresAt <= now) return null;
  const values = facts.map((name) => known.facts[name]);
  // JSON would make something else of it.
  if (values.some((value) => typeof value === "number" && !Number.isFinite(value))) return null;
  const [salt = FIRST_SALT] = decisionSalts(site, now);
  const day = dayOf(now);
  const key = await keyOf(env, site, salt, day);
  if (key === null) return null;
  const token = `${salt}.${day}.${await lock(key, [expiresAt, bucket, segment, ...values], label + anonymousId)}`;
  return token.length > LONGEST ? null : { token, expiresAt };
}

/** What a token says of whoever presents it; null where it is not valid, for whatever reason: then the visitor's object is asked. */
export async function openDecision(
  env: Env,
  site: PublishedSite,
  token: string,
  { anonymousId, now }: { readonly anonymousId: string; readonly now: number },
): Promise<Known | null> {
  if (token.length > LONGEST) return null;
  const [salt = "", day = "", locked = "", ...rest] = token.split(".");
  const today = dayOf(now);
  if (rest.length > 0 || !decisionSalts(site, now).includes(salt) || ![`${today}`, `${today - 1}`].includes(day))
    return null;
  const key = await keyOf(env, site, salt, Number(day));
  const opened = key && (await openedBy(key, site, locked, anonymousId));
  return opened && now < opened.expiresAt ? opened.known : null;
}

interface Opened {
  readonly known: Known;
  readonly expiresAt: number;
}

/** A page with several slots shows the same token for each, and so does who goes on reading: those that were found valid are opened once. Each published configuration has keys of its own. */
const OPENED = new WeakMap<CryptoKey, Map<string, Opened>>();
const MOST_OPENED = 500;

async function openedBy(
  key: CryptoKey,
  site: PublishedSite,
  locked: string,
  anonymousId: string,
): Promise<Opened | null> {
  const opened = OPENED.get(key) ?? new Map<string, Opened>();
  OPENED.set(key, opened);
  // Its length first: no other token and id read the same one after the other.
  const name = `${locked.length} ${locked} ${anonymousId}`;
  const known = opened.get(name);
  if (known !== undefined) return known;
  const { facts, label } = carriedOf(site);
  const said = await unlock(key, locked, label + anonymousId);
  if (!Array.isArray(said)) return null;
  const [expiresAt, bucket, segment, ...values] = said;
  const carried = Object.fromEntries(facts.map((fact, index) => [fact, values[index]]));
  const fresh = { known: { id: "", bucket, segment, facts: carried, proven: false }, expiresAt };
  // Whoever collects tokens must not fill the isolate's memory.
  if (opened.size >= MOST_OPENED) opened.clear();
  opened.set(name, fresh);
  return fresh;
}

/** The key of a day: so many tokens are made that one key for ever would repeat its nonces. */
async function keyOf(env: Env, site: PublishedSite, salt: string, day: number): Promise<CryptoKey | null> {
  const keys = KEYS.get(site) ?? new Map<string, CryptoKey>();
  KEYS.set(site, keys);
  const name = `${salt}.${day}`;
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = await derivedKey(env, { purpose: "decision", site: site.key, salt: name });
  if (key !== null) keys.set(name, key);
  return key;
}

/** What the keys of a site's own tokens follow from at an instant, the newest first. */
export function decisionSalts(site: PublishedSite, now: number): readonly string[] {
  return site.decisionSalts === undefined ? FIRST_SALTS : standing(site, site.decisionSalts, now);
}

function dayOf(now: number): number {
  return Math.floor(now / DAY_MS);
}
