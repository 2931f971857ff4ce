import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { SampleRatioNote } from "./SampleRatioNote.tsx";
import { useSite } from "./site.ts";
import { useIntervals } from "./useIntervals.ts";
import { verdictOf, wholeOf } from "./verdict.ts";

type Row = Value<"results">["results"][number];

interface Props {
  readonly results: Value<"results">;
  /** A row for each snippet, or for each segment that visitors were in when they were first shown something. */
  readonly by: "snippet" | "segment";
}

/** What a slot brings: a sentence first, then the figures behind it. */
export function Outcome({ results, by }: Props) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { nameOf } = useSite();
  const { slot, currency, sampleRatio } = results;
  const { points, returnsOf } = useIntervals(currency);
  const rows = by === "segment" ? ofSegments(results.results) : ofSnippets(results.results);
  const whole = wholeOf(results.results);
  if (rows.every(({ visitors }) => visitors === 0)) return <p>{dashboard.noResults}</p>;
  const isCompared = results.comparedWith !== null;
  const returns = returnsOf(rows);
  const name = ({ snippet, segment, holdout }: Row) => {
    if (segment !== null) return holdout ? dashboard.heldOutOf(nameOf(segment)) : nameOf(segment);
    if (holdout) return snippet === null ? dashboard.heldOut : dashboard.heldOutOf(snippet);
    return snippet ?? dashboard.everySnippet;
  };
  return (
    <>
      <SampleRatioNote {...sampleRatio} />
      <p class="verdict">{sentenceOf()}</p>
      {whole?.cost != null && whole.roi !== null && (
        <p>
          {dashboard.brought(
            spoken.money(whole.cost, currency),
            spoken.share(whole.roi.low),
            spoken.share(whole.roi.high),
          )}
        </p>
      )}
      <ChartFrame
        name={`${dashboard.results} ${slot}`}
        currency={currency}
        formats={[
          "text",
          "count",
          "count",
          "share",
          "money",
          ...(isCompared ? ["text" as const] : []),
          ...returns.formats,
        ]}
        sheet={{
          columns: [
            ...[by === "segment" ? dashboard.columns.segment : dashboard.snippet, dashboard.shownTo],
            ...[dashboard.conversions, dashboard.rate, dashboard.perVisitor],
            ...(isCompared ? [dashboard.inPoints(dashboard.uplift)] : []),
            ...returns.columns,
          ],
          rows: rows.map((row) => [
            ...[name(row), row.visitors, row.conversions, row.conversionRate, row.revenuePerVisitor],
            ...(isCompared ? [points(row.uplift?.conversionRate ?? null)] : []),
            ...returns.of(row),
          ]),
        }}
      />
    </>
  );

  function sentenceOf(): string {
    const verdict = verdictOf(results);
    if (verdict.kind === "noComparison" || verdict.kind === "tooFew") return dashboard[verdict.kind](slot);
    const { low, high } = verdict;
    return verdict.kind === "undecided"
      ? dashboard.undecided(slot, spoken.signed(low, 1), spoken.signed(high, 1))
      : dashboard[verdict.kind](slot, spoken.exact(toTenth(low)), spoken.exact(toTenth(high)));
  }
}

function ofSnippets(results: readonly Row[]): readonly Row[] {
  const whole = results.filter(({ segment }) => segment === null);
  const snippets = new Set(whole.flatMap(({ snippet }) => snippet ?? []));
  // Of one snippet alone, all of them would say the same again.
  return snippets.size === 1 ? whole.filter(({ snippet }) => snippet !== null) : whole;
}

function ofSegments(results: readonly Row[]): readonly Row[] {
  return results.filter(({ snippet, segment }) => segment !== null && snippet === null);
}

/** To the tenth of a percentage point. */
export function toTenth(points: number): number {
  return Math.round(points * 10) / 10;
}
