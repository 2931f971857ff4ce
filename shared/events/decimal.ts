/** A decimal number, exactly: `units` with the point `scale` digits from their end. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/**
 * A number as the decimal that it is written as, so that no binary fraction creeps in.
 *
 * @param value finite
 * @throws RangeError “decimalOf requires a finite number”
 * @example decimalOf(-0.25); // => { units: -25n, scale: 2 }
 */
export function decimalOf(value: number): Decimal {
  const [text, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)\.?(\d*)(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  if (text === undefined) throw new RangeError("decimalOf requires a finite number");
  const scale = fraction.length - Number(exponent);
  const units = BigInt(`${sign}${whole}${fraction}`);
  return scale >= 0 ? { units, scale } : { units: units * tenTo(-scale), scale: 0 };
}

/** @example tenTo(3); // => 1000n */
export function tenTo(power: number): bigint {
  return 10n ** BigInt(power);
}

/**
 * The sum of products, added up in decimals and rounded once, to the nearest number.
 *
 * @param terms pairs of finite numbers, multiplied with each other
 * @example sumOfProducts([[0.1, 1], [0.2, 1]]); // => 0.3
 * @example sumOfProducts([[1.115, 3]]); // => 3.345
 */
export function sumOfProducts(terms: readonly (readonly [number, number])[]): number {
  let sum: Decimal = { units: 0n, scale: 0 };
  for (const [one, other] of terms) {
    const [a, b] = [decimalOf(one), decimalOf(other)];
    sum = plus(sum, { units: a.units * b.units, scale: a.scale + b.scale });
  }
  return Number(`${sum.units}e-${sum.scale}`);
}

function plus(one: Decimal, other: Decimal): Decimal {
  const scale = Math.max(one.scale, other.scale);
  return { units: one.units * tenTo(scale - one.scale) + other.units * tenTo(scale - other.scale), scale };
}
