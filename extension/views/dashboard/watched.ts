import type { DayFigure } from "#shared/figures/surprise";
import type { Target } from "#shared/figures/targets";
import type { Trends } from "#shared/wire/figures";
import type { Purchases } from "../../state/createDashboardState.ts";

/** What can be shown of a segment day by day. */
export const MEASURES = ["visitors", "joined", "left", "sold"] as const;

/** What the trend shows. */
export interface TrendChoice {
  /** Empty: all together. */
  readonly segment: string;
  readonly measure: (typeof MEASURES)[number];
}

/** What is looked at for unusual days, and the least that counts as a spread of it. */
export const WATCHED = [
  { key: "newCustomers", segment: "new", measure: "joined", finest: 1 },
  { key: "becameAtRisk", segment: "at-risk", measure: "joined", finest: 1 },
  { key: "becameLost", segment: "lost", measure: "joined", finest: 1 },
  { key: "revenue", segment: "", measure: "sold", finest: 0 },
] as const satisfies readonly (TrendChoice & { readonly key: string; readonly finest: number })[];

const WEEK = 7;

/** A segment's figure, or that of all together, day by day. */
export function seriesOf(trends: Trends["trends"], { segment, measure }: TrendChoice): DayFigure[] {
  const days = new Map<string, number>();
  for (const point of trends) {
    const value = segment === "" || point.segment === segment ? point[measure] : 0;
    days.set(point.day, (days.get(point.day) ?? 0) + value);
  }
  return [...days].map(([day, value]) => ({ day, value }));
}

/** The days from the first one at whose end anybody was known: before it the site had no figures, not figures of 0. */
export function knownDaysOf(trends: Trends["trends"]): Trends["trends"] {
  const first = trends.find(({ visitors }) => visitors > 0)?.day;
  return first === undefined ? [] : trends.filter(({ day }) => day >= first);
}

/** What targets are held against. */
export interface Actuals {
  /** Whole days, see `knownDaysOf`. */
  readonly trends: Trends["trends"];
  /** Null while not known. */
  readonly purchases: Purchases | null;
  readonly segments: readonly { readonly key: string; readonly visitors: number }[];
}

/** The figure that a target is for: of the last seven whole days, or as of now; null while there is none. */
export function actualOf(target: Target, { trends, purchases, segments }: Actuals): number | null {
  const customers = purchases?.reduce((sum, count) => sum + count, 0) ?? 0;
  const sizeOf = (segment: string) => segments.find(({ key }) => key === segment)?.visitors ?? null;
  switch (target) {
    case "newCustomersPerWeek":
      return sizeOf("new") === null ? null : ofWeek(seriesOf(trends, { segment: "new", measure: "joined" }));
    case "revenuePerDay": {
      const sold = ofWeek(seriesOf(trends, { segment: "", measure: "sold" }));
      return sold === null ? null : sold / WEEK;
    }
    case "boughtAgainShare":
      return purchases === null || customers === 0 ? null : 1 - purchases[0] / customers;
    case "atRiskShare": {
      const atRisk = sizeOf("at-risk");
      return atRisk === null || customers === 0 ? null : atRisk / customers;
    }
  }
}

function ofWeek(days: readonly DayFigure[]): number | null {
  return days.length < WEEK ? null : days.slice(-WEEK).reduce((sum, { value }) => sum + value, 0);
}
