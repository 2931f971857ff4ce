import { describe, expect, it } from "vitest";
import { tallyOfPlaywright, tallyOfVitest } from "./tally.ts";

describe("tallyOfVitest", () => {
  it("counts a file that does not load as one failure", () => {
    const testResults = [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{}] },
      { status: "passed", assertionResults: [{}, {}] },
    ];
    expect(tallyOfVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({
      passed: 2,
      failed: 2,
      repeated: 0,
    });
  });
});

describe("tallyOfPlaywright", () => {
  it("counts an error outside of tests as a failure, and says how many tests passed only when repeated", () => {
    const stats = { expected: 7, unexpected: 1, flaky: 1 };
    expect(tallyOfPlaywright({ stats, errors: [{}] })).toEqual({ passed: 8, failed: 2, repeated: 1 });
  });
});
