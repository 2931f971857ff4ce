/** A stretch of time that a chart shows. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Nearer than this nothing more is to be seen. */
const NEAREST_MS = 60_000;

/**
 * The stretch at another scale, about one place in it, within the whole.
 *
 * @param by over 1: nearer; under 1: from farther away
 * @param about a share of the stretch that stays where it is
 * @example zoomed({ from: 0, to: 400_000 }, { from: 0, to: 400_000 }, 2, 0.5); // => { from: 100000, to: 300000 }
 */
export function zoomed(whole: Stretch, shown: Stretch, by: number, about = 0.5): Stretch {
  const length = Math.min(whole.to - whole.from, Math.max(NEAREST_MS, (shown.to - shown.from) / by));
  const fixed = shown.from + about * (shown.to - shown.from);
  return within(whole, fixed - about * length, length);
}

/**
 * The stretch as far to one side as it is long, times `by`.
 *
 * @example panned({ from: 0, to: 100 }, { from: 60, to: 80 }, -0.5); // => { from: 50, to: 70 }
 * @example panned({ from: 0, to: 100 }, { from: 60, to: 80 }, 5); // => { from: 80, to: 100 }
 */
export function panned(whole: Stretch, shown: Stretch, by: number): Stretch {
  const length = shown.to - shown.from;
  return within(whole, shown.from + by * length, length);
}

/**
 * What was drawn over, as shares of the stretch, in either direction; null where it is too little to be meant.
 *
 * @example marked({ from: 0, to: 1_000_000 }, 0.8, 0.3); // => { from: 300000, to: 800000 }
 * @example marked({ from: 0, to: 1_000_000 }, 0.5, 0.501); // => null
 */
export function marked(shown: Stretch, start: number, end: number): Stretch | null {
  const [low, high] = [Math.max(0, Math.min(start, end)), Math.min(1, Math.max(start, end))];
  if (high - low < 0.02) return null;
  const length = shown.to - shown.from;
  if ((high - low) * length < NEAREST_MS) return null;
  return { from: shown.from + low * length, to: shown.from + high * length };
}

function within(whole: Stretch, from: number, length: number): Stretch {
  const start = Math.max(whole.from, Math.min(from, whole.to - length));
  return { from: start, to: start + length };
}
