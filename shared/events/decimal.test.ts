import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalOf, sumOfProducts } from "./decimal.ts";

describe("decimalOf", () => {
  it.each([
    [0, 0n, 0],
    [-0, 0n, 0],
    [1.005, 1005n, 3],
    [1e21, 10n ** 21n, 0],
    [-1.5e-7, -15n, 8],
    [1.25e22, 125n * 10n ** 20n, 0],
  ])("reads %d", (value, units, scale) => {
    expect(decimalOf(value)).toEqual({ units, scale });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (value) => {
    expect(() => decimalOf(value)).toThrow(new RangeError("decimalOf requires a finite number"));
  });

  it("names the very number it was made of", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { units, scale } = decimalOf(value);
        expect(Number(`${units}e-${scale}`)).toBe(value + 0);
      }),
    );
  });
});

describe("sumOfProducts", () => {
  it("is exact where binary fractions are not", () => {
    expect(0.1 + 0.2).not.toBe(0.3);
    expect(
      sumOfProducts([
        [0.1, 1],
        [0.2, 1],
      ]),
    ).toBe(0.3);
    expect(1.115 * 3).not.toBe(3.345);
    expect(sumOfProducts([[1.115, 3]])).toBe(3.345);
    expect(
      sumOfProducts([
        [10.105, 1],
        [0.1, -1],
      ]),
    ).toBe(10.005);
    expect(sumOfProducts([])).toBe(0);
  });

  it("counts cents as whole numbers do", () => {
    const line = fc.tuple(fc.nat(1_000_000), fc.nat(1_000));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const cents = lines.reduce((sum, [price, quantity]) => sum + price * quantity, 0);
        expect(sumOfProducts(lines.map(([price, quantity]) => [price / 100, quantity] as const))).toBe(cents / 100);
      }),
    );
  });
});
