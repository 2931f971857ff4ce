import type { Moment } from "../visitor/moment.ts";
import type { Visitor } from "../visitor/visitor.ts";
import type { Cause } from "./history.ts";
import type { Model } from "./model.ts";
import { sameScores } from "./sameStanding.ts";
import { segmentAt } from "./segmentAt.ts";

const REFUNDS = new Set(["refund", "cancel"]);

/** Why a moment changed anything. */
function causeOf({ imported, order }: Moment): Cause {
  if (imported) return "import";
  return order !== undefined && REFUNDS.has(order.action) ? "refund" : "event";
}

/** Some of a visitor's moments that have come to tell at one instant. */
export interface Change {
  readonly visitor: Visitor;
  readonly moments: readonly Moment[];
  readonly model: Model;
  readonly at: number;
}

/**
 * Why moments changed anything together: where refunds are among them, the refunds if without those the visitor would
 * stand otherwise, else the last of the others.
 */
export function causeAmong({ visitor, moments, model, at }: Change): Cause {
  const refunds = new Set(moments.filter((moment) => causeOf(moment) === "refund").map(({ id }) => id));
  const other = moments.findLast(({ id }) => !refunds.has(id));
  if (other === undefined) return refunds.size === 0 ? "event" : "refund";
  if (refunds.size === 0) return causeOf(other);
  const rest = { ...visitor, moments: visitor.moments.filter(({ id }) => !refunds.has(id)) };
  const [before, after] = [segmentAt(rest, model, at), segmentAt(visitor, model, at)];
  return before.segment === after.segment && sameScores(before.scores, after.scores) ? causeOf(other) : "refund";
}
