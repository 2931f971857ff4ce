import { isPublicHost } from "#shared/config/address";
import { modelOf } from "#shared/config/modelOf";
import { readConfig } from "#shared/config/readConfig";
import type { SiteConfig } from "#shared/config/siteConfig";
import type { Population } from "#shared/scoring/populationCuts";
import type { Model } from "#shared/segments/model";
import { isBroken } from "./fault.ts";
import { log } from "./log.ts";
import { note } from "./operations.ts";
import { Problem } from "./problem.ts";

/** What KV holds of a site: what every request needs, and no personal data. Secrets are there as digests only. */
export interface PublishedDocument {
  readonly key: string;
  readonly version: number;
  /** The whole configuration. */
  readonly config: unknown;
  /** The model in force under it; left out: it bears the configuration's number, and goes by thresholds. */
  readonly model?: PublishedModel;
  /** Public, so kept as they are. */
  readonly writeKeys: readonly string[];
  /** SHA-256, hexadecimal. */
  readonly serverKeyDigests: readonly string[];
  /** Which keys of decision tokens are in force, the newest first; left out: the site's first. Public: the keys follow from the Worker's secret too. */
  readonly decisionSalts?: readonly string[];
  /** The secrets that identity tokens are signed with, each encrypted under a key that follows from the Worker's; the newest first. */
  readonly identitySecrets?: readonly string[];
  /** Until when a key, digest, salt or secret of the lists above works, epoch milliseconds; left out: as long as it stands there. */
  readonly keyEnds?: Readonly<Record<string, number>>;
}

/** The number of a model, since when it holds, and the population whose quantiles it goes by. */
export interface PublishedModel {
  readonly version: number;
  readonly at: number;
  readonly population: Population | null;
}

/** A site as it is published, checked and ready to decide with. */
export interface PublishedSite extends Omit<PublishedDocument, "model"> {
  readonly config: SiteConfig;
  readonly model: Model;
}

/** A site as it is listed. */
export interface SiteListing {
  readonly key: string;
  readonly name: string;
  readonly version: number;
}

/** Those of a site's published keys that work at an instant: what was replaced works for a while, and ends by itself. */
export function standing({ keyEnds }: PublishedSite, keys: readonly string[], now: number): readonly string[] {
  return keyEnds === undefined ? keys : keys.filter((key) => (keyEnds[key] ?? Number.POSITIVE_INFINITY) > now);
}

interface Cached {
  readonly site: PublishedSite | null;
  readonly text: string | null;
  readonly until: number;
  /** Until when an older version from KV, which is behind by up to a minute, must not replace this one. */
  readonly settlesAt: number;
}

type PublishedEnv = Pick<Env, "PUBLISHED" | "RFEDGE_LOCAL" | "RFEDGE_FAULT">;

const TTL_MS = 30_000;
const ABSENT_TTL_MS = 5_000;
const SETTLING_MS = 120_000;
const CACHED_SITES = 1_000;
const PREFIX = "site:";
const HOST_PREFIX = "host:";
const CLOSED_PREFIX = "closed:";
const TURN_PREFIX = "turn:";

/** One isolate's copy: configuration costs no read on the way to most decisions. */
const cache = new Map<string, Cached>();
/** Which site a host was last said to be, or that it is none's. */
const hosts = new Map<string, { readonly key: string | null; readonly until: number }>();

/**
 * A site's published configuration and keys, from this isolate's copy or KV.
 *
 * @param atLeast a copy with an older model than this is read again
 * @returns null where no such site is published
 * @throws Problem `unavailable` where KV fails and there is no copy, however old
 */
export async function publishedSite(env: PublishedEnv, key: string, atLeast = 0): Promise<PublishedSite | null> {
  const held = heldSite(env, key, atLeast);
  if (held !== undefined) return held;
  const known = cache.get(key);
  try {
    note("kvReads");
    const text = await env.PUBLISHED.get(PREFIX + key, { cacheTtl: 30 });
    return remember(key, text, known);
  } catch (error) {
    log("site-unreadable", { site: key }, error);
    // An old configuration serves visitors better than none.
    if (known) return known.site;
    throw unavailable();
  }
}

