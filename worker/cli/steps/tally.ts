import { readFile, rm } from "node:fs/promises";
import { inRoot } from "./root.ts";
import { runCommand } from "./runCommand.ts";
import type { Step, StepOutcome } from "./step.ts";

/** What a test runner's JSON report counts. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Of those that passed: failed at first, passed when repeated. */
  readonly repeated: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
}

/** Vitest's report. A file that does not even load has no tests in it, and counts as one that failed. */
export function tallyOfVitest(report: VitestReport): Tally {
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length, repeated: 0 };
}

/** Playwright's report. A browser on a busy machine may be late once: what passes when repeated is said, not hidden. */
export function tallyOfPlaywright({ stats, errors }: PlaywrightReport): Tally {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    repeated: stats.flaky,
  };
}

/** A step that runs a test runner and counts by the report that it writes. */
export function testStep<Report>(name: string, line: string, report: string, tallyOf: (report: Report) => Tally): Step {
  return {
    name,
    run: async () => {
      const path = inRoot(report);
      await rm(path, { force: true });
      const outcome = await runCommand(line);
      return counted(outcome, await readFile(path, "utf8").catch(() => null), tallyOf);
    },
  };
}

function counted<Report>(outcome: StepOutcome, text: string | null, tallyOf: (report: Report) => Tally): StepOutcome {
  if (text === null) return { ...outcome, ok: false };
  const tests = tallyOf(JSON.parse(text));
  return { ...outcome, ok: outcome.ok && tests.failed === 0, tests };
}
