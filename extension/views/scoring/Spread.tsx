import { useMemo } from "preact/hooks";
import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { ladderOf } from "../../components/explanation/ladder.ts";
import { rangeInWords } from "../../components/explanation/scoreWords.ts";
import { CutsChart } from "./CutsChart.tsx";
import type { Place } from "./CutsPart.tsx";
import { barsOf, countsBetween, reachOf, scaleOf } from "./cuts.ts";
import { useScoring } from "./scoring.ts";
import { stepsByValue, warmthOfStep } from "./steps.ts";

interface Props {
  readonly place: Place;
  readonly cuts: readonly number[];
  readonly write: (value: number) => string;
  readonly onMove: ((cuts: number[], place: number) => void) | undefined;
}

/** How a dimension's values are spread, and about how many have each score or tier by the cuts as they are edited. */
export function Spread({ place: { family, dimension, kind }, cuts, write, onMove }: Props) {
  const { state, facts, spoken, said } = useScoring();
  const { words } = spoken;
  const { value, trouble } = state.distribution.known.value;
  const isCount = dimension === "frequency";
  const population = useMemo(
    () => value && { bins: value.bins, visitors: value.visitors, percentiles: value.quantiles?.percentiles ?? null },
    [value],
  );
  // What is drawn does not grow under the hand that moves a cut.
  const drawn = useMemo(() => {
    if (population === null) return null;
    const reach = reachOf(population, cuts, isCount);
    const scale = scaleOf(reach, cuts);
    return { reach, scale, bars: barsOf(population, reach, scale) };
  }, [population, kind]);
  if (value === null || population === null || drawn === null)
    return <p class="quiet">{trouble === null ? words.loading : words.troubles[trouble].title}</p>;
  const steps = stepsByValue(dimension, kind, spoken);
  const counts = countsBetween(population, cuts, isCount);
  const visitors = (count: number) => spoken.count(count, said.visitors);
  const what = `${words.families[family].name} ${words.dimensions[dimension]}`;
  const publishedDays = state.published.value?.config.scoring[family].windowDays;
  return (
    <>
      <p class="quiet">
        {value.visitors === 0
          ? said.nobodyMeasured
          : (onMove === undefined ? said.histogramOf : said.histogramAbout)(visitors(value.visitors))}
        {value.outside > 0 && ` ${said.outside(visitors(value.outside))}`}
        {publishedDays !== undefined && publishedDays !== facts.windowDays[family] && ` ${said.windowDiffers}`}
      </p>
      <ChartFrame
        name={what}
        currency={null}
        formats={["count", "count", "count"]}
        sheet={{
          columns: [said.from, said.to, spoken.words.explanation.people[family]],
          rows: drawn.bars.map((bin) => [bin.from, bin.to, bin.visitors]),
        }}
      >
        <CutsChart
          label={said.histogram(what)}
          {...drawn}
          cuts={cuts}
          labels={cuts.map((_, index) =>
            said.cut(said.between(steps[index]?.name ?? "", steps[index + 1]?.name ?? "")),
          )}
          parts={steps.map(({ step, name }) => ({ name, warmth: warmthOfStep(step, steps.length) }))}
          write={write}
          barLabel={({ from, to, visitors: count }) => `${write(from)} – ${write(to)}: ${visitors(count)}`}
          onMove={onMove}
        />
      </ChartFrame>
      <ol class="steps">
        {ladderOf(cuts, dimension).map((rung) => {
          const index = steps.findIndex(({ step }) => step === rung.step);
          const count = counts[index] ?? 0;
          return (
            <li key={rung.step}>
              <b>{steps[index]?.name}</b> <span>{rangeInWords(rung, write, spoken)}</span>{" "}
              <span class="quiet">
                {value.visitors > 0 &&
                  said.about(spoken.exact(Math.round(count)), spoken.share(count / Math.max(1, value.visitors)))}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
