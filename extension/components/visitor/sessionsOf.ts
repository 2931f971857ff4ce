import type { RecordedEvent } from "#shared/wire/visitors";

/** Events that belong to one visit. */
export interface Session {
  readonly from: string;
  readonly to: string;
  /** Newest first. */
  readonly events: readonly RecordedEvent[];
  readonly points: number;
}

/**
 * Events as sessions: a silence longer than the site’s gap begins another.
 *
 * @param events newest first
 * @param gapMs the site's gap between sessions, in milliseconds
 */
export function sessionsOf(events: readonly RecordedEvent[], gapMs: number): Session[] {
  const sessions: { from: string; to: string; events: RecordedEvent[]; points: number }[] = [];
  for (const event of events) {
    const last = sessions.at(-1);
    if (last === undefined || Date.parse(last.from) - Date.parse(event.at) > gapMs) {
      sessions.push({ from: event.at, to: event.at, events: [event], points: event.points });
      continue;
    }
    last.from = event.at;
    last.events.push(event);
    last.points += event.points;
  }
  return sessions;
}
