import { useRef } from "preact/hooks";
import { type MatrixCell, warmthOf } from "./heat.ts";
import { useWidth } from "./useWidth.ts";

interface Axis {
  readonly name: string;
  /** Worst first, with their names. */
  readonly steps: readonly { readonly step: string | number; readonly name: string }[];
}

interface Props {
  readonly label: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly cells: readonly MatrixCell[];
  readonly figureOf: (cell: MatrixCell) => number | null;
  readonly write: (value: number | null) => string;
  readonly labelOf: (cell: MatrixCell) => string;
  readonly chosen: MatrixCell | null;
  readonly onChoose: (cell: MatrixCell) => void;
}

const MARGIN = { left: 86, bottom: 44, top: 4 };
const ROW = { few: 96, many: 60 };
/** In narrower columns every other name stands a line lower. */
const NARROW = 84;
const LINE = 13;
const GAP = 2;

/** Two dimensions, the best at the upper right; every cell has its figure and leads to its people. */
export function HeatMap({ label, x, y, cells, figureOf, write, labelOf, chosen, onChoose }: Props) {
  const { box, width } = useWidth<HTMLDivElement>();
  const drawing = useRef<SVGSVGElement>(null);
  const row = y.steps.length > 3 ? ROW.many : ROW.few;
  const column = Math.max(0, (width - MARGIN.left) / x.steps.length);
  const floor = MARGIN.top + row * y.steps.length;
  const isNarrow = column < NARROW && x.steps.length === 3;
  const bottom = floor + MARGIN.bottom + (isNarrow ? LINE : 0);
  const most = Math.max(0, ...cells.map((cell) => figureOf(cell) ?? 0));
  const columnOf = (cell: MatrixCell) => x.steps.findIndex(({ step }) => step === cell.x);
  const rowOf = (cell: MatrixCell) => y.steps.findIndex(({ step }) => step === cell.y);
  const isHere = (cell: MatrixCell) => chosen?.x === cell.x && chosen.y === cell.y;
  const move = (event: KeyboardEvent, cell: MatrixCell) => {
    if (event.key === "Enter" || event.key === " ") onChoose(cell);
    const [right, up] = STEPS[event.key] ?? [0, 0];
    const next = cells.find((other) => columnOf(other) === columnOf(cell) + right && rowOf(other) === rowOf(cell) + up);
    if (next !== undefined && next !== cell)
      drawing.current?.querySelector<SVGGElement>(`[data-cell="${columnOf(next)} ${rowOf(next)}"]`)?.focus();
    if (event.key === "Enter" || event.key === " " || event.key in STEPS) event.preventDefault();
  };
  /** A drawing has no element that is a button: a group of shapes is made one. */
  const asButton = (cell: MatrixCell) => ({
    role: "button" as const,
    tabindex: 0,
    "data-cell": `${columnOf(cell)} ${rowOf(cell)}`,
    "aria-label": labelOf(cell),
    "aria-pressed": isHere(cell),
    class: isHere(cell) ? "cell chosen" : "cell",
    onClick: () => onChoose(cell),
    onKeyDown: (event: KeyboardEvent) => move(event, cell),
  });
  return (
    <fieldset class="bare">
      <legend class="hidden">{label}</legend>
      <div ref={box}>
        <svg ref={drawing} class="heat" width={width} height={bottom} viewBox={`0 0 ${width} ${bottom}`}>
          <title>{label}</title>
          {y.steps.map(({ step, name }, index) => (
            <text
              key={step}
              class="step-name"
              x={MARGIN.left - 8}
              y={floor - (index + 0.5) * row + 4}
              text-anchor="end"
            >
              {name}
            </text>
          ))}
          {x.steps.map(({ step, name }, index) => (
            <text
              key={step}
              class="step-name"
              x={MARGIN.left + (index + 0.5) * column}
              y={floor + 16 + (isNarrow && index % 2 === 1 ? LINE : 0)}
              text-anchor="middle"
            >
              {name}
            </text>
          ))}
          <text class="axis-name" x={MARGIN.left + (column * x.steps.length) / 2} y={bottom - 6} text-anchor="middle">
            {x.name} →
          </text>
          <text class="axis-name" x={0} y={bottom - 6}>
            ↑ {y.name}
          </text>
          {width > 0 &&
            cells.map((cell) => {
              const value = figureOf(cell);
              const left = MARGIN.left + columnOf(cell) * column;
              const top = floor - (rowOf(cell) + 1) * row;
              return (
                <g key={`${cell.x} ${cell.y}`} {...asButton(cell)}>
                  <rect
                    x={left + GAP / 2}
                    y={top + GAP / 2}
                    width={Math.max(0, column - GAP)}
                    height={row - GAP}
                    rx={3}
                    style={{
                      fill: `color-mix(in srgb, var(--accent) ${warmthOf(value ?? 0, most)}%, var(--raised))`,
                    }}
                  />
                  <text x={left + column / 2} y={top + row / 2 + 5} text-anchor="middle">
                    {write(value)}
                  </text>
                </g>
              );
            })}
        </svg>
      </div>
    </fieldset>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
