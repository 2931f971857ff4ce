import { describe, expect, it } from "vitest";
import { endOfDay, parseAsOf } from "./asOf.ts";

const iso = (at: number) => new Date(at).toISOString();

describe("parseAsOf", () => {
  it.each(["2011-12-09", "20111209", " 2011-12-09 "])("counts whole days of %j, that day included", (text) => {
    const { at, until, counted } = parseAsOf(text);
    expect([iso(at), iso(until)]).toEqual(["2011-12-09T00:00:00.000Z", "2011-12-09T23:59:59.999Z"]);
    expect(iso(counted(Date.UTC(2011, 11, 1, 23, 59)))).toBe("2011-12-01T00:00:00.000Z");
  });

  it("counts fractions up to an instant", () => {
    const { at, until, counted } = parseAsOf("2011-12-09T12:00:00+02:00");
    expect([iso(at), iso(until), iso(counted(at - 1))]).toEqual([
      "2011-12-09T10:00:00.000Z",
      "2011-12-09T10:00:00.000Z",
      "2011-12-09T09:59:59.999Z",
    ]);
  });

  it.each(["yesterday", "2011-13-01", "2011-02-30", ""])("refuses %j", (text) => {
    expect(() => parseAsOf(text)).toThrow(/is neither a date .* nor an instant/);
  });
});

describe("endOfDay", () => {
  it("is the day of an instant before 1970, too", () => {
    expect(iso(endOfDay(-1).at)).toBe("1969-12-31T00:00:00.000Z");
  });
});
