const made = new Map<string, Intl.NumberFormat>();

/** Making a format costs a hundred times what using it does. */
function format(locale: string, trailingZeroDisplay: "auto" | "stripIfInteger"): Intl.NumberFormat {
  const key = `${locale} ${trailingZeroDisplay}`;
  const known =
    made.get(key) ?? new Intl.NumberFormat(locale, { style: "currency", currency: "GBP", trailingZeroDisplay });
  made.set(key, known);
  return known;
}

/**
 * An amount in pounds as a locale writes it.
 *
 * @example priceText(1275, "en-GB"); // => "£12.75"
 */
export const priceText = (minor: number, locale: string): string => format(locale, "auto").format(minor / 100);

/**
 * An amount in running text, without pence where there are none.
 *
 * @example roundPriceText(4000, "en-GB"); // => "£40"
 */
export const roundPriceText = (minor: number, locale: string): string =>
  format(locale, "stripIfInteger").format(minor / 100);

/** What the shop charges for the post, unless the order is large or an offer pays it. */
export const DELIVERY_MINOR = 395;
export const FREE_DELIVERY_FROM_MINOR = 4000;
