import { useSignal } from "@preact/signals";
import type { TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import type { Family } from "#shared/scoring/families";
import type { SiteFacts } from "../../messages.ts";
import { segmentLook } from "../segmentLook.ts";
import { useSpeech } from "../speech.ts";
import { ChartDrawing, PLOT } from "./ChartDrawing.tsx";
import { chartOf, type Moment, momentAt } from "./chart.ts";
import { DIMENSIONS, letterOf } from "./measures.ts";

interface Props {
  readonly moments: readonly Moment[];
  readonly family: Family;
  readonly facts: SiteFacts | null;
  readonly from: number;
  readonly to: number;
}

/** The chart with its reader: the pointer or the arrow keys choose a moment, a line below says what it was. */
export function HistoryChart({ moments, family, facts, from, to }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const read = useSignal<number | null>(null);
  const chosen = read.value === null ? null : Math.min(read.value, moments.length - 1);
  const moment = chosen === null ? undefined : moments[chosen];
  const keys = Object.keys(facts?.segments ?? {});
  const walk = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const last = moments.length - 1;
    const at = chosen ?? last + 1;
    const target = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, Home: 0, End: last }[
      event.key
    ];
    if (target === undefined) return;
    event.preventDefault();
    read.value = Math.max(0, Math.min(last, target));
  };
  const point = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * PLOT.width;
    const share = (x - PLOT.left) / (PLOT.width - PLOT.left - PLOT.right);
    read.value = momentAt(moments, from + share * (to - from));
  };
  const tell = ({ segment, scores }: Moment) =>
    [
      segment === null ? words.none : spoken.segment(segment, facts?.segments),
      DIMENSIONS[family].map((dimension) => `${letterOf(dimension)}${scores[dimension] ?? words.none}`).join(" "),
    ].join(" · ");
  const when = ({ at, causes }: Moment) =>
    `${spoken.instant(at)} · ${causes.map((cause) => words.causes[cause]).join(", ")}`;
  const told = moment ?? moments.at(-1);
  return (
    <>
      <div
        class="chart"
        role="slider"
        tabIndex={0}
        aria-label={words.chartLabel(words.families[family].name)}
        title={words.chartHint}
        aria-valuemin={1}
        aria-valuemax={moments.length}
        aria-valuenow={(chosen ?? moments.length - 1) + 1}
        aria-valuetext={told === undefined ? "" : `${when(told)}: ${tell(told)}`}
        onKeyDown={walk}
        onPointerMove={point}
        onPointerLeave={() => {
          read.value = null;
        }}
      >
        <ChartDrawing
          chart={chartOf(moments, family, from, to)}
          toneOf={(segment) => segmentLook(segment, keys).tone}
          at={moment === undefined ? null : (moment.at - from) / (to - from)}
        />
        <div class="axis">
          <span>{spoken.axis(from, to - from)}</span>
          <span>{words.now}</span>
        </div>
      </div>
      {told !== undefined && (
        <p class="readout">
          {tell(told)}
          <br />
          <span class="quiet">{when(told)}</span>
        </p>
      )}
    </>
  );
}
