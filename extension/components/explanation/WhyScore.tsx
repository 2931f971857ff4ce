import type { ReadonlySignal } from "@preact/signals";
import type { Dimension, Family } from "#shared/scoring/families";
import type { ExplanationAnswer } from "#shared/wire/explain";
import type { SiteFacts } from "../../messages.ts";
import { amountInWords } from "../amountInWords.ts";
import { useSpeech } from "../speech.ts";
import { Answered } from "./Answered.tsx";
import { ladderOf } from "./ladder.ts";
import { liftInWords, rangeInWords, tierInWords, topInWords } from "./scoreWords.ts";

const DAY_MS = 86_400_000;

type Measure = ExplanationAnswer["scores"][number];

interface Props {
  readonly family: Family;
  readonly dimension: Dimension;
  readonly facts: SiteFacts | null;
  readonly now: ReadonlySignal<number>;
}

/** Why a score is what it is: the values that have each score, where this one falls, and what lifts it next. */
export function WhyScore({ family, dimension, facts, now }: Props) {
  const { noExplanation } = useSpeech().words.explanation;
  return (
    <Answered>
      {({ scores, at }) => {
        const measure = scores.find((one) => one.family === family && one.dimension === dimension);
        if (measure === undefined) return <p class="quiet">{noExplanation}</p>;
        return <Reasons measure={measure} at={at} facts={facts} now={now} />;
      }}
    </Answered>
  );
}

function Reasons({
  measure,
  at,
  facts,
  now,
}: { readonly measure: Measure; readonly at: string } & Pick<Props, "facts" | "now">) {
  const spoken = useSpeech();
  const { cuts, dimension, family, value, score, lift } = measure;
  const inWords = (amount: number) => amountInWords(amount, dimension, family, facts, spoken);
  // Recency grows all the time, in the table above too.
  const grown = dimension === "recency" ? Math.max(0, now.value - Date.parse(at)) / DAY_MS : 0;
  const tier = tierInWords(measure, inWords, spoken);
  const top = topInWords(measure, spoken);
  return (
    <div class="why">
      <ol class="ladder">
        {ladderOf(cuts.scores, dimension).map((rung) => (
          <li key={rung.step} class="rung" aria-current={rung.step === score ? "true" : undefined}>
            <b>{rung.step}</b>
            <span>{rangeInWords(rung, inWords, spoken)}</span>
            {rung.step === score && value !== null && <strong>{inWords(value + grown)}</strong>}
          </li>
        ))}
      </ol>
      <p class="lift" title={lift?.within && spoken.instant(lift.within)}>
        {liftInWords(measure, now.value, facts?.currency ?? null, spoken)}
      </p>
      {top !== null && <p class={measure.top === null ? "quiet" : undefined}>{top}</p>}
      {tier !== null && <p class="quiet">{tier}</p>}
    </div>
  );
}
