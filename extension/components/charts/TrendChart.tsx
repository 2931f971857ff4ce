import { useState } from "preact/hooks";
import { trendLineOf } from "./trendLine.ts";
import { useWidth } from "./useWidth.ts";

interface Props {
  readonly label: string;
  readonly hint: string;
  /** One a day, oldest first. */
  readonly days: readonly { readonly name: string; readonly value: number }[];
  readonly write: (value: number) => string;
  readonly tone: string;
}

const MARGIN = { left: 64, right: 10, top: 10, bottom: 24 };
const HEIGHT = 220;
/** In less room the last day stands a line below the first. */
const NARROW = 200;
const LINE = 13;

/** A figure by day as a line; pointer and arrow keys read out each day. */
export function TrendChart({ label, hint, days, write, tone }: Props) {
  const { box, width } = useWidth<HTMLDivElement>();
  const [chosen, choose] = useState<number | null>(null);
  const room = { width: Math.max(0, width - MARGIN.left - MARGIN.right), height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const lower = room.width < NARROW ? LINE : 0;
  const drawn = trendLineOf(
    days.map(({ value }) => value),
    room,
  );
  const last = days.length - 1;
  const at = Math.min(chosen ?? last, last);
  const [day, point] = [days[at], drawn.points[at]];
  const readOut = day === undefined ? "" : `${day.name}: ${write(day.value)}`;
  const move = (event: KeyboardEvent) => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    choose(Math.min(last, Math.max(0, next)));
  };
  const follow = (event: PointerEvent & { readonly currentTarget: Element }) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left - MARGIN.left) / Math.max(1, room.width);
    choose(Math.round(Math.min(1, Math.max(0, share)) * last));
  };
  return (
    <div ref={box}>
      <p class="readout" aria-hidden="true">
        {readOut}
      </p>
      <div
        class="trend"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-description={hint}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={Math.max(0, at)}
        aria-valuetext={readOut}
        onKeyDown={move}
        onPointerMove={follow}
        onPointerLeave={() => choose(null)}
      >
        <svg width={width} height={HEIGHT + lower} viewBox={`0 0 ${width} ${HEIGHT + lower}`} aria-hidden="true">
          <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
            {drawn.ticks.map(({ value, y }) => (
              <g key={value}>
                <line class="rule" x1={0} x2={room.width} y1={y} y2={y} />
                <text class="step-name" x={-8} y={y + 4} text-anchor="end">
                  {write(value)}
                </text>
              </g>
            ))}
            <path class="area" d={drawn.area} style={{ fill: tone }} />
            <path class="line" d={drawn.line} style={{ stroke: tone }} />
            {point !== undefined && <line class="reader" x1={point.x} x2={point.x} y1={0} y2={room.height} />}
            {point !== undefined && <circle cx={point.x} cy={point.y} r={4} style={{ fill: tone }} />}
            <text class="step-name" x={0} y={room.height + 18}>
              {days[0]?.name}
            </text>
            <text class="step-name" x={room.width} y={room.height + 18 + lower} text-anchor="end">
              {days[last]?.name}
            </text>
          </g>
        </svg>
      </div>
    </div>
  );
}
