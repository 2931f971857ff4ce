import type { Chart } from "./chart.ts";
import { letterOf } from "./measures.ts";

/** The drawing's width and its plot's margins, in its own units: it is scaled to the card. */
export const PLOT = { width: 296, left: 12, right: 14 } as const;

const INNER = PLOT.width - PLOT.left - PLOT.right;
const STEP = 12;
const TOP = 6;
const BAND = { y: TOP + 5 * STEP + 2, height: 8 };
const TICKS = { y: BAND.y + BAND.height + 2, height: 5 };
const HEIGHT = TICKS.y + TICKS.height;
const SCORES = [1, 2, 3, 4, 5] as const;

/** Lines that lie on one another are drawn apart by this. */
const APART = 2;
/** The first solid, the second dashed, the third dotted: one hue for all. */
const DASHES = ["none", "6 3", "1.5 3"] as const;
/** Letters at the lines' ends, no nearer than this. */
const LETTER_GAP = 10;

interface Props {
  readonly chart: Chart;
  readonly toneOf: (segment: string) => string;
  /** The chosen moment, as a share of the width. */
  readonly at: number | null;
}

/** The drawing alone: a band coloured by segment, step lines for the scores, a tick for each cause. */
export function ChartDrawing({ chart, toneOf, at }: Props) {
  return (
    <svg viewBox={`0 0 ${PLOT.width} ${HEIGHT}`} aria-hidden="true">
      {SCORES.map((score) => (
        <line key={score} class="rule" x1={PLOT.left} x2={PLOT.width - PLOT.right} y1={yOf(score)} y2={yOf(score)} />
      ))}
      {[1, 5].map((score) => (
        <text key={score} class="scale" x={PLOT.left - 4} y={yOf(score) + 3} text-anchor="end">
          {score}
        </text>
      ))}
      {chart.band.map(({ from, to, segment }) => (
        <rect
          key={from}
          class="stretch"
          x={xOf(from)}
          y={BAND.y}
          width={Math.max(1, (to - from) * INNER)}
          height={BAND.height}
          style={{ fill: toneOf(segment) }}
        />
      ))}
      {chart.lines.map(({ dimension, steps }, index) => (
        <path key={dimension} class="line" d={pathOf(steps, (index - 1) * APART)} stroke-dasharray={DASHES[index]} />
      ))}
      {lettersOf(chart).map(({ letter, y }) => (
        <text key={letter} class="letter" x={PLOT.width - PLOT.right + 4} y={y + 3.5}>
          {letter}
        </text>
      ))}
      {chart.ticks.map(({ x, cause }, index) => (
        <Tick key={index} x={xOf(x)} cause={cause} />
      ))}
      {at !== null && <line class="reader" x1={xOf(Math.max(0, at))} x2={xOf(Math.max(0, at))} y1={TOP} y2={HEIGHT} />}
    </svg>
  );
}

/** An event is a line; time and whatever else acted on its own is a ring. */
function Tick({ x, cause }: { readonly x: number; readonly cause: Chart["ticks"][number]["cause"] }) {
  const middle = TICKS.y + TICKS.height / 2;
  if (cause === "event" || cause === "import")
    return <line class="tick" x1={x} x2={x} y1={TICKS.y} y2={TICKS.y + TICKS.height} />;
  return <circle class="tick" cx={x} cy={middle} r={2} />;
}

function xOf(share: number): number {
  return PLOT.left + share * INNER;
}

function yOf(score: number): number {
  return TOP + (5 - score) * STEP + STEP / 2;
}

function pathOf(steps: Chart["lines"][number]["steps"], shift: number): string {
  let path = "";
  let end: number | null = null;
  for (const { from, to, score } of steps) {
    const y = yOf(score) + shift;
    // A gap without scores is a gap in the line.
    path += end === from ? `V${y}` : `M${xOf(from)} ${y}`;
    path += `H${xOf(to)}`;
    end = to;
  }
  return path;
}

function lettersOf(chart: Chart): { letter: string; y: number }[] {
  const ends = chart.lines.flatMap(({ dimension, steps }, index) => {
    const last = steps.at(-1);
    return last === undefined || last.to < 1
      ? []
      : [{ letter: letterOf(dimension), y: yOf(last.score) + (index - 1) * APART }];
  });
  ends.sort((a, b) => a.y - b.y);
  const lowest = yOf(1) + 4;
  // From the bottom up first, so that three letters on score 1 stay inside the plot.
  ends.forEach((end, index) => {
    end.y = Math.min(end.y, lowest - (ends.length - 1 - index) * LETTER_GAP);
  });
  ends.forEach((end, index) => {
    const above = ends[index - 1];
    if (above !== undefined) end.y = Math.max(end.y, above.y + LETTER_GAP);
  });
  return ends;
}
