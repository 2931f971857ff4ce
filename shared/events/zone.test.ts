import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInstant } from "./clock.ts";
import { instantIn, offsetAt } from "./zone.ts";

const utc = (text: string, timeZone: string) => {
  const at = instantIn(text, timeZone);
  return at === null ? null : new Date(at).toISOString();
};

describe("instantIn", () => {
  // By the zones' own law, as the tz database has it.
  it.each([
    ["2026-01-01", "Asia/Tokyo", "2025-12-31T15:00:00.000Z"],
    ["2026-07-01 09:00", "America/New_York", "2026-07-01T13:00:00.000Z"],
    ["2026-03-29T01:59:59.999", "Europe/Copenhagen", "2026-03-29T00:59:59.999Z"],
    ["2026-03-29T02:00", "Europe/Copenhagen", "2026-03-29T01:00:00.000Z"],
    ["2026-03-29T02:59", "Europe/Copenhagen", "2026-03-29T01:00:00.000Z"],
    ["2026-03-29T03:00", "Europe/Copenhagen", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25T01:59", "Europe/Copenhagen", "2026-10-24T23:59:00.000Z"],
    ["2026-10-25T02:00", "Europe/Copenhagen", "2026-10-25T00:00:00.000Z"],
    ["2026-10-25T02:59:59.999", "Europe/Copenhagen", "2026-10-25T00:59:59.999Z"],
    ["2026-10-25T03:00", "Europe/Copenhagen", "2026-10-25T02:00:00.000Z"],
    ["2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:30:00.000Z"],
    ["2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00.000Z"],
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
    ["2011-12-30T12:00", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
  ])("%s in %s is %s", (text, timeZone, expected) => {
    expect(utc(text, timeZone)).toBe(expected);
  });

  it("goes by the offset where the text has one", () => {
    expect(utc("2026-03-29T02:30:00Z", "Europe/Copenhagen")).toBe("2026-03-29T02:30:00.000Z");
    expect(utc("2026-10-25T02:30+01:00", "Europe/Copenhagen")).toBe("2026-10-25T01:30:00.000Z");
    expect(instantIn("2026-02-30T02:30", "Europe/Copenhagen")).toBeNull();
  });

  it("is the first instant whose clock shows the time or one behind it, and never goes back as the time goes on", () => {
    const zone = fc.constantFrom(
      "Europe/Copenhagen",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "UTC",
    );
    const days = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01", "2026-06-01"];
    fc.assert(
      fc.property(zone, fc.constantFrom(...days), fc.integer({ min: 0, max: 299 }), (timeZone, day, minute) => {
        const textOf = (of: number) =>
          `${day}T${String(Math.floor(of / 60)).padStart(2, "0")}:${String(of % 60).padStart(2, "0")}`;
        const shown = parseInstant(textOf(minute)) ?? Number.NaN;
        const at = instantIn(textOf(minute), timeZone) ?? Number.NaN;
        const clockAt = (instant: number) => instant + offsetAt(instant, timeZone);
        expect(clockAt(at)).toBeGreaterThanOrEqual(shown);
        expect(clockAt(at - 1)).toBeLessThan(shown);
        if (minute > 0) expect(instantIn(textOf(minute - 1), timeZone)).toBeLessThanOrEqual(at);
      }),
    );
  });
});
