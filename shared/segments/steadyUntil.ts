import { endsAt, keptActivityAt, staysUntil } from "../privacy/retention.ts";
import { countUpTo } from "../visitor/moment.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { goingsAfter } from "./goings.ts";
import { type Outlook, turnsAfter } from "./instants.ts";
import type { Model } from "./model.ts";
import type { Stirred } from "./stirs.ts";

/**
 * Until when, with no further event, nothing differs that a decision goes by: the segment, an audience, or the outcome of any comparison
 * in the model's `decisive` rules. It may be earlier than the first difference, never later.
 *
 * @param at epoch milliseconds
 * @param most how far to look ahead: the latest instant that is answered
 * @returns the first instant at which something might differ; up to the one before, all is as it is at `at`
 */
export function steadyUntil(visitor: Visitor, model: Model, at: number, most: number): number {
  const activity = keptActivityAt(visitor, model, at);
  const outlook = { activity, model: withDecisive(model), at, until: most, isOfInterest };
  const [turn] = turnsAfter(outlook);
  const instant = Math.min(turn?.[0] ?? most, goneFrom(outlook));
  const next = visitor.moments[countUpTo(visitor.moments, at)];
  return Math.min(most, instant, next?.at ?? most);
}

/** The first instant at which behaviour that goes by retention might make a difference, or nothing of the visitor is left. */
function goneFrom(outlook: Outlook): number {
  const { activity, model, until } = outlook;
  const { moments, visitor } = activity;
  if (until <= staysUntil(moments, model)) return until;
  const [going = until] = goingsAfter(outlook);
  return Math.min(going, endsAt(moments, model, visitor.heardAt));
}

/** Where only a score differs that no rule asks for, every decision stays what it is. */
const isOfInterest = ({ comparisons }: Stirred): boolean => comparisons.size > 0;

const WITH_DECISIVE = new WeakMap<Model, Model>();

/** The model with each decisive rule as one more audience, so that what time stirs in it is looked for too. */
function withDecisive(model: Model): Model {
  const known = WITH_DECISIVE.get(model);
  if (known !== undefined) return known;
  const rules = model.decisive.map((rule, index) => ({ key: `decisive ${index}`, name: {}, rule }));
  const widened = { ...model, audiences: [...model.audiences, ...rules] };
  WITH_DECISIVE.set(model, widened);
  return widened;
}
