/**
 * How many random cases a law is tried on. More by hand: `LAW_RUNS=3000 npx vitest run --project node test/conformance/laws`,
 * and through the front door `LAW_RUNS=5000 npx vitest run --project workerd test/integration/countLawFaults.test.ts`.
 *
 * @param share of them, for properties whose cases take long
 */
export function lawRuns(share = 1): number {
  return Math.ceil(Number(process.env["LAW_RUNS"] ?? 300) * share);
}
