import { TOLERATED, type Tolerated, weighAudit } from "../supply/weaknesses.ts";
import { runCommand } from "./runCommand.ts";
import type { Step, StepOutcome } from "./step.ts";

/** A registry that is away is not waited for. */
const ASK = "npm audit --json --fetch-retries=0 --fetch-timeout=20000";

/**
 * Asks the registry for known weaknesses of every installed package, those of the tests too. Not part of `npm test`: what is published
 * tomorrow must not make an unchanged clone fail.
 */
export const weaknessStep: Step = {
  name: "known weaknesses",
  run: async () => outcomeOf((await runCommand(ASK)).output, TOLERATED),
};

/** What the step says of what npm has printed. */
export function outcomeOf(printed: string, tolerated: readonly Tolerated[]): StepOutcome {
  const weighed = weighAudit(printed, tolerated);
  if ("unchecked" in weighed) return { ok: true, output: "", note: `not checked: ${weighed.unchecked}` };
  const lines = [
    ...weighed.unjudged.map(
      ({ advisory, package: name, severity, title }) =>
        `${name}: ${title} (${severity}, ${advisory}). Update it, or say in worker/cli/supply/weaknesses.ts why it harms nobody here.`,
    ),
    ...weighed.void.map(
      ({ advisory, package: name }) =>
        `${name}: ${advisory} is no longer found. Take it out of worker/cli/supply/weaknesses.ts.`,
    ),
  ];
  const note = weighed.found === 0 ? "none" : `${weighed.found}, each with its reason`;
  return lines.length > 0 ? { ok: false, output: lines.join("\n") } : { ok: true, output: "", note };
}
