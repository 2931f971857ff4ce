import type { Signal } from "@preact/signals";
import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { TrendChart } from "../../components/charts/TrendChart.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { DashboardState } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Choice } from "./Choice.tsx";
import { Part } from "./Part.tsx";
import { useSite } from "./site.ts";
import { MEASURES, seriesOf, type TrendChoice } from "./watched.ts";

interface Props {
  readonly state: DashboardState;
  readonly choice: Signal<TrendChoice>;
}

/** A segment's figure day by day, or that of all together. */
export function TrendPart({ state, choice }: Props) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { columns, measures } = dashboard;
  const { host, keys, currency, nameOf, toneOf } = useSite();
  const { segment, measure } = choice.value;
  const shown = segment === "" || keys.includes(segment) ? segment : (keys[0] ?? "");
  const titleOf = (key: string) => (key === "" ? dashboard.allSegments : nameOf(key));
  const write = (value: number) => (measure === "sold" ? spoken.sum(value, currency) : spoken.exact(value));
  const choices = (
    <div class="choices">
      <Choice
        label={columns.segment}
        value={shown}
        options={["", ...keys].map((key) => ({ key, name: titleOf(key) }))}
        onChoose={(key) => {
          choice.value = { segment: key, measure };
        }}
      />
      <Choice
        label={dashboard.measure}
        value={measure}
        options={MEASURES.map((key) => ({ key, name: measures[key] }))}
        onChoose={(key) => {
          choice.value = { segment: shown, measure: key };
        }}
      />
    </div>
  );
  return (
    <Part id="trend" title={dashboard.trend} known={state.trends.known.value} host={host} choices={choices}>
      {({ trends }) => {
        const days = seriesOf(trends, { segment: shown, measure });
        const [first, last] = [days[0], days.at(-1)];
        const all = MEASURES.map((one) => seriesOf(trends, { segment: shown, measure: one }));
        return (
          <>
            {first !== undefined && last !== undefined && (
              <p>
                {measure === "visitors"
                  ? dashboard.trendSentence(write(first.value), write(last.value))
                  : dashboard.trendSum(write(days.reduce((sum, { value }) => sum + value, 0)))}
              </p>
            )}
            <ChartFrame
              name={`${dashboard.trend} ${titleOf(shown)}`}
              currency={currency}
              formats={["text", "count", "count", "count", "money"]}
              sheet={{
                columns: [columns.day, measures.visitors, measures.joined, measures.left, measures.sold],
                rows: days.map(({ day }, index) => [day, ...all.map((figures) => figures[index]?.value ?? null)]),
              }}
            >
              <TrendChart
                label={dashboard.trendLabel(measures[measure], titleOf(shown))}
                hint={dashboard.trendHint}
                days={days.map(({ day, value }) => ({ name: spoken.day(day), value }))}
                write={write}
                tone={shown === "" ? "var(--accent)" : toneOf(shown)}
              />
            </ChartFrame>
          </>
        );
      }}
    </Part>
  );
}
