import { describe, expect, it } from "vitest";
import { judge } from "./targets.ts";

describe("judge", () => {
  it.each([
    [{ newCustomersPerWeek: 20 }, 20, "met"],
    [{ newCustomersPerWeek: 20 }, 19, "missed"],
    [{ newCustomersPerWeek: 0 }, 0, "met"],
    [{ atRiskShare: 0.2 }, 0.2, "met"],
    [{ atRiskShare: 0.2 }, 0.21, "missed"],
    [{ revenuePerDay: 500 }, null, "unknown"],
  ] as const)("finds %j with %s %s", (targets, actual, kind) => {
    expect(judge(targets, () => actual).map((one) => one.kind)).toEqual([kind]);
  });

  it("asks for no target that is not set", () => {
    expect(judge({}, () => 1)).toEqual([]);
  });
});
