import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { FlowChart } from "../../components/charts/FlowChart.tsx";
import type { Value } from "../../state/callForPage.ts";
import { useScoring } from "./scoring.ts";

/** Who would go where if all this were published, before any of it is even saved. */
export function ForecastPart() {
  const { state, spoken, said } = useScoring();
  const { forecast, isPending, asked, refusal } = state.forecast;
  const all = state.segments.known.value.value?.visitors ?? 0;
  const refused = refusal.value;
  return (
    <section class="part" aria-labelledby="forecast-title" aria-busy={isPending.value}>
      <h2 id="forecast-title">{said.forecast}</h2>
      <div role="status">
        {isPending.value && <p class="quiet">{said.asking(spoken.exact(asked.value), spoken.exact(all))}</p>}
        {!isPending.value && !state.isAnother.value && <p class="quiet">{said.nothingChanged}</p>}
        {!isPending.value && refused !== null && (
          <div class="warning">
            <p>
              {said.noForecast}{" "}
              {refused.trouble !== "invalid" &&
                refused.trouble !== "overtaken" &&
                spoken.words.troubles[refused.trouble].title}
            </p>
            {refused.trouble !== "invalid" && (
              <p>
                <button type="button" class="button" onClick={state.forecast.retry}>
                  {spoken.words.retry}
                </button>
              </p>
            )}
          </div>
        )}
        {!isPending.value && forecast.value !== null && <Sentence {...forecast.value} />}
      </div>
      {forecast.value !== null && (
        <div class={isPending.value ? "figures old" : "figures"}>
          <Figures {...forecast.value} />
        </div>
      )}
    </section>
  );
}

function Sentence({ before, moves }: Value<"simulate">) {
  const { spoken, said } = useScoring();
  const sum = (list: readonly { readonly visitors: number }[]) => list.reduce((all, { visitors }) => all + visitors, 0);
  const moving = sum(moves);
  return (
    <p class="verdict">
      {moving === 0 ? said.nobodyMoves : said.wouldMove(spoken.exact(moving), spoken.exact(sum(before)))}
    </p>
  );
}

function Figures({ before, after, moves }: Value<"simulate">) {
  const { state, spoken, said, keys, nameOf, toneOf } = useScoring();
  const publishedNames = Object.fromEntries(
    state.published.value?.config.segments.map(({ key, name }) => [key, name]) ?? [],
  );
  // A segment that is removed is still where people come from.
  const label = (segment: string | null) =>
    segment === null ? "" : keys.includes(segment) ? nameOf(segment) : spoken.segment(segment, publishedNames);
  const all = [...new Set([...keys, ...before.map(({ key }) => key), ...after.map(({ key }) => key)])];
  const of = (list: typeof before, segment: string) => list.find(({ key }) => key === segment)?.visitors ?? 0;
  const sorted = moves.toSorted((a, b) => b.visitors - a.visitors);
  return (
    <>
      {moves.length > 0 && (
        <ChartFrame
          name={said.forecast}
          currency={null}
          formats={["text", "text", "count"]}
          sheet={{
            columns: [said.now, said.afterwards, said.visitors.other],
            rows: sorted.map(({ from, to, visitors }) => [label(from), label(to), visitors]),
          }}
        >
          <p class="ends" aria-hidden="true">
            <span>{said.now}</span>
            <span>{said.afterwards}</span>
          </p>
          <FlowChart
            label={said.flowLabel}
            moves={moves}
            keys={all}
            nameOf={label}
            toneOf={(segment) => (segment === null ? "var(--line)" : toneOf(segment))}
          />
        </ChartFrame>
      )}
      <h3>{said.sizesTable}</h3>
      <ChartFrame
        name={said.sizesTable}
        currency={null}
        formats={["text", "count", "count", "signed"]}
        sheet={{
          columns: [said.segment, said.now, said.afterwards, said.difference],
          rows: all.map((segment) => {
            const [now, then] = [of(before, segment), of(after, segment)];
            return [label(segment), now, then, then - now];
          }),
        }}
      />
    </>
  );
}
