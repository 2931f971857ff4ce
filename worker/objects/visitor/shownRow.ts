import type { VisitorRow } from "#shared/figures/row";
import { remainingAt } from "#shared/privacy/retention";
import type { Model } from "#shared/segments/model";
import { type StandingChoice, standingChoices } from "#shared/visitor/standingChoices";
import { rowFor } from "./visitorAnswers.ts";
import type { VisitorState } from "./visitorLog.ts";

/** What is asked for beside the row. */
export interface Shown {
  /** What they have chosen, purpose by purpose. */
  readonly withChoices?: true;
}

/** A visitor as they are read alone. */
export type ShownRow = VisitorRow & { readonly choices?: readonly StandingChoice[] };

/** The row, and what else is asked for. */
export function shownRow(
  id: string,
  state: VisitorState,
  model: Model,
  asked: Shown & { readonly now: number },
): ShownRow {
  const row = rowFor(id, state, model, asked.now);
  return asked.withChoices
    ? { ...row, choices: standingChoices(remainingAt(state.visitor, model, row.at).moments) }
    : row;
}
