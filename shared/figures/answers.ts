/**
 * What is asked for: decisions about content, pages with content in them, that events be stored, what is held of oneself, and all that marketers,
 * back ends and operators ask about a site.
 */
export const FAMILIES = ["decisions", "pages", "events", "ownData", "marketers"] as const;
export type Family = (typeof FAMILIES)[number];

/**
 * What became of it. `answered`: what was asked for, a page's own content too where that is the decision. `late`, `broken`: the page kept its own
 * content because the time was up, or something did not answer. `failed`: nothing was answered. `refused`: the request was wrong. `tooMany`: it came
 * too often. `origin`: the site's own server gave no page.
 */
export const OUTCOMES = ["answered", "late", "broken", "failed", "refused", "tooMany", "origin"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How often something became of what was asked for. */
export interface AnswerCount {
  readonly family: Family;
  readonly outcome: Outcome;
  readonly count: number;
}

/** The objective: of all that is to be decided in so many days, one in so many may be missed. */
export const OBJECTIVE = { days: 30, oneIn: 1_000 } as const;

/** How much of what may be missed is left. */
export interface Budget {
  /** Decisions and pages that could have been decided: what was refused, came too often or had no page is none. */
  readonly asked: number;
  readonly missed: number;
  /** 1: nothing was missed; 0: as much as may be; below: more. Null: nothing was asked for. */
  readonly left: number | null;
}

const DECIDING: readonly Family[] = ["decisions", "pages"];
const MISSED: readonly Outcome[] = ["late", "broken", "failed"];

/**
 * What is left of the error budget.
 *
 * @param counts of the objective's days
 * @example budgetOf([{ family: "decisions", outcome: "answered", count: 9_999 }, { family: "pages", outcome: "late", count: 1 }]).left; // => 0.9
 * @example budgetOf([]).left; // => null
 */
export function budgetOf(counts: Iterable<AnswerCount>): Budget {
  let asked = 0;
  let missed = 0;
  for (const { family, outcome, count } of counts) {
    if (!DECIDING.includes(family)) continue;
    const isMissed = MISSED.includes(outcome);
    if (isMissed || outcome === "answered") asked += count;
    if (isMissed) missed += count;
  }
  return { asked, missed, left: asked === 0 ? null : 1 - (missed * OBJECTIVE.oneIn) / asked };
}
