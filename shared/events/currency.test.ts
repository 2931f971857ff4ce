import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { CurrencySchema, convertMinor, fromMinor, minorDigits, RatesSchema, rateAt, toMinor } from "./currency.ts";

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

  it("is that of a scan, with a rate for each of a thousand days", () => {
    const days = Array.from({ length: 1_000 }, (_, day) => ({
      from: new Date(day * 86_400_000).toISOString(),
      rate: day + 1,
    }));
    const daily = { USD: days.toReversed() };
    for (const [at, rate] of [
      [-1, null],
      [0, 1],
      [86_399_999, 1],
      [86_400_000, 2],
      [999 * 86_400_000, 1_000],
      [1e13, 1_000],
    ] as const)
      expect(rateAt(daily, "USD", at)).toBe(rate);
  });

  it("is always the same where one number is given, and null where none is", () => {
    expect(rateAt(rates, "USD", 0)).toBe(0.92);
    expect(rateAt(rates, "GBP", 0)).toBeNull();
    expect(rateAt(rates, "constructor", 0)).toBeNull();
  });
});

describe("convertMinor", () => {
  const euro = { currency: "EUR", rate: 1 };

  it.each([
    [100, "USD", 1.005, 101],
    [100, "USD", 0.005, 1],
    [101, "USD", 0.005, 1],
    [99, "USD", 0.005, 0],
    [3333, "USD", 0.92, 3066],
    [10_050, "JPY", 0.0061, 6131],
    [1_234, "KWD", 3.05, 376],
    [1, "USD", 1e12, 1e12],
    [1, "USD", 1e-300, 0],
    [0, "USD", 0.92, 0],
  ])("makes %d minor units of %s at %d exactly %d cents", (minor, currency, rate, cents) => {
    expect(convertMinor(minor, { currency, rate }, euro)).toBe(cents);
  });

  it("goes from one foreign currency to another by way of both rates", () => {
    expect(convertMinor(920, euro, { currency: "USD", rate: 0.92 })).toBe(1_000);
    expect(convertMinor(1_000, { currency: "USD", rate: 0.92 }, { currency: "JPY", rate: 0.0061 })).toBe(1_508);
  });

  it("rounds the exact product half away from zero, whatever the rate", () => {
    const money = fc.tuple(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 1e6 }));
    fc.assert(
      fc.property(money, ([minor, millionths]) => {
        const exact = BigInt(minor) * BigInt(millionths);
        const half = exact % 1_000_000n >= 500_000n ? 1n : 0n;
        const rate = Number(`${millionths}e-6`);
        expect(BigInt(convertMinor(minor, { currency: "USD", rate }, euro))).toBe(exact / 1_000_000n + half);
      }),
    );
  });
});
