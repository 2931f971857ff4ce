import { env, waitUntil } from "cloudflare:workers";
import { DAY_MS } from "#shared/events/clock";
import { log } from "../log.ts";
import type { TallyRow } from "../objects/site/tallyStore.ts";
import { siteStub } from "../objects/stubs.ts";

const EVERY_MS = 60_000;

/** What this isolate has counted and not told yet, by site and by what it is. */
const counted = new Map<string, Map<string, TallyRow>>();
/** When a site's object may next be told, epoch milliseconds. */
const nextAt = new Map<string, number>();

/** What is counted, and why it was so. */
export interface Tally {
  readonly what: TallyRow["what"];
  /** A word of ours, never one of a sender's. */
  readonly reason: string;
  readonly count?: number;
}

/**
 * Counts something that changed nobody. The site's object hears of it at most once a minute from each isolate, and never at the cost of an answer: what
 * an isolate has counted since is lost with it, and what is told twice as no answer came back counts twice.
 */
export function noteTally(site: string, tally: Tally, now: number): void {
  noteTallies(site, [tally], now);
}

/** Counts several things at once. */
export function noteTallies(site: string, tallies: readonly Tally[], now: number): void {
  const day = Math.floor(now / DAY_MS);
  const some = tallies.filter(({ count = 1 }) => count > 0);
  for (const { what, reason, count = 1 } of some) add(site, { day, what, reason, count });
  if (some.length === 0 || now < (nextAt.get(site) ?? 0)) return;
  nextAt.set(site, now + EVERY_MS);
  waitUntil(tellTallies(site));
}

/** Tells a site's object what this isolate has counted. */
export async function tellTallies(site: string): Promise<void> {
  const rows = [...(counted.get(site)?.values() ?? [])];
  counted.delete(site);
  if (rows.length === 0) return;
  try {
    await siteStub(env, site).noteTallies(rows);
  } catch (error) {
    log("tallies-untold", { site }, error);
    for (const row of rows) add(site, row);
  }
}

function add(site: string, row: TallyRow): void {
  const rows = counted.get(site) ?? new Map<string, TallyRow>();
  const key = `${row.day} ${row.what} ${row.reason}`;
  rows.set(key, { ...row, count: row.count + (rows.get(key)?.count ?? 0) });
  counted.set(site, rows);
}
