import type { Step, StepOutcome } from "./step.ts";

export interface Report {
  readonly ok: boolean;
  /** Tests that the steps counted; a step that fails without a failed test counts as one. */
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs every step to its end, whatever fails, saying a line for each; then all that is wrong, step by step.
 *
 * @param groups the steps of a group run at the same time, the groups in turn
 */
export async function runSteps(groups: readonly (readonly Step[])[]): Promise<Report> {
  const ended: { step: Step; outcome: StepOutcome }[] = [];
  for (const group of groups) {
    const outcomes = await Promise.all(group.map(async (step) => ({ step, outcome: await timed(step) })));
    ended.push(...outcomes);
  }
  const wrong = ended.filter(({ outcome }) => !outcome.ok);
  for (const { step, outcome } of wrong) console.log(`\n── ${step.name} ──\n${outcome.output.trim()}`);
  return {
    ok: wrong.length === 0,
    passed: sum(ended.map(({ outcome }) => outcome.tests?.passed ?? 0)),
    failed: sum(ended.map(({ outcome }) => failuresOf(outcome))),
  };
}

async function timed(step: Step): Promise<StepOutcome> {
  const begun = performance.now();
  const outcome = await step.run();
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const repeated = outcome.tests?.repeated ? `, ${outcome.tests.repeated} only when repeated` : "";
  const counted = outcome.tests ? `  ${sentenceOf(outcome.tests)}${repeated}` : "";
  const note = outcome.note === undefined ? "" : `  ${outcome.note}`;
  console.log(`${outcome.ok ? "ok    " : "FAILED"}  ${step.name.padEnd(24)} ${seconds.padStart(6)} s${counted}${note}`);
  return outcome;
}

/**
 * The sum as a sentence, the last line of `npm test`.
 *
 * @example sentenceOf({ passed: 12, failed: 0 }); // => "12 passed, 0 failed"
 */
export function sentenceOf({ passed, failed }: { readonly passed: number; readonly failed: number }): string {
  return `${passed} passed, ${failed} failed`;
}

function failuresOf({ ok, tests }: StepOutcome): number {
  const failed = tests?.failed ?? 0;
  return ok ? failed : Math.max(1, failed);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, next) => total + next, 0);