/**
 * The same where this isolate's copy will do, as it almost always does: without a turn of the loop.
 *
 * @returns undefined where KV has to be asked
 */
export function heldSite(env: PublishedEnv, key: string, atLeast = 0): PublishedSite | null | undefined {
  if (isBroken(env, "kv")) throw unavailable();
  const known = cache.get(key);
  return known && Date.now() < known.until && modelIn(known) >= atLeast ? known.site : undefined;
}

/** Puts a site's document into KV, and into this isolate's copy, so that here it is in force at once. */
export async function publish(env: PublishedEnv, document: PublishedDocument, name: string): Promise<void> {
  const text = JSON.stringify(document);
  refresh(document.key, text);
  if (isBroken(env, "kv")) throw unavailable();
  // The list of sites reads names and versions from the metadata: one operation for all of them.
  note("kvWrites");
  await env.PUBLISHED.put(PREFIX + document.key, text, { metadata: { name, version: document.version } });
  await claimHosts(env, read(text));
}

/**
 * The site that is served under a host as its own, from this isolate's copies or KV; null: the host is no site's.
 *
 * @param hostname in lower case, without a port
 * @throws Problem `unavailable` where KV fails and there is no copy, however old
 */
export async function siteOfHost(env: PublishedEnv, hostname: string): Promise<PublishedSite | null> {
  if (!isPublicHost(hostname)) return null;
  const known = hosts.get(hostname);
  let key = known?.key ?? null;
  if (known === undefined || Date.now() >= known.until) key = await holderOf(env, hostname, known?.key);
  const site = key === null ? null : await publishedSite(env, key);
  return site !== null && hostsOf(site).includes(hostname) ? site : null;
}

/** The hosts that are a site's own: those of its pages, if it has a server that they are fetched from. */
export function hostsOf({ config }: Pick<PublishedSite, "config">): string[] {
  if (config.site.origin === null) return [];
  return config.site.origins.map((origin) => new URL(origin).hostname).filter(isPublicHost);
}

/** Brings this isolate's copy to what has just been published, without waiting for KV. */
export function refresh(key: string, text: string | null): void {
  const site = text === null ? null : read(text);
  // Who was told that they are nobody's asks again.
  for (const host of site === null ? [] : hostsOf(site)) if (hosts.get(host)?.key !== key) hosts.delete(host);
  keep(key, { site, text, until: Date.now() + TTL_MS, settlesAt: Date.now() + SETTLING_MS });
}

/** Takes a site out of force: whatever asks for it finds nothing. That there was one stays, for what is kept there still has to go. */
export async function withdraw(env: PublishedEnv, key: string): Promise<void> {
  refresh(key, null);
  if (isBroken(env, "kv")) throw unavailable();
  note("kvWrites", 2);
  await env.PUBLISHED.put(CLOSED_PREFIX + key, "");
  await env.PUBLISHED.delete(PREFIX + key);
}

/** Asks KV for something that is not there, under a name of which nothing on the way has a copy. @throws where it fails */
export async function askKv(env: PublishedEnv, now: number): Promise<void> {
  if (isBroken(env, "kv")) throw unavailable();
  note("kvReads");
  await env.PUBLISHED.get(`health:${now}`);
}

/** The published sites, by key. */
export async function listPublished(env: PublishedEnv): Promise<SiteListing[]> {
  const listed = await list<Omit<SiteListing, "key">>(env, PREFIX);
  return listed.map(({ key, metadata }) => ({ key, name: metadata?.name ?? key, version: metadata?.version ?? 0 }));
}

/** The keys of sites that were closed, by key; of some that were opened again since, too. */
export async function listClosed(env: PublishedEnv): Promise<string[]> {
  return (await list<never>(env, CLOSED_PREFIX)).map(({ key }) => key);
}

