import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOn, lastEvening, nextEvening } from "./firstThursday.ts";

const at = (text: string): number => Date.parse(text);

describe("nextEvening", () => {
  // Dates by the calendar; London is an hour ahead of UTC from the last Sunday of March to the last of October.
  it.each([
    ["2026-11-26T12:00:00Z", "2026-12-03T19:00:00Z"],
    ["2026-12-03T18:59:59.999Z", "2026-12-03T19:00:00Z"],
    ["2026-12-03T19:00:00Z", "2027-01-07T19:00:00Z"],
    ["2026-12-31T23:30:00Z", "2027-01-07T19:00:00Z"],
    ["2026-06-30T23:59:00Z", "2026-07-02T18:00:00Z"],
    ["2026-10-01T17:59:00Z", "2026-10-01T18:00:00Z"],
    ["2026-10-01T18:00:00Z", "2026-11-05T19:00:00Z"],
    ["2026-03-05T19:00:00Z", "2026-04-02T18:00:00Z"],
    ["2028-02-01T00:00:00Z", "2028-02-03T19:00:00Z"],
  ])("after %s is at %s", (now, next) => {
    expect(new Date(nextEvening(at(now)).at).toISOString()).toBe(new Date(next).toISOString());
  });

  it("is a first Thursday at seven in London, whenever it is asked", () => {
    const london = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/London",
      ...{ weekday: "long", day: "numeric", hour: "2-digit", minute: "2-digit" },
    });
    fc.assert(
      fc.property(fc.integer({ min: at("2020-01-01"), max: at("2040-01-01") }), (now) => {
        const { id, at: begins } = nextEvening(now);
        const parts = Object.fromEntries(london.formatToParts(begins).map(({ type, value }) => [type, value]));
        expect(parts).toMatchObject({ weekday: "Thursday", hour: "19", minute: "00" });
        expect(Number(parts["day"])).toBeLessThanOrEqual(7);
        expect(id).toBe(`first-thursday-${new Date(begins).toISOString().slice(0, 7)}`);
        expect(begins).toBeGreaterThan(now);
        expect(lastEvening(begins - 1)).toEqual(lastEvening(now));
        expect(lastEvening(begins)).toEqual({ id, at: begins });
      }),
    );
  });
});

describe("lastEvening", () => {
  it.each([
    ["2026-12-03T18:59:59.999Z", "first-thursday-2026-11"],
    ["2026-12-03T19:00:00Z", "first-thursday-2026-12"],
    ["2027-01-01T00:00:00Z", "first-thursday-2026-12"],
    ["2026-10-01T18:00:00Z", "first-thursday-2026-10"],
  ])("is at %s that of %s", (now, id) => {
    expect(lastEvening(at(now)).id).toBe(id);
  });
});

describe("isOn", () => {
  it.each([
    ["2026-12-03T18:59:59.999Z", false],
    ["2026-12-03T19:00:00Z", true],
    ["2026-12-03T20:14:59.999Z", true],
    ["2026-12-03T20:15:00Z", false],
  ])("says at %s %s of December’s", (now, expected) => {
    expect(isOn({ id: "first-thursday-2026-12", at: at("2026-12-03T19:00:00Z") }, at(now))).toBe(expected);
  });
});
