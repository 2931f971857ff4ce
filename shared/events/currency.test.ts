import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { CurrencySchema, fromMinor, minorDigits, RatesSchema, rateAt, toMinor } from "./currency.ts";

describe("CurrencySchema", () => {
  it("takes three capital letters, a currency it has never heard of too", () => {
    expect(v.is(CurrencySchema, "EUR")).toBe(true);
    expect(v.is(CurrencySchema, "XYZ")).toBe(true);
  });

  it.each(["eur", "EURO", "E1R", "", " EUR", null, 978])("refuses %j", (currency) => {
    expect(v.is(CurrencySchema, currency)).toBe(false);
  });
});

describe("minorDigits", () => {
  it("is two but for the exceptions of ISO 4217", () => {
    expect(["EUR", "JPY", "KWD", "CLF", "XYZ", "constructor"].map(minorDigits)).toEqual([2, 0, 3, 4, 2, 2]);
  });
});

describe("toMinor", () => {
  it.each([
    ["25.10", "EUR", 2510],
    [25.1, "EUR", 2510],
    [1.005, "EUR", 101],
    ["0.005", "EUR", 1],
    ["0.0049999999999", "EUR", 0],
    [".5", "EUR", 50],
    ["5.", "EUR", 500],
    [" 7 ", "EUR", 700],
    [1e-7, "EUR", 0],
    ["2.5e1", "EUR", 2500],
    [1234.5, "JPY", 1235],
    ["1.2345", "KWD", 1235],
    [0, "EUR", 0],
    [-0, "EUR", 0],
  ] as const)("reads %s %s as %d", (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor);
  });

  it.each(["12abc", "", ".", "-1", "1,50", "0x10", "NaN", "Infinity", "1e999", "1e99999", "e5", "1 2", "٣"])(
    "refuses %j",
    (amount) => {
      expect(toMinor(amount, "EUR")).toBeNull();
    },
  );

  it.each([-0.01, Number.NaN, Number.POSITIVE_INFINITY, 1e21, Number.MAX_SAFE_INTEGER])(
    "refuses the number %d",
    (amount) => {
      expect(toMinor(amount, "EUR")).toBeNull();
    },
  );

  it("takes back what fromMinor gives, in every currency", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e14 }), fc.constantFrom("EUR", "JPY", "KWD", "CLF"), (minor, currency) => {
        expect(toMinor(fromMinor(minor, currency), currency)).toBe(minor);
        expect(toMinor(String(fromMinor(minor, currency)), currency)).toBe(minor);
      }),
    );
  });

  it("rounds half away from zero, digit by digit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 999 }), (cents, rest) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}${String(rest).padStart(3, "0")}`;
        expect(toMinor(text, "EUR")).toBe(cents + (rest >= 500 ? 1 : 0));
      }),
    );
  });
});

describe("RatesSchema", () => {
  it.each([{ USD: 0.92 }, { USD: [{ from: "2026-01-01", rate: 0.92 }] }, {}])("takes %j", (rates) => {
    expect(v.is(RatesSchema, rates)).toBe(true);
  });

  it.each([
    { USD: 0 },
    { USD: -1 },
    { USD: "0.92" },
    { usd: 1 },
    { USD: [{ from: "soon", rate: 1 }] },
    { USD: [{ from: "2026-01-01", rate: 1, to: "2027-01-01" }] },
    {
      USD: [
        { from: "2026-01-01", rate: 1 },
        { from: "2026-01-01T00:00Z", rate: 2 },
      ],
    },
    null,
  ])("refuses %j", (rates) => {
    expect(v.is(RatesSchema, rates)).toBe(false);
  });
});

describe("rateAt", () => {
  const rates = {
    USD: 0.92,
    SEK: [
      { from: "2026-02-01", rate: 0.09 },
      { from: "2026-01-01", rate: 0.08 },
    ],
  };

  it("is the rate of the latest date at or before the instant, in whatever order they stand", () => {
    const at = (text: string) => rateAt(rates, "SEK", Date.parse(text));
    expect(at("2025-12-31T23:59:59.999Z")).toBeNull();
    expect(at("2026-01-01T00:00:00Z")).toBe(0.08);
    expect(at("2026-01-31T23:59:59.999Z")).toBe(0.08);
    expect(at("2026-02-01T00:00:00Z")).toBe(0.09);
  });

  it("is always the same where one number is given, and null where none is", () => {
    expect(rateAt(rates, "USD", 0)).toBe(0.92);
    expect(rateAt(rates, "GBP", 0)).toBeNull();
    expect(rateAt(rates, "constructor", 0)).toBeNull();
  });
});
