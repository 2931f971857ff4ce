import { useSignal } from "@preact/signals";
import { ChartFrame } from "../../components/charts/ChartFrame.tsx";
import { SegmentBar } from "../../components/charts/SegmentBar.tsx";
import { SegmentMark } from "../../components/SegmentMark.tsx";
import { useSpeech } from "../../components/speech.ts";
import type { Value } from "../../state/callForPage.ts";
import { type DashboardState, peopleOf } from "../../state/createDashboardState.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";
import { Part } from "./Part.tsx";
import { People } from "./People.tsx";
import { useSite } from "./site.ts";

/** All segments as one bar, and each with its size, what it brought and how it changes. */
export function Segments({ state }: { readonly state: DashboardState }) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { host, nameOf } = useSite();
  const chosen = useSignal<string | null>(null);
  const segment = chosen.value;
  return (
    <Part id="segments" title={dashboard.segments} known={state.segments.known.value} host={host}>
      {(value) => (
        <>
          <p class="quiet">{dashboard.segmentsAbout(spoken.count(value.visitors, dashboard.visitors))}</p>
          <Figures
            segments={value.segments}
            chosen={segment}
            onChoose={(key) => {
              chosen.value = key;
              void state.members.ask(peopleOf({ fact: "segment", eq: key }));
            }}
          />
          {segment !== null && (
            <People
              title={dashboard.people(nameOf(segment))}
              rule={{ fact: "segment", eq: segment }}
              known={state.members.known.value}
              onClose={() => {
                chosen.value = null;
              }}
            />
          )}
        </>
      )}
    </Part>
  );
}

interface FiguresProps extends Pick<Value<"segments">, "segments"> {
  /** Whose people are listed. */
  readonly chosen: string | null;
  readonly onChoose: (segment: string) => void;
}

function Figures({ segments, chosen, onChoose }: FiguresProps) {
  const spoken = useSpeech();
  const { dashboard } = pageWordsOf(spoken.language);
  const { columns } = dashboard;
  const { currency, nameOf, toneOf, keys } = useSite();
  /** Which way, in an arrow: never by colour. */
  const trendOf = (change: number) =>
    change === 0 ? dashboard.unchanged : `${change > 0 ? "↗" : "↘"}\u00a0${spoken.signed(change)}`;
  const sheet = {
    columns: [
      ...[columns.segment, columns.visitors, columns.share, columns.orders, columns.revenue],
      ...[columns.averageOrderValue, columns.change, columns.before, columns.sold],
    ],
    rows: segments.map(
      ({ key, visitors, share, orders, revenue, averageOrderValue, last30Days: last, before30Days: before }) => [
        ...[nameOf(key), visitors, share, orders, revenue, averageOrderValue],
        ...[last?.visitors ?? null, before?.visitors ?? null, last?.revenue ?? null],
      ],
    ),
  };
  return (
    <ChartFrame
      name={dashboard.segments}
      sheet={sheet}
      formats={["text", "count", "share", "count", "money", "money", "signed", "signed", "money"]}
      currency={currency}
    >
      <SegmentBar
        label={dashboard.barLabel}
        parts={segments.map(({ key, visitors, share }) => ({
          ...{ key, share, tone: toneOf(key) },
          text: `${nameOf(key)}: ${spoken.count(visitors, dashboard.visitors)}`,
        }))}
      />
      <ul class="cards">
        {segments.map(
          ({ key, visitors, share, revenue, averageOrderValue, last30Days: change, before30Days: before }) => (
            <li key={key} data-segment={key}>
              <h3>
                <SegmentMark segment={key} keys={keys} />
                <button type="button" class="plain" aria-pressed={key === chosen} onClick={() => onChoose(key)}>
                  {nameOf(key)}
                </button>
              </h3>
              <p class="size">
                <strong>{spoken.exact(visitors)}</strong> <span>{spoken.share(share)}</span>
              </p>
              {change !== undefined && before !== undefined && (
                <p class="quiet">{dashboard.came(trendOf(change.visitors), trendOf(before.visitors))}</p>
              )}
              <dl>
                <dt>{columns.revenue}</dt>
                <dd>{spoken.sum(revenue, currency)}</dd>
                <dt>{columns.averageOrderValue}</dt>
                <dd>{averageOrderValue === null ? spoken.words.none : spoken.money(averageOrderValue, currency)}</dd>
              </dl>
            </li>
          ),
        )}
      </ul>
    </ChartFrame>
  );
}
