import { describe, expect, it } from "vitest";
import { isPeriod, periodOf } from "./period.ts";

const NOW = Date.parse("2026-03-29T23:00:00Z");

describe("periodOf", () => {
  it.each([
    ["UTC", { from: "2026-03-23", to: "2026-03-29" }],
    ["Europe/Helsinki", { from: "2026-03-24", to: "2026-03-30" }],
    ["America/New_York", { from: "2026-03-23", to: "2026-03-29" }],
  ])("ends on the day that it is in %s", (timeZone, period) => {
    expect(periodOf(7, NOW, timeZone)).toEqual(period);
  });
});

describe("isPeriod", () => {
  it.each([
    ["2026-03-01", "2026-03-29", true],
    ["2026-03-29", "2026-03-29", true],
    ["2026-03-01", "2027-01-01", true],
    ["2026-03-30", "2026-03-29", false],
    ["2026-04-01", "2026-04-02", false],
    ["", "2026-03-29", false],
    ["2026-02-30", "2026-03-29", false],
  ])("from %s to %s: %s", (from, to, isRight) => {
    expect(isPeriod({ from, to }, NOW, "UTC")).toBe(isRight);
  });
});
