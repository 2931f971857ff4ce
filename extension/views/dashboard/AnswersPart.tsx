import { FAMILIES, OBJECTIVE, OUTCOMES } from "#shared/figures/answers";
import { Bars } from "../../components/charts/Bars.tsx";
import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import type { DashboardState } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { countsOf, reasonsIn } from "./answered.ts";
import { Part } from "./Part.tsx";
import { useSite } from "./site.ts";

interface Props {
  readonly state: DashboardState;
}

/** What became of requests, what is left of the error budget, and why messages were refused or left out. */
export function AnswersPart({ state }: Props) {
  const { language } = useSpeech();
  const { answers: said } = pageWordsOf(language);
  const { host } = useSite();
  const refusals = state.refusals.known.value.value;
  return (
    <Part<Value<"answers">> id="answers" title={said.title} known={state.answers.known.value} host={host}>
      {(answers) => (
        <>
          <p class="quiet">{said.about}</p>
          <BudgetNote {...answers} />
          <Outcomes {...answers} />
          {refusals !== null && <Refusals {...refusals} />}
        </>
      )}
    </Part>
  );
}

function BudgetNote({ budget: { asked, missed, left } }: Pick<Value<"answers">, "budget">) {
  const spoken = useSpeech();
  const { answers: said } = pageWordsOf(spoken.language);
  if (left === null) return <p>{said.noDecisions}</p>;
  const count = said.budget(spoken.exact(missed), spoken.exact(asked), spoken.exact(OBJECTIVE.oneIn));
  return (
    <p class={left < 0 ? "warning" : undefined}>
      {count} {left < 0 ? said.usedUp : said.left(spoken.share(left))}
    </p>
  );
}

/** How often what was asked for came to what; drawn is what was not answered, as all else is far more. */
function Outcomes({ days }: Pick<Value<"answers">, "days">) {
  const spoken = useSpeech();
  const { answers: said } = pageWordsOf(spoken.language);
  const counts = countsOf(days);
  const families = FAMILIES.filter((family) => OUTCOMES.some((outcome) => counts(family, outcome) > 0));
  if (families.length === 0) return <p>{said.none}</p>;
  const unanswered = OUTCOMES.filter((outcome) => outcome !== "answered").flatMap((outcome) => {
    const value = FAMILIES.reduce((sum, family) => sum + counts(family, outcome), 0);
    return value === 0 ? [] : [{ name: said.outcomes[outcome], value, text: spoken.exact(value) }];
  });
  return (
    <>
      {unanswered.length === 0 && <p>{said.allAnswered}</p>}
      <ChartFrame
        name={said.title}
        currency={null}
        formats={["text", ...OUTCOMES.map(() => "count" as const)]}
        sheet={{
          columns: [said.family, ...OUTCOMES.map((outcome) => said.outcomes[outcome])],
          rows: families.map((family) => [
            said.families[family],
            ...OUTCOMES.map((outcome) => counts(family, outcome)),
          ]),
        }}
      >
        {unanswered.length > 0 ? <Bars label={said.unanswered} bars={unanswered} /> : undefined}
      </ChartFrame>
    </>
  );
}

function Refusals({ days }: Value<"refusals">) {
  const spoken = useSpeech();
  const { answers: said } = pageWordsOf(spoken.language);
  const wordsOf: Readonly<Record<string, string>> = said.reasons;
  const reasons = reasonsIn(days);
  return (
    <>
      <h3>{said.refusals}</h3>
      {reasons.length === 0 ? (
        <p>{said.noRefusals}</p>
      ) : (
        <ChartFrame
          name={said.refusals}
          currency={null}
          formats={["text", "text", "count"]}
          sheet={{
            columns: [said.what, said.reason, said.count],
            // What has no words here is the name of a field.
            rows: reasons.map(({ kind, reason, count }) => [said.kinds[kind], wordsOf[reason] ?? reason, count]),
          }}
        />
      )}
    </>
  );
}
