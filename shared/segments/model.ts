import type { RetentionRule } from "../privacy/retention.ts";
import type { Rule } from "../rules/rule.ts";
import type { Scoring } from "../scoring/families.ts";
import type { Population } from "../scoring/populationCuts.ts";
import type { CutTable } from "../scoring/scoresAt.ts";
import type { Reading } from "../visitor/activity.ts";
import type { Audience } from "./audience.ts";
import type { Segment } from "./segment.ts";

/** All that turns moments into numbers and a segment, under one version: what a visitor's object needs of a configuration. */
export interface Model extends Reading, RetentionRule {
  readonly version: number;
  /** Since when it is in force, epoch milliseconds. */
  readonly at: number;
  readonly conversions: readonly string[];
  readonly scoring: Scoring;
  /** Thresholds, or the cuts of the population where the method is quantiles. */
  readonly cuts: CutTable;
  /** The population that the quantiles are of; null: nobody was measured yet. */
  readonly population: Population | null;
  /** First match wins; the last matches everybody. */
  readonly segments: readonly Segment[];
  readonly audiences: readonly Audience[];
  /** The rules of snippets that a decision token may decide: a token lives no longer than what they say of someone. */
  readonly decisive: readonly Rule[];
}
