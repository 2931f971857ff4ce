import type { Family, Outcome } from "#shared/figures/answers";
import type { Answers } from "#shared/wire/answers";
import { TALLIED, type Tallied } from "#shared/wire/findings";

/** How often something became of what was asked for, all days together. */
export function countsOf(days: Answers["days"]): (family: Family, outcome: Outcome) => number {
  return (family, outcome) => days.reduce((sum, { families }) => sum + (families[family]?.[outcome] ?? 0), 0);
}

/** Why something was refused or left out, and how often. */
export interface ReasonCount {
  readonly kind: Tallied;
  readonly reason: string;
  readonly count: number;
}

/** The reasons of all days together, the most frequent first. */
export function reasonsIn(days: readonly Readonly<Record<Tallied, Readonly<Record<string, number>>>>[]): ReasonCount[] {
  const counts = new Map<string, ReasonCount>();
  for (const day of days)
    for (const kind of TALLIED)
      for (const [reason, count] of Object.entries(day[kind])) {
        const key = `${kind} ${reason}`;
        counts.set(key, { kind, reason, count: count + (counts.get(key)?.count ?? 0) });
      }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
}
