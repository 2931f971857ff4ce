import type { Activity } from "../visitor/activity.ts";
import { shownSince } from "../visitor/exposures.ts";
import type { Slot } from "./slot.ts";
import type { Snippet } from "./snippet.ts";

/** What somebody has done, and since when their present session and their day last. */
export interface CapFacts {
  readonly activity: Pick<Activity, "moments" | "orders" | "exposures">;
  readonly sessionFrom: number;
  /** The first instant of the day on the site's clocks. */
  readonly dayFrom: () => number;
}

/** Whether somebody was shown a snippet as often as they may be, or has ordered since and is to be shown it no more. */
export function isCapped(slot: string, snippet: Snippet, { activity, sessionFrom, dayFrom }: CapFacts): boolean {
  const known = activity.exposures.shown.get(`${slot}/${snippet.key}`);
  if (known === undefined) return false;
  const lastOrder = activity.orders.at(-1);
  if (snippet.stopAfterConversion && lastOrder !== undefined && lastOrder.at > known.firstAt) return true;
  if (snippet.cap == null || known.times < snippet.cap.times) return false;
  if (snippet.cap.per === "visitor") return true;
  const since = snippet.cap.per === "day" ? dayFrom() : sessionFrom;
  return shownSince(activity.moments, slot, snippet.key, since) >= snippet.cap.times;
}

/** The snippets of these slots that may ever be capped, each with its slot's key. */
export function cappable(slots: readonly Slot[]): readonly (readonly [slot: string, snippet: Snippet])[] {
  const known = CAPPABLE.get(slots);
  if (known !== undefined) return known;
  const found = slots.flatMap(({ key, snippets }) =>
    snippets
      .filter(({ cap, stopAfterConversion }) => cap != null || stopAfterConversion === true)
      .map((snippet) => [key, snippet] as const),
  );
  CAPPABLE.set(slots, found);
  return found;
}

/** Kept per published list, which never changes. */
const CAPPABLE = new WeakMap<readonly Slot[], readonly (readonly [string, Snippet])[]>();
