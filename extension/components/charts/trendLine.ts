/** A line's geometry, in pixels of its room. */
export interface TrendLine {
  readonly line: string;
  readonly area: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
}

/**
 * A line over days that lie equally far apart; its scale holds zero, so that a small change looks small.
 *
 * @param values one a day, finite
 */
export function trendLineOf(
  values: readonly number[],
  { width, height }: { readonly width: number; readonly height: number },
): TrendLine {
  const ticks = ticksOf(Math.min(0, ...values), Math.max(0, ...values));
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const yOf = (value: number) => round(height - ((value - low) / (high - low)) * height);
  const xOf = (index: number) => round(values.length === 1 ? width / 2 : (index / (values.length - 1)) * width);
  const points = values.map((value, index) => ({ x: xOf(index), y: yOf(value) }));
  const line = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
  const [first, last] = [points[0], points.at(-1)];
  return {
    line,
    area: first === undefined || last === undefined ? "" : `${line}L${last.x} ${yOf(0)}L${first.x} ${yOf(0)}Z`,
    points,
    ticks: ticks.map((value) => ({ value, y: yOf(value) })),
  };
}

/** What differs by less is not told apart by any figure shown. */
const SMALLEST = 1e-9;

/**
 * Round figures around a range: steps of 1, 2 or 5 times a power of ten, at most six of them.
 *
 * @example ticksOf(0, 47); // => [0, 10, 20, 30, 40, 50]
 */
export function ticksOf(low: number, high: number): number[] {
  if (high - low < SMALLEST) return [low, low + 1];
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((times) => times * power >= rough * 0.999_999) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
