import { useSignal } from "@preact/signals";
import { TARGETS, type Target } from "#shared/figures/targets";
import { useSpeech } from "../../components/speech.ts";
import type { TargetsState } from "../../state/createTargetsState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { useSite } from "./site.ts";

const ORDER = ["newCustomersPerWeek", "revenuePerDay", "boughtAgainShare", "atRiskShare"] as const;
const HUNDRED = 100;

/** A field for each target, in force as soon as it is left. */
export function TargetFields({ state }: { readonly state: TargetsState }) {
  const { alerts } = pageWordsOf(useSpeech().language).dashboard;
  return (
    <>
      <p class="quiet">{alerts.targetsAbout}</p>
      <div class="choices">
        {ORDER.map((target) => (
          <TargetField key={target} target={target} state={state} />
        ))}
      </div>
    </>
  );
}

function TargetField({ target, state }: { readonly target: Target; readonly state: TargetsState }) {
  const { alerts } = pageWordsOf(useSpeech().language).dashboard;
  const { currency } = useSite();
  const isShare = target.endsWith("Share");
  const unit = isShare ? "%" : target === "revenuePerDay" ? (currency ?? "") : "";
  const wanted = state.targets.value[target];
  const scale = isShare ? HUNDRED : 1;
  // Figures come anew while one types: what is typed stands until it is in force.
  const typed = useSignal<string | null>(null);
  // A share is kept as a number from 0 to 1: 0.07 is 7 %, not 7.000000000000001 %.
  const kept = wanted === undefined ? "" : String(Number((wanted * scale).toPrecision(12)));
  return (
    <label class="choice">
      <span>
        {alerts.of[target]}, {alerts[TARGETS[target]]} {unit}
      </span>
      <input
        type="number"
        min="0"
        max={isShare ? HUNDRED : undefined}
        step="any"
        value={typed.value ?? kept}
        onInput={({ currentTarget: input }) => {
          typed.value = input.value;
        }}
        onChange={({ currentTarget: input }) => {
          if (!input.reportValidity()) return;
          state.set(target, input.value === "" ? null : input.valueAsNumber / scale);
          typed.value = null;
        }}
      />
    </label>
  );
}
