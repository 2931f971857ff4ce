import { holds, matches } from "../rules/matches.ts";
import type { Model } from "./model.ts";
import { sameMeasures, sameScores, sameStanding } from "./sameStanding.ts";
import { audienceTest, factOf, readerOf, type Standing, subjectAt } from "./segmentAt.ts";
import type { SharedComparison, Stirred } from "./stirs.ts";

/** What is watched: the segment alone; what history keeps, the scores too; or all that is delivered at once, tiers and audiences too. */
export type Watch = "segment" | "scores" | "all";

/** A walk through the instants after a standing, ascending: what is of interest in them, and whether one makes a difference. */
export interface Comparing {
  readonly isOfInterest: (stirred: Stirred) => boolean;
  /** Whether what an instant stirs makes a difference to what is watched. To be asked of every instant of interest, in order. */
  readonly differsAt: (instant: number, stirred: readonly Stirred[]) => boolean;
}

/**
 * Compares someone's future with a standing. Of each instant only the comparisons that it stirs are made, only the rules are tried in
 * which one of them comes out otherwise than before, and scores are made where they count.
 */
export function comparing(now: Standing, model: Model, watch: Watch): Comparing {
  const place = model.segments.findIndex(({ key }) => key === now.segment);
  const last = place === -1 ? model.segments.length : place;
  const results = new Map<SharedComparison, boolean>();
  const readNow = factOf(now, model);
  const concerns = ({ segments, audiences }: SharedComparison) =>
    (segments[0] ?? Number.POSITIVE_INFINITY) <= last || (watch === "all" && audiences.length > 0);
  const concerning = new Map<Stirred, readonly SharedComparison[]>();
  const concernedBy = (stirred: Stirred) => {
    const known = concerning.get(stirred) ?? [...stirred.comparisons].filter(concerns);
    concerning.set(stirred, known);
    return known;
  };
  return {
    isOfInterest: (stirred) => (watch !== "segment" && stirred.measures) || concernedBy(stirred).length > 0,
    differsAt: (instant, stirred) => {
      const subject = subjectAt(now, model, instant);
      const read = readerOf(subject);
      const turned = (comparison: SharedComparison) => {
        const { fact, operator, expected } = comparison;
        const before = results.get(comparison) ?? holds(operator, expected, readNow(fact));
        const after = holds(operator, expected, read(fact));
        results.set(comparison, after);
        return before !== after;
      };
      const turnedOver = stirred.flatMap(concernedBy).filter(turned);
      for (const { segments } of turnedOver)
        for (const each of segments) {
          if (each > last) break;
          const segment = model.segments[each];
          if (segment !== undefined && matches(segment.rule, read) !== (each === place)) return true;
        }
      if (watch === "segment") return false;
      const isSame = watch === "all" ? sameMeasures : sameScores;
      if (stirred.some(({ measures }) => measures) && !isSame(now.scores, subject.scores)) return true;
      if (watch !== "all") return false;
      const isIn = audienceTest(subject, model);
      return turnedOver.some(({ audiences }) => audiences.some((key) => isIn(key) !== now.audiences.includes(key)));
    },
  };
}

/** Whether two standings differ in what is watched. */
export function differ(one: Standing, other: Standing, watch: Watch): boolean {
  if (watch === "all") return !sameStanding(one, other);
  return one.segment !== other.segment || (watch === "scores" && !sameScores(one.scores, other.scores));
}
