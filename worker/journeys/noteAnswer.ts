import { DAY_MS } from "#shared/events/clock";
import type { Family, Outcome } from "#shared/figures/answers";
import { noteTallies, tellTallies } from "./noteTally.ts";

const MOST_HELD = 1_000;
const HELD_MS = 600_000;

/** What one isolate has answered for a site and not handed on yet, all of it on one day. */
interface Held {
  readonly since: number;
  total: number;
  readonly counts: Map<string, number>;
}

const held = new Map<string, Held>();

/** What the objective is missed by: whoever watches is to hear of it soon. */
const URGENT: ReadonlySet<Outcome> = new Set(["late", "broken", "failed"]);

/**
 * Counts what became of a request. What went well is told by the thousand, or every ten minutes, so that it costs a page view next to nothing; what
 * went wrong as soon as the site's object may be told again, with all that went well until then: shares are right at any time.
 */
export function noteAnswer(site: string, family: Family, outcome: Outcome, now: number): void {
  const known = held.get(site);
  const isOfDay = known !== undefined && Math.floor(known.since / DAY_MS) === Math.floor(now / DAY_MS);
  if (known !== undefined && !isOfDay) handOn(site, known.since);
  const own = isOfDay ? known : { since: now, total: 0, counts: new Map<string, number>() };
  held.set(site, own);
  const reason = `${family}.${outcome}`;
  own.counts.set(reason, (own.counts.get(reason) ?? 0) + 1);
  own.total += 1;
  if (URGENT.has(outcome) || own.total >= MOST_HELD || now - own.since >= HELD_MS) handOn(site, now);
}

/** Tells a site's object all that this isolate has counted of it. */
export async function tellAnswers(site: string, now: number): Promise<void> {
  handOn(site, held.get(site)?.since ?? now);
  await tellTallies(site);
}

function handOn(site: string, now: number): void {
  const counts = held.get(site)?.counts ?? new Map<string, number>();
  held.delete(site);
  const tallies = [...counts].map(([reason, count]) => ({ what: "answered" as const, reason, count }));
  noteTallies(site, tallies, now);
}
