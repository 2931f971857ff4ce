import type { Moment } from "./moment.ts";

/** What a page view was answered with, as it is kept with its message. */
export interface Served {
  /** The configuration's number. */
  readonly version: number;
  /** The visitor's segment, that view counted. */
  readonly segment: string;
  readonly slots: readonly ServedSlot[];
}

/** The slot, the snippet that was shown (0), or withheld for the slot's holdout (1) or the site's (2), and the draws in which that counts: the slot's, then its experiment's. */
export type ServedSlot = readonly [slot: string, snippet: string, held: Held, ...draws: string[]];
export type Held = 0 | 1 | 2;

/** How somebody first took part in a draw, and what they were shown in it since. */
export interface Exposure {
  readonly at: number;
  readonly snippet: string;
  readonly held: Held;
  readonly segment: string;
  /** By snippet, how often. */
  readonly shown: Readonly<Record<string, number>>;
  /** They were dealt otherwise later, as somebody known by two ids can be. */
  readonly mixed: boolean;
}

/** All that somebody was ever served, folded. */
export interface Exposures {
  /** By slot and snippet, with a slash between. */
  readonly shown: ReadonlyMap<string, { readonly firstAt: number; readonly times: number }>;
  readonly draws: ReadonlyMap<string, Exposure>;
}

/** Of whoever was served nothing that is kept: the one that all of them have. */
export const UNEXPOSED: Exposures = { shown: new Map(), draws: new Map() };

/**
 * The exposures once these moments have happened too.
 *
 * @param fresh later than all before, ascending
 */
export function exposedTo(known: Exposures, fresh: readonly Moment[]): Exposures {
  if (!fresh.some(({ served }) => served !== undefined)) return known;
  const shown = new Map(known.shown);
  const draws = new Map(known.draws);
  for (const { at, served } of fresh)
    for (const [slot, snippet, held, ...ids] of served?.slots ?? []) {
      const place = `${slot}/${snippet}`;
      const { firstAt = at, times = 0 } = shown.get(place) ?? {};
      if (held === 0) shown.set(place, { firstAt, times: times + 1 });
      for (const [index, id] of ids.entries()) {
        const first = draws.get(id) ?? { at, snippet, held, segment: served?.segment ?? "", shown: {}, mixed: false };
        // The slot's draw is about who is held out, an experiment's also about what is dealt.
        const isOther = (first.held === 0) !== (held === 0) || (index > 0 && first.snippet !== snippet);
        const counted = held === 0 ? { ...first.shown, [snippet]: (first.shown[snippet] ?? 0) + 1 } : first.shown;
        draws.set(id, { ...first, shown: counted, mixed: first.mixed || isOther });
      }
    }
  return { shown, draws };
}

/** How often somebody was shown a snippet since an instant. */
export function shownSince(moments: readonly Moment[], slot: string, snippet: string, since: number): number {
  let times = 0;
  for (let index = moments.length - 1; index >= 0; index--) {
    const moment = moments[index];
    if (moment === undefined || moment.at < since) break;
    if (moment.served?.slots.some(([in_, what, held]) => in_ === slot && what === snippet && held === 0)) times += 1;
  }
  return times;
}

/** What somebody was last served in a slot, and when; null: nothing that is kept. */
export function lastServed(
  moments: readonly Moment[],
  slot: string,
): { readonly at: number; readonly snippet: string | null } | null {
  for (let index = moments.length - 1; index >= 0; index--) {
    const { at, served } = moments[index] ?? {};
    const [, snippet = "", held] = served?.slots.find(([key]) => key === slot) ?? [];
    if (at !== undefined && held !== undefined) return { at, snippet: held === 0 ? snippet : null };
  }
  return null;
}
