import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAt, dayOf, daysBetween } from "./days.ts";

const HOUR = 3_600_000;
const hours = (date: string, timeZone: string) => {
  const day = dayOf(date, timeZone);
  return day === null ? null : [new Date(day.from).toISOString(), (day.until - day.from) / HOUR];
};

describe("dayOf", () => {
  // The transitions are those of the IANA time zone database.
  it.each([
    ["2026-03-29", "Europe/Copenhagen", "2026-03-28T23:00:00.000Z", 23],
    ["2026-10-25", "Europe/Copenhagen", "2026-10-24T22:00:00.000Z", 25],
    ["2026-07-01", "Europe/Copenhagen", "2026-06-30T22:00:00.000Z", 24],
    ["2026-03-08", "America/New_York", "2026-03-08T05:00:00.000Z", 23],
    ["2026-11-01", "America/New_York", "2026-11-01T04:00:00.000Z", 25],
    // Midnight itself is left out: the clocks of Havana and Santiago go from 24:00 to 01:00.
    ["2026-03-08", "America/Havana", "2026-03-08T05:00:00.000Z", 23],
    ["2024-09-08", "America/Santiago", "2024-09-08T04:00:00.000Z", 23],
    // Havana's go back from 01:00 to 00:00: midnight comes twice.
    ["2026-11-01", "America/Havana", "2026-11-01T04:00:00.000Z", 25],
    ["2026-02-28", "Asia/Kathmandu", "2026-02-27T18:15:00.000Z", 24],
    ["2024-02-29", "UTC", "2024-02-29T00:00:00.000Z", 24],
    ["2026-04-05", "Australia/Lord_Howe", "2026-04-04T13:00:00.000Z", 24.5],
  ])("%s in %s begins at %s and has %d hours", (date, timeZone, from, length) => {
    expect(hours(date, timeZone)).toEqual([from, length]);
  });

  it.each(["2026-02-30", "2026-13-01", "2026-1-1", "", "today", "2026-01-01T00:00:00Z"])("is null for %j", (text) => {
    expect(dayOf(text, "UTC")).toBeNull();
  });
});

describe("daysBetween", () => {
  it("leaves no instant out and has none twice, in any zone", () => {
    const zone = fc.constantFrom(
      "UTC",
      "Europe/Copenhagen",
      "America/Havana",
      "Asia/Kathmandu",
      "Pacific/Apia",
      "America/St_Johns",
    );
    const instant = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(zone, instant, fc.integer({ min: 0, max: 400 }), (timeZone, from, length) => {
        const to = from + length * 24 * HOUR;
        const days = daysBetween(from, to, timeZone, 1_000);
        expect(days[0]?.from).toBeLessThanOrEqual(from);
        expect(days.at(-1)?.until).toBeGreaterThan(to);
        expect(days.at(-1)?.from).toBeLessThanOrEqual(to);
        for (const [index, day] of days.entries()) {
          if (index > 0) expect(day.from).toBe(days[index - 1]?.until);
          if (index % 50 !== 0) continue;
          expect(dayAt(day.from, timeZone)).toEqual(day);
          expect(dayAt(day.until - 1, timeZone)).toEqual(day);
          expect(dayOf(day.date, timeZone)).toEqual(day);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("has no day that a place left out by moving over the date line", () => {
    const dates = daysBetween(Date.UTC(2011, 11, 29), Date.UTC(2011, 11, 31), "Pacific/Apia", 9).map(
      ({ date }) => date,
    );
    expect(dates).toEqual(["2011-12-28", "2011-12-29", "2011-12-31"]);
  });

  it("keeps to the last ones where there are too many", () => {
    expect(daysBetween(0, Date.UTC(2026, 0, 3), "UTC", 2).map(({ date }) => date)).toEqual([
      "2026-01-02",
      "2026-01-03",
    ]);
  });
});
