/** A way to pay for the Post Circle. */
export interface Plan {
  readonly key: "post-circle-monthly" | "post-circle-yearly";
  readonly priceMinor: number;
}

export const MONTHLY: Plan = { key: "post-circle-monthly", priceMinor: 300 };

/** The first is chosen until another is. */
export const PLANS: readonly Plan[] = [MONTHLY, { key: "post-circle-yearly", priceMinor: 3000 }];

/** The plan of a key, if there is one. */
export const planOf = (key: unknown): Plan | undefined => PLANS.find((plan) => plan.key === key);
