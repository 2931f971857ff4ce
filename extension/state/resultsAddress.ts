/** A slot's results, in one of its experiments. */
interface AskedResults {
  readonly slot: string;
  readonly experiment: string;
}

/**
 * The dashboard, where it tells the results of an experiment.
 *
 * @example resultsAddress({ slot: "hero", experiment: "spring" }); // => "dashboard.html?slot=hero&experiment=spring#results"
 */
export function resultsAddress({ slot, experiment }: AskedResults): string {
  return `dashboard.html?${new URLSearchParams({ slot, experiment })}#results`;
}

/**
 * Whose results an address asks for; null: nobody's.
 *
 * @param search `location.search`
 * @example resultsIn("?slot=hero&experiment=spring"); // => { slot: "hero", experiment: "spring" }
 * @example resultsIn("?visitor=1"); // => null
 */
export function resultsIn(search: string): AskedResults | null {
  const asked = new URLSearchParams(search);
  const [slot, experiment] = [asked.get("slot"), asked.get("experiment")];
  return slot === null || experiment === null ? null : { slot, experiment };
}
