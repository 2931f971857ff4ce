import { fc, it } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { marked, panned, zoomed } from "./zoom.ts";

const whole = { from: 1_000, to: 90_000_000 };
const share = fc.double({ min: 0, max: 1, noNaN: true });
const stretch = fc.tuple(share, share).map(([a, b]) => ({
  from: whole.from + Math.min(a, b) * 80_000_000,
  to: whole.from + Math.max(a, b) * 80_000_000 + 60_000,
}));
const isWithin = ({ from, to }: { from: number; to: number }) =>
  from >= whole.from - 1e-3 && to <= whole.to + 1e-3 && to > from;

describe("a chart's stretch of time", () => {
  it.prop([stretch, fc.double({ min: 0.1, max: 10, noNaN: true }), share])(
    "stays within the whole however it is scaled",
    (shown, by, about) => {
      expect(isWithin(zoomed(whole, shown, by, about))).toBe(true);
    },
  );

  it.prop([stretch, fc.double({ min: -5, max: 5, noNaN: true })])("keeps its length when it is moved", (shown, by) => {
    const moved = panned(whole, shown, by);
    expect(isWithin(moved)).toBe(true);
    expect(moved.to - moved.from).toBeCloseTo(shown.to - shown.from, 3);
  });

  it("is the whole again when seen from far enough away", () => {
    const near = zoomed(whole, whole, 8, 0.9);
    expect(zoomed(whole, near, 1 / 8, 0.9)).toEqual(whole);
  });

  it("is never so short that nothing is told apart", () => {
    expect(marked({ from: 0, to: 60_000 }, 0, 0.5)).toBeNull();
    const nearest = zoomed(whole, whole, 1e9);
    expect(nearest.to - nearest.from).toBeCloseTo(60_000);
  });
});
