import { useSignal } from "@preact/signals";
import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { TrendChart } from "../../components/charts/TrendChart.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { DashboardState } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Choice } from "./Choice.tsx";
import { Part } from "./Part.tsx";
import { useSite } from "./site.ts";

const MEASURES = ["visitors", "joined", "left", "sold"] as const;

/** A segment's figure day by day. */
export function TrendPart({ state }: { readonly state: DashboardState }) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { columns, measures } = dashboard;
  const { host, keys, currency, nameOf, toneOf } = useSite();
  const segment = useSignal("new");
  const measure = useSignal<(typeof MEASURES)[number]>("visitors");
  const shown = keys.includes(segment.value) ? segment.value : (keys[0] ?? segment.value);
  const write = (value: number) => (measure.value === "sold" ? spoken.sum(value, currency) : spoken.exact(value));
  const choices = (
    <div class="choices">
      <Choice
        label={columns.segment}
        value={shown}
        options={keys.map((key) => ({ key, name: nameOf(key) }))}
        onChoose={(key) => {
          segment.value = key;
        }}
      />
      <Choice
        label={dashboard.measure}
        value={measure.value}
        options={MEASURES.map((key) => ({ key, name: measures[key] }))}
        onChoose={(key) => {
          measure.value = key;
        }}
      />
    </div>
  );
  return (
    <Part id="trend" title={dashboard.trend} known={state.trends.known.value} host={host} choices={choices}>
      {({ trends }) => {
        const days = trends.filter((point) => point.segment === shown);
        const [first, last] = [days[0], days.at(-1)];
        return (
          <>
            {first !== undefined && last !== undefined && (
              <p>
                {measure.value === "visitors"
                  ? dashboard.trendSentence(write(first.visitors), write(last.visitors))
                  : dashboard.trendSum(write(days.reduce((sum, day) => sum + day[measure.value], 0)))}
              </p>
            )}
            <ChartFrame
              name={`${dashboard.trend} ${nameOf(shown)}`}
              currency={currency}
              formats={["text", "count", "count", "count", "money"]}
              sheet={{
                columns: [columns.day, measures.visitors, measures.joined, measures.left, measures.sold],
                rows: days.map((day) => [day.day, day.visitors, day.joined, day.left, day.sold]),
              }}
            >
              <TrendChart
                label={dashboard.trendLabel(measures[measure.value], nameOf(shown))}
                hint={dashboard.trendHint}
                days={days.map((day) => ({ name: spoken.day(day.day), value: day[measure.value] }))}
                write={write}
                tone={toneOf(shown)}
              />
            </ChartFrame>
          </>
        );
      }}
    </Part>
  );
}
