import fc from "fast-check";

/**
 * The random cases of every property are the same in every run, so that what fails on one machine fails on the next.
 * Whoever tries more of them by hand (lawRuns.ts) gets others each time, or those of the seed that a failure printed:
 * `LAW_SEED=-1480357823 npx vitest run --project node test/conformance/laws`.
 */
const { LAW_RUNS, LAW_SEED } = process.env;
if (LAW_SEED !== undefined || LAW_RUNS === undefined) fc.configureGlobal({ seed: Number(LAW_SEED ?? 20_261_126) });
