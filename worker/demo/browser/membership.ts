import { MONTHLY, type Plan, planOf } from "../plans.ts";

/** What the Post Circle’s events say of a membership: the price is what is paid at a time. */
export const subscriptionProperties = ({ key, priceMinor }: Plan): object => ({
  subscription_id: "post-circle",
  plan: key,
  price: priceMinor / 100,
  currency: "GBP",
});

/** The plan that somebody chose; the first where a form says none. */
export const chosenPlan = (field: unknown): Plan => planOf(field) ?? MONTHLY;
