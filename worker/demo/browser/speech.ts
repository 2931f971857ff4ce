import { priceText } from "../price.ts";
import { en } from "../words/spoken/en.ts";
import { fi } from "../words/spoken/fi.ts";

/** How the page writes sums and dates. */
export const locale = document.documentElement.lang;

const isFinnish = locale.startsWith("fi");

/** What the script says, in the page’s language. */
export const spoken = isFinnish ? fi : en;

/** Where the shop in the page’s language begins. */
export const root = isFinnish ? "/demo/fi/" : "/demo/";

/** An amount in pounds as the page’s language writes it. */
export const sum = (minor: number): string => priceText(minor, locale);
