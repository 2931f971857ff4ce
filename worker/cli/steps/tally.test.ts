import { describe, expect, it } from "vitest";
import { tallyOfPlaywright, tallyOfVitest } from "./tally.ts";

describe("tallyOfVitest", () => {
  it("counts a file that does not load as one failure", () => {
    const testResults = [
      { status: "failed", assertionResults: [] },
      { status: "failed", assertionResults: [{}] },
      { status: "passed", assertionResults: [{}, {}] },
    ];
    expect(tallyOfVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 });
  });
});

describe("tallyOfPlaywright", () => {
  it("counts a test that passed only when repeated, and an error outside of tests, as failures", () => {
    const stats = { expected: 7, unexpected: 1, flaky: 1 };
    expect(tallyOfPlaywright({ stats, errors: [{}] })).toEqual({ passed: 7, failed: 3 });
  });
});
