/** Chance from a seed, the same on every machine. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** Of the standard normal law, by Box and Muller’s way. */
  normal(): number;
}

/** @see Marsaglia (2003), “Xorshift RNGs”, the variant with 128 bits of state */
export function chanceOf(seed: number): Chance {
  let [x, y, z, w] = [seed | 0, 362_436_069, 521_288_629, 88_675_123];
  const next = (): number => {
    const mixed = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = w ^ (w >>> 19) ^ mixed ^ (mixed >>> 8);
    return (w >>> 0) / 2 ** 32;
  };
  for (let turns = 0; turns < 20; turns++) next();
  return { next, normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()) };
}
