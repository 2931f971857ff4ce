import { Failure, lineOf } from "../failure.ts";
import { type Outcome, runCommand } from "./runCommand.ts";

/** One thing that a build or a check does, with the tests it counted, where it runs any. */
export interface Step {
  readonly name: string;
  readonly run: () => Promise<StepOutcome>;
}

export interface StepOutcome extends Outcome {
  /** What is worth a word on the step's line. */
  readonly note?: string;
  readonly tests?: { readonly passed: number; readonly failed: number; readonly repeated?: number };
}

/** A step that runs installed commands one after the other, up to the first that fails. */
export function commandStep(name: string, ...lines: readonly string[]): Step {
  return {
    name,
    run: async () => {
      let output = "";
      for (const line of lines) {
        const outcome = await runCommand(line);
        output += outcome.output;
        if (!outcome.ok) return { ok: false, output };
      }
      return { ok: true, output };
    },
  };
}

/** A step that calls a function; the text that it returns is what the step says. */
export function callStep(name: string, act: () => Promise<unknown>): Step {
  return {
    name,
    run: async () => {
      try {
        const said = await act();
        return { ok: true, output: typeof said === "string" ? said : "" };
      } catch (error) {
        return { ok: false, output: wordsOf(error) };
      }
    },
  };
}

/** A failure that was foreseen is said in its own words; what nobody foresaw shows where it happened. */
function wordsOf(error: unknown): string {
  return error instanceof Error && !(error instanceof Failure) ? (error.stack ?? error.message) : lineOf(error);
}
