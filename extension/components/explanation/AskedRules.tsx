import type { ExplanationAnswer } from "#shared/wire/explain";
import type { SiteFacts } from "../../messages.ts";
import { Icon } from "../Icon.tsx";
import { useSpeech } from "../speech.ts";
import { type Comparison, expectedInWords, factInWords, valueInWords } from "./factWords.ts";

type AskedRule = ExplanationAnswer["segment"]["rules"][number];

interface Props {
  readonly rules: readonly AskedRule[];
  readonly facts: SiteFacts | null;
  readonly nameOf: (key: string) => string;
}

/** Rules in the order in which they were tried, each with what its conditions asked for and met. */
export function AskedRules({ rules, facts, nameOf }: Props) {
  return (
    <ol class="rules">
      {rules.map((rule) => (
        <Rule key={rule.key} rule={rule} facts={facts} name={nameOf(rule.key)} />
      ))}
    </ol>
  );
}

function Rule({
  rule,
  facts,
  name,
}: {
  readonly rule: AskedRule;
  readonly facts: SiteFacts | null;
  readonly name: string;
}) {
  const { combined, everyone } = useSpeech().words.explanation;
  const { comparisons, result } = rule;
  return (
    <li>
      <p class={result ? "verdict held" : "verdict"}>
        <Verdict holds={result} /> {name}
      </p>
      {comparisons.length === 0 && <p class="quiet">{everyone}</p>}
      <ul>
        {comparisons.map((comparison, index) => (
          <Condition key={index} comparison={comparison} facts={facts} />
        ))}
      </ul>
      {comparisons.length > 0 && comparisons.every((one) => one.result) !== result && <p class="quiet">{combined}</p>}
    </li>
  );
}

/** One condition of a rule: what it asked for and met. */
export function Condition({
  comparison,
  facts,
}: {
  readonly comparison: Comparison;
  readonly facts: SiteFacts | null;
}) {
  const spoken = useSpeech();
  const { fact, actual, result } = comparison;
  const telling = { spoken, facts };
  return (
    <li class="condition">
      <Verdict holds={result} />{" "}
      <div>
        <span>
          {factInWords(fact, telling)} <b>{valueInWords(fact, actual, telling)}</b>
        </span>{" "}
        <small>{spoken.words.explanation.needs(expectedInWords(comparison, telling))}</small>
      </div>
    </li>
  );
}

/** A tick or a cross, in words too. */
export function Verdict({ holds }: { readonly holds: boolean }) {
  const { explanation } = useSpeech().words;
  return (
    <>
      <Icon name={holds ? "holds" : "fails"} />
      <span class="hidden">{holds ? explanation.holds : explanation.fails}</span>
    </>
  );
}
