import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstInWindow, isInWindow } from "./window.ts";

const DAY_MS = 86_400_000;

describe("firstInWindow", () => {
  it("is the first that is in the window, of however many", () => {
    const anInstant = fc.integer({ min: 0, max: 9 }).map((tenth) => (tenth * DAY_MS) / 10);
    const all = fc.array(anInstant, { size: "max", maxLength: 100 }).map((instants) => instants.sort((a, b) => a - b));
    fc.assert(
      fc.property(all, anInstant, fc.constantFrom(0.1, 0.5, 2), (instants, at, windowDays) => {
        const found = instants.findIndex((instant) => isInWindow(instant, at, windowDays));
        expect(firstInWindow(instants, (instant) => instant, at, windowDays)).toBe(found < 0 ? instants.length : found);
      }),
    );
  });
});
