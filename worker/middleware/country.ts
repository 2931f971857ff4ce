/** What the platform says where it does not know. */
const UNKNOWN = "XX";

/** The country that a request comes from, by ISO 3166-1 alpha-2, `T1` for Tor; null: the platform does not say. */
export function countryOf({ cf }: Request): string | null {
  const country = cf?.country;
  return typeof country === "string" && country !== UNKNOWN ? country : null;
}
