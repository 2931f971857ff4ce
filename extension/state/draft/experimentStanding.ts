import { drawOf } from "#shared/decision/draw";
import type { Slot } from "#shared/decision/slot";
import { instantIn } from "#shared/events/zone";
import { armPlaces } from "./editExperiments.ts";

/** How an experiment of a draft stands: not on the site yet, to begin, running, over; or running, and to be dealt anew by what is drafted. */
export type ExperimentStanding = "drafted" | "waiting" | "running" | "over" | "redealt";

/**
 * How an experiment stands at an instant.
 *
 * @param published the slot of the same key on the site
 * @param site whose clocks the experiment goes by, and the share that it holds out, from 0 to 100
 */
export function experimentStanding(
  slot: Slot,
  experiment: string,
  published: Slot | undefined,
  now: number,
  site: { readonly timeZone: string; readonly holdoutPercent: number },
): ExperimentStanding {
  const [place] = armPlaces(published, experiment);
  const first = published?.snippets[place ?? -1];
  if (published === undefined || first === undefined) return "drafted";
  const at = (text: string | null) => (text === null ? null : instantIn(text, site.timeZone));
  const [from, until] = [at(first.from), at(first.until)];
  if (until !== null && until <= now) return "over";
  if (from !== null && now < from) return "waiting";
  const draw = (one: Slot) => drawOf(one, site.holdoutPercent, experiment);
  return draw(slot) === draw(published) ? "running" : "redealt";
}
