/** One arm of a test: what share of the visitors it was to get, and how many it got. */
export interface Arm {
  readonly share: number;
  readonly visitors: number;
}

/** How likely it is that chance alone dealt visitors out so unevenly, at this look or any before it. */
export interface SampleRatio {
  readonly pValue: number;
  /** Something deals wrongly, loses visitors or counts them twice: the test's results are not to be believed. */
  readonly alarm: boolean;
}

/** How often a test that deals rightly may ever ring the alarm. */
export const FALSE_ALARMS = 0.01;

/** How near the shares that went wrong are thought to be to the right ones: so many visitors' worth. */
const CONCENTRATION = 1_000;

/**
 * Whether visitors were dealt out in the shares they were to be: the anytime-valid test of sample ratios. It weighs the visitors dealt out as
 * they were, averaged over all shares near those that were meant, against the shares that were meant; so that it may be looked at after every visitor.
 *
 * @param arms their shares sum to 1
 * @returns p from 0 to 1: below any level ever, in at most that share of all tests that deal rightly
 * @see Lindon & Malek (2022), “Anytime-valid inference for multinomial count data”, NeurIPS 35, arXiv 2011.03567
 * @example sampleRatioOf([{ share: 0.5, visitors: 0 }, { share: 0.5, visitors: 0 }]); // => { pValue: 1, alarm: false }
 */
export function sampleRatioOf(arms: readonly Arm[]): SampleRatio {
  const dealt = arms.filter(({ share, visitors }) => share > 0 || visitors > 0);
  // Who is in an arm that was to get nobody proves it at once.
  if (dealt.some(({ share }) => share <= 0)) return { pValue: 0, alarm: true };
  const visitors = dealt.reduce((sum, arm) => sum + arm.visitors, 0);
  const evidence = dealt.reduce(
    (sum, arm) => sum + logRising(CONCENTRATION * arm.share, arm.visitors) - arm.visitors * Math.log(arm.share),
    -logRising(CONCENTRATION, visitors),
  );
  // Rounding must not make a chance of more than 1, nor of what is even an odd one.
  const pValue = Math.min(1, Math.exp(-evidence));
  return { pValue, alarm: pValue <= FALSE_ALARMS };
}

/** The logarithm of `x (x + 1) .. (x + steps - 1)`. */
function logRising(x: number, steps: number): number {
  return steps === 0 ? 0 : logGamma(x + steps) - logGamma(x);
}

/**
 * The logarithm of the gamma function for numbers above 0, by Stirling's series.
 *
 * @see Abramowitz & Stegun (1964), formula 6.1.41
 */
function logGamma(x: number): number {
  let [shifted, product] = [x, 1];
  for (; shifted < 10; shifted += 1) product *= shifted;
  const square = 1 / (shifted * shifted);
  const series =
    (1 / 12 - square * (1 / 360 - square * (1 / 1_260 - square * (1 / 1_680 - square * (1 / 1_188))))) / shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
