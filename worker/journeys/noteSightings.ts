import { env, waitUntil } from "cloudflare:workers";
import { log } from "../log.ts";
import type { Seen } from "../objects/site/sightingStore.ts";
import { siteStub } from "../objects/stubs.ts";

const HOUR_MS = 3_600_000;
const REMEMBERED = 10_000;
/** A call that has not ended by then never will: the request that it was for is over. */
const PATIENCE_MS = 30_000;
/** So often one request carries what others have brought meanwhile. */
const MOST_CALLS = 20;

/** What this isolate has told already. */
const told = new Set<string>();
/** What is still to be told, by site, and since when somebody has been telling it. */
const waiting = new Map<string, Seen[]>();
const telling = new Map<string, number>();

/** Who looked, how, at whom: visitor ids; one that is empty is nobody in particular. */
export interface Look {
  readonly actor: string;
  readonly how: Seen["how"];
  readonly visitors: readonly string[];
}

/**
 * Notes who saw whom, once an hour for each, after the answer. What comes while the site's object is being told goes with the next call: a back
 * end that reads everybody asks it no more often than it answers. What an isolate has not told when it dies is lost.
 */
export function noteSightings(site: string, { actor, how, visitors }: Look, now: number): void {
  const fresh = visitors.filter((visitor) => isNews(`${site} ${Math.floor(now / HOUR_MS)} ${how} ${visitor} ${actor}`));
  if (fresh.length === 0) return;
  hold(
    site,
    fresh.map((visitor) => ({ actor, visitor, how, at: now })),
  );
  if (now - (telling.get(site) ?? Number.NEGATIVE_INFINITY) < PATIENCE_MS) return;
  telling.set(site, now);
  waitUntil(tell(site));
}

async function tell(site: string): Promise<void> {
  for (let calls = 0; calls < MOST_CALLS; calls++) {
    const seen = waiting.get(site) ?? [];
    waiting.delete(site);
    if (seen.length === 0) break;
    try {
      await siteStub(env, site).noteSightings(seen);
    } catch (error) {
      log("sightings-untold", { site }, error);
      hold(site, seen);
      break;
    }
  }
  telling.delete(site);
}

function hold(site: string, seen: readonly Seen[]): void {
  const held = [...(waiting.get(site) ?? []), ...seen];
  if (held.length > REMEMBERED) log("sightings-lost", { site, count: held.length - REMEMBERED });
  waiting.set(site, held.slice(-REMEMBERED));
}

function isNews(key: string): boolean {
  if (told.has(key)) return false;
  if (told.size >= REMEMBERED) told.clear();
  told.add(key);
  return true;
}