/** The site at which what is done at many stopped the last time that it could not do all; empty: it has done all so far. */
export async function lastTurn(env: PublishedEnv, name: string): Promise<string> {
  if (isBroken(env, "kv")) throw unavailable();
  note("kvReads");
  return (await env.PUBLISHED.get(TURN_PREFIX + name)) ?? "";
}

export async function keepTurn(env: PublishedEnv, name: string, key: string): Promise<void> {
  note("kvWrites");
  await env.PUBLISHED.put(TURN_PREFIX + name, key);
}

/** A published document as `publish` wrote it. */
export function siteIn(text: string): PublishedSite {
  return read(text);
}

async function list<Metadata>(env: PublishedEnv, prefix: string) {
  if (isBroken(env, "kv")) throw unavailable();
  const listed: { readonly key: string; readonly metadata: Metadata | undefined }[] = [];
  let cursor: string | null = null;
  do {
    // A list is billed like a write.
    note("kvWrites");
    const page: KVNamespaceListResult<Metadata> = await env.PUBLISHED.list({ prefix, cursor });
    for (const { name, metadata } of page.keys) listed.push({ key: name.slice(prefix.length), metadata });
    cursor = page.list_complete ? null : page.cursor;
  } while (cursor !== null);
  return listed;
}

function remember(key: string, text: string | null, known: Cached | undefined): PublishedSite | null {
  const now = Date.now();
  const until = now + (text === null ? ABSENT_TTL_MS : TTL_MS);
  if (known && known.text === text) {
    keep(key, { ...known, until });
    return known.site;
  }
  const site = text === null ? null : read(text);
  if (known && now < known.settlesAt && (site?.model.version ?? 0) < modelIn(known, Number.POSITIVE_INFINITY)) {
    keep(key, { ...known, until });
    return known.site;
  }
  keep(key, { site, text, until, settlesAt: 0 });
  return site;
}

function keep(key: string, entry: Cached): void {
  bounded(cache, key);
  cache.set(key, entry);
}

/** Whoever asks for made-up sites or hosts must not fill the isolate's memory. */
function bounded(held: Map<string, unknown>, key: string): void {
  const oldest = held.keys().next();
  if (!held.has(key) && held.size >= CACHED_SITES && !oldest.done) held.delete(oldest.value);
}

/** Says whose a site's hosts are. A host is its first site's for as long as that names it: nobody can take another's pages over. */
async function claimHosts(env: PublishedEnv, site: PublishedSite): Promise<void> {
  for (const host of hostsOf(site)) {
    hosts.delete(host);
    const holder = await siteOfHost(env, host);
    if (holder !== null) continue;
    note("kvWrites");
    await env.PUBLISHED.put(HOST_PREFIX + host, site.key);
    hosts.delete(host);
  }
}

async function holderOf(env: PublishedEnv, host: string, last: string | null | undefined): Promise<string | null> {
  try {
    if (isBroken(env, "kv")) throw unavailable();
    note("kvReads");
    const key = await env.PUBLISHED.get(HOST_PREFIX + host, { cacheTtl: 30 });
    bounded(hosts, host);
    hosts.set(host, { key, until: Date.now() + TTL_MS });
    return key;
  } catch (error) {
    log("host-unreadable", {}, error);
    if (last !== undefined) return last;
    throw unavailable();
  }
}

/** A document of an earlier release gets today's defaults for what it does not know, and loses slots that are refused today. */
function read(text: string): PublishedSite {
  const document: PublishedDocument = JSON.parse(text);
  const parsed = readConfig(document.config);
  if (parsed === null) throw new RangeError("published configuration requires to be valid but for its slots");
  const { version, ...publication } = document.model ?? { version: document.version, at: 0, population: null };
  return { ...document, config: parsed.config, model: modelOf(parsed.config, version, publication) };
}

function modelIn({ site }: Cached, absent = 0): number {
  return site?.model.version ?? absent;
}

function unavailable(): Problem {
  return new Problem("unavailable", "The published configuration cannot be read", { retryAfter: 2 });
}
