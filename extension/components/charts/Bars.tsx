import { useWidth } from "./useWidth.ts";

interface Props {
  readonly label: string;
  readonly bars: readonly { readonly name: string; readonly value: number; readonly text: string }[];
}

const ROW = 56;
const BAR = 18;

/** Figures of one kind as bars from one line, each with its name above and its figure behind. */
export function Bars({ label, bars }: Props) {
  const { box, width } = useWidth<HTMLDivElement>();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const height = bars.length * ROW;
  return (
    <div ref={box}>
      <svg class="bars" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {bars.map(({ name, value, text }, index) => (
          <g key={name} transform={`translate(0 ${index * ROW})`}>
            <text x={0} y={14}>
              {name}
            </text>
            <text x={width} y={14} text-anchor="end">
              {text}
            </text>
            <rect class="ground" x={0} y={20} width={width} height={BAR} rx={3} />
            <rect class="bar" x={0} y={20} width={Math.max(0, (value / most) * width)} height={BAR} rx={3} />
          </g>
        ))}
      </svg>
    </div>
  );
}
