const POUNDS = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

/**
 * An amount as the shop writes it.
 *
 * @example priceText(1275); // => "£12.75"
 */
export const priceText = (minor: number): string => POUNDS.format(minor / 100);

const ROUND = new Intl.NumberFormat("en-GB", {
  style: "currency",
  currency: "GBP",
  trailingZeroDisplay: "stripIfInteger",
});

/** An amount in running text, without pence where there are none: “£40”. */
export const roundPriceText = (minor: number): string => ROUND.format(minor / 100);

/** What the shop charges for the post, unless the order is large or an offer pays it. */
export const DELIVERY_MINOR = 395;
export const FREE_DELIVERY_FROM_MINOR = 4000;
