/** What an event earned, and when. */
export interface Earning {
  readonly at: number;
  readonly points: number;
}

/** What the first of somebody's moments earned. */
export interface Earned {
  /** How engagement is counted: by which points, and how fast they fade. */
  readonly rule: object;
  /** How many moments these are. */
  readonly count: number;
  /** The page views in the visit of the last of them, up to it. */
  readonly pages: number;
  readonly earnings: readonly Earning[];
  /** What whole blocks of earnings, from the first on, came to when the last of each was earned. */
  readonly blocks: readonly Earning[];
}

/** Keeps at an activity what its moments earned, or a beginning of them, so that the next event need not reckon a whole life again. */
export class EarnedKeeper {
  #latest: Earned | null;

  /** @param of what a beginning of the same moments earned; null: nothing was asked */
  constructor(of: EarnedKeeper | null = null) {
    this.#latest = of === null ? null : of.#latest;
  }

  /** What is known by a rule: of all moments of the activity, or of the first of them. */
  by(rule: object): Earned | null {
    return this.#latest?.rule === rule ? this.#latest : null;
  }

  keep(earned: Earned): void {
    this.#latest = earned;
  }
}
