import { instantIn } from "../events/zone.ts";

/** From when until when something is shown, as it is written; null: from ever, for ever. */
export interface Scheduled {
  readonly from: string | null;
  readonly until: string | null;
}

interface Schedule {
  readonly from: number;
  readonly until: number;
}

/** One a snippet, so that a decision compares numbers and reads no dates. */
const SCHEDULES = new WeakMap<Scheduled, Schedule>();

/** Reads a snippet's schedule from the clocks of its site, once and for all decisions. False: it ends before it begins. */
export function scheduleBy(snippet: Scheduled, timeZone: string): boolean {
  return isInOrder(kept(snippet, timeZone));
}

/** Whether a schedule ends after it begins, read in UTC. */
export function endsLater(schedule: Scheduled): boolean {
  return isInOrder(scheduleIn(schedule, "UTC"));
}

/** Whether an instant lies in a snippet's schedule. One that no site's clocks have read is read in UTC. */
export function isScheduledAt(snippet: Scheduled, at: number): boolean {
  if (snippet.from === null && snippet.until === null) return true;
  const { from, until } = SCHEDULES.get(snippet) ?? kept(snippet, "UTC");
  return from <= at && at < until;
}

function kept(snippet: Scheduled, timeZone: string): Schedule {
  const schedule = scheduleIn(snippet, timeZone);
  SCHEDULES.set(snippet, schedule);
  return schedule;
}

function scheduleIn({ from, until }: Scheduled, timeZone: string): Schedule {
  const instantOf = (text: string | null, otherwise: number) =>
    text === null ? otherwise : (instantIn(text, timeZone) ?? otherwise);
  return { from: instantOf(from, Number.NEGATIVE_INFINITY), until: instantOf(until, Number.POSITIVE_INFINITY) };
}

function isInOrder({ from, until }: Schedule): boolean {
  return from < until;
}
