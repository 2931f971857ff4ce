import { describe, expect, it } from "vitest";
import { isScheduledAt, scheduleBy } from "./schedule.ts";

describe("isScheduledAt", () => {
  it("begins at from and ends just before until", () => {
    const schedule = { from: "2026-01-01", until: "2026-02-01T00:00:00+01:00" };
    const at = (text: string) => isScheduledAt(schedule, Date.parse(text));
    expect(at("2025-12-31T23:59:59.999Z")).toBe(false);
    expect(at("2026-01-01T00:00:00Z")).toBe(true);
    expect(at("2026-01-31T22:59:59.999Z")).toBe(true);
    expect(at("2026-01-31T23:00:00Z")).toBe(false);
    expect(isScheduledAt({ from: null, until: null }, 0)).toBe(true);
  });
});

describe("scheduleBy", () => {
  const night = (from: string, until: string) => ({ from, until });
  const shownAt = (schedule: { from: string; until: string }, instants: readonly string[]) =>
    instants.map((text) => isScheduledAt(schedule, Date.parse(text)));

  it("shows a snippet by the site's clocks over the night in which they are put forward", () => {
    const schedule = night("2026-03-28T22:00", "2026-03-29T02:30");
    expect(scheduleBy(schedule, "Europe/Copenhagen")).toBe(true);
    const instants = ["2026-03-28T20:59:59Z", "2026-03-28T21:00:00Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z"];
    expect(shownAt(schedule, instants)).toEqual([false, true, true, false]);
  });

  it("ends one snippet and begins the next at one instant, though the clocks show it twice", () => {
    const [early, late] = [
      night("2026-10-25T00:00", "2026-10-25T02:30"),
      night("2026-10-25T02:30", "2026-10-25T12:00"),
    ];
    for (const schedule of [early, late]) scheduleBy(schedule, "Europe/Copenhagen");
    const instants = ["2026-10-25T00:29:59Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"];
    expect(shownAt(early, instants)).toEqual([true, false, false]);
    expect(shownAt(late, instants)).toEqual([false, true, true]);
  });

  it("finds that nothing is left of a schedule that lies in the hour that is leapt over", () => {
    expect(scheduleBy(night("2026-03-29T02:10", "2026-03-29T02:50"), "Europe/Copenhagen")).toBe(false);
    expect(scheduleBy(night("2026-03-29T02:10", "2026-03-29T02:50"), "UTC")).toBe(true);
  });
});
