import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { toTenth } from "./Outcome.tsx";
import { SampleRatioNote } from "./SampleRatioNote.tsx";
import { useIntervals } from "./useIntervals.ts";
import { differenceOf } from "./verdict.ts";

type Experiment = Value<"results">["experiments"][number];

interface Props {
  readonly found: Experiment;
  readonly results: Value<"results">;
}

/** What each snippet of an experiment brings beside its first one, and beside nothing. */
export function ExperimentOutcome({ found, results }: Props) {
  const { experiment, arms, holdout, since, sampleRatio } = found;
  const { currency, confidence } = results;
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { points, returnsOf } = useIntervals(currency);
  const [first, ...others] = arms;
  if (first === undefined || since === null) return <p>{dashboard.noResults}</p>;
  const returns = returnsOf(arms);
  const isHeld = holdout.visitors > 0;
  const sentenceOf = ({ snippet, uplift }: Experiment["arms"][number]) => {
    const difference = differenceOf(uplift?.conversionRate ?? null);
    if (difference.kind === "tooFew") return dashboard.armTooFew(snippet, first.snippet);
    const { low, high } = difference;
    if (difference.kind === "undecided")
      return dashboard.armUndecided(snippet, first.snippet, spoken.signed(low, 1), spoken.signed(high, 1));
    const say = difference.kind === "helps" ? dashboard.armBetter : dashboard.armWorse;
    return say(snippet, first.snippet, spoken.exact(toTenth(low)), spoken.exact(toTenth(high)));
  };
  const held = isHeld
    ? [[dashboard.heldOut, holdout.visitors, holdout.conversions, holdout.conversionRate, holdout.revenuePerVisitor]]
    : [];
  const columns = [
    ...[dashboard.snippet, dashboard.shownTo, dashboard.conversions, dashboard.rate, dashboard.perVisitor],
    ...[
      dashboard.inPoints(dashboard.moreThan(first.snippet)),
      ...(isHeld ? [dashboard.inPoints(dashboard.uplift)] : []),
      ...returns.columns,
    ],
  ];
  const filled = (row: readonly (string | number | null)[]) => columns.map((_, index) => row[index] ?? null);
  return (
    <>
      <SampleRatioNote {...sampleRatio} />
      {others.map((arm) => (
        <p key={arm.snippet} class="verdict">
          {sentenceOf(arm)}
        </p>
      ))}
      <p class="quiet">{dashboard.since(spoken.instant(since), spoken.share(confidence))}</p>
      <ChartFrame
        name={`${dashboard.results} ${experiment}`}
        currency={currency}
        formats={[
          ...(["text", "count", "count", "share", "money", "text"] as const),
          ...(isHeld ? ["text" as const] : []),
          ...returns.formats,
        ]}
        sheet={{
          columns,
          rows: [
            ...arms.map((arm) => [
              ...[arm.snippet, arm.visitors, arm.conversions, arm.conversionRate, arm.revenuePerVisitor],
              points(arm.uplift?.conversionRate ?? null),
              ...(isHeld ? [points(arm.overHoldout?.conversionRate ?? null)] : []),
              ...returns.of(arm),
            ]),
            ...held.map(filled),
          ],
        }}
      />
    </>
  );
}
