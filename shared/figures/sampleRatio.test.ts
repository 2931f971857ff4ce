import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { FALSE_ALARMS, sampleRatioOf } from "./sampleRatio.ts";

const dealt = (...arms: (readonly [share: number, visitors: number])[]) =>
  sampleRatioOf(arms.map(([share, visitors]) => ({ share, visitors })));

describe("sampleRatioOf", () => {
  it("rings no alarm for what is even, or nearly so", () => {
    expect(dealt([0.9, 9_000], [0.1, 1_000])).toEqual({ pValue: 1, alarm: false });
    expect(dealt([0.5, 5_050], [0.5, 4_950]).alarm).toBe(false);
    expect(dealt()).toEqual({ pValue: 1, alarm: false });
  });

  it("rings where an arm has lost a tenth of its visitors", () => {
    expect(dealt([0.5, 10_000], [0.5, 9_000])).toMatchObject({ alarm: true });
  });

  it("rings at the first who is in an arm for nobody, and leaves empty ones out", () => {
    expect(dealt([1, 500], [0, 1])).toEqual({ pValue: 0, alarm: true });
    expect(dealt([1, 500], [0, 0])).toEqual({ pValue: 1, alarm: false });
  });

  test.prop([fc.nat(1_000_000), fc.nat(1_000_000), fc.integer({ min: 1, max: 99 })])(
    "is a probability, the same in whatever order the arms stand",
    (one, other, percent) => {
      const { pValue, alarm } = dealt([percent / 100, one], [1 - percent / 100, other]);
      expect(pValue).toBeGreaterThanOrEqual(0);
      expect(pValue).toBeLessThanOrEqual(1);
      expect(alarm).toBe(pValue <= FALSE_ALARMS);
      expect(dealt([1 - percent / 100, other], [percent / 100, one]).alarm).toBe(alarm);
    },
  );
});
