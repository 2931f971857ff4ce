import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import type { DashboardState } from "../../state/createDashboardState.ts";
import { resultsIn } from "../../state/resultsAddress.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Choice } from "./Choice.tsx";
import { ExperimentOutcome } from "./ExperimentOutcome.tsx";
import { Outcome } from "./Outcome.tsx";
import { Part } from "./Part.tsx";
import { useSite } from "./site.ts";

/** What a slot's snippets bring: all of them, by segment, or in one experiment. */
export function ResultsPart({ state }: { readonly state: DashboardState }) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { host } = useSite();
  const asked = resultsIn(location.search);
  const view = useSignal(asked === null ? "snippet" : viewOf(asked.experiment));
  const slots = state.config.known.value.value?.config.slots ?? [];
  const slot = state.results.query.value["slot"] ?? "";
  const known = slot === "" ? { ...state.config.known.value, value: null } : state.results.known.value;
  const isThere = known.value !== null;
  // Whoever comes for the results sees them once they are there.
  useEffect(() => {
    if (isThere && location.hash === "#results") document.getElementById("results")?.scrollIntoView();
  }, [isThere]);
  if (state.config.known.value.value !== null && slots.length === 0)
    return (
      <section aria-labelledby="results-title" class="part results">
        <h2 id="results-title">{dashboard.results}</h2>
        <p>{dashboard.noSlots}</p>
      </section>
    );
  const experiments = known.value?.experiments ?? [];
  // An experiment of another slot, or one that is no more.
  const isKnown = view.value === "segment" || experiments.some(({ experiment }) => viewOf(experiment) === view.value);
  const shown = isKnown ? view.value : "snippet";
  const choices = slots.length > 0 && (
    <div class="choices">
      <Choice
        label={dashboard.slot}
        value={slot}
        options={slots.map(({ key }) => ({ key, name: key }))}
        onChoose={(key) => void state.results.ask({ slot: key })}
      />
      <Choice
        label={dashboard.resultsBy}
        value={shown}
        options={[
          { key: "snippet", name: dashboard.bySnippet },
          { key: "segment", name: dashboard.bySegment },
          ...experiments.map(({ experiment }) => ({
            key: viewOf(experiment),
            name: dashboard.ofExperiment(experiment),
          })),
        ]}
        onChoose={(key) => {
          view.value = key;
        }}
      />
    </div>
  );
  return (
    <Part<Value<"results">> id="results" title={dashboard.results} known={known} host={host} choices={choices}>
      {(results) => {
        const experiment = results.experiments.find((one) => viewOf(one.experiment) === shown);
        if (experiment !== undefined) return <ExperimentOutcome found={experiment} results={results} />;
        return <Outcome results={results} by={shown === "segment" ? "segment" : "snippet"} />;
      }}
    </Part>
  );
}

/** An experiment may be called `segment`. */
function viewOf(experiment: string): string {
  return `experiment ${experiment}`;
}
