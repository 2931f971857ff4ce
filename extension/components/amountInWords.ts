import type { Dimension, Family } from "#shared/scoring/families";
import type { SiteFacts } from "../messages.ts";
import type { Spoken } from "../words/spoken.ts";

const DAY_MS = 86_400_000;

/**
 * A value of a dimension with its unit: `2 d`, `4 sessions`, `£40.00`.
 *
 * @param amount days, a count, money, points; seconds or days of duration, as the site measures it
 */
export function amountInWords(
  amount: number,
  dimension: Dimension,
  family: Family,
  facts: SiteFacts | null,
  spoken: Spoken,
): string {
  const { words } = spoken;
  switch (dimension) {
    case "recency":
      return spoken.span(amount * DAY_MS, 1);
    case "frequency":
      return spoken.count(amount, family === "rfm" ? words.orders : words.sessions);
    case "monetary":
      return spoken.money(amount, facts?.currency ?? null);
    case "engagement":
      return spoken.count(Math.round(amount * 10) / 10, words.points);
    case "duration":
      return spoken.span(amount * (facts?.durationUnit === "days" ? DAY_MS : 1_000));
  }
}
