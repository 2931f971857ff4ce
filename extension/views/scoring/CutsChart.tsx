import { useRef } from "preact/hooks";
import { useWidth } from "../../components/charts/useWidth.ts";
import { type Bin, cutByKey, movedCut, onGrid, type Reach, type Scale, stepAcross } from "./cuts.ts";

interface Props {
  readonly label: string;
  readonly bars: readonly Bin[];
  readonly cuts: readonly number[];
  /** What is drawn: it stays while a cut is moved. */
  readonly reach: Reach;
  readonly scale: Scale;
  /** Of each cut. */
  readonly labels: readonly string[];
  /** Of each part, the lowest values first. */
  readonly parts: readonly { readonly name: string; readonly warmth: number }[];
  readonly write: (value: number) => string;
  readonly barLabel: (bin: Bin) => string;
  /** Left out where cuts cannot be moved. */
  readonly onMove?: ((cuts: number[], place: number) => void) | undefined;
}

const HEIGHT = 190;
const MARGIN = { left: 12, right: 12, top: 22, bottom: 24 };
const GRIP = 8;
const NAME_ROOM = 14;

/** How a population's values are spread, each bar in the colour of its step, with the cuts as handles to drag or to move by keys. */
export function CutsChart({ label, bars, cuts, reach, scale, labels, parts, write, barLabel, onMove }: Props) {
  const { box, width } = useWidth<HTMLDivElement>();
  const drawing = useRef<SVGSVGElement>(null);
  const { placeOf, valueAt } = scale;
  const room = Math.max(0, width - MARGIN.left - MARGIN.right);
  const floor = HEIGHT - MARGIN.bottom;
  const x = (value: number) => MARGIN.left + placeOf(value) * room;
  const most = Math.max(1, ...bars.map(({ visitors }) => visitors));
  const partOf = (value: number) => cuts.filter((cut) => cut < value).length;
  const edges = [reach.least, ...cuts, reach.most];
  const move = (place: number, to: number) => onMove?.(movedCut(cuts, place, to), place);
  const drag = (event: PointerEvent, place: number) => {
    const left = drawing.current?.getBoundingClientRect().left ?? 0;
    const at = (event.clientX - left - MARGIN.left) / Math.max(1, room);
    move(place, onGrid(valueAt(at), stepAcross(reach)));
  };
  /** A drawing has no element that is a slider: a group of shapes is made one. */
  const asSlider = (place: number, cut: number) =>
    onMove === undefined
      ? {}
      : {
          role: "slider" as const,
          tabindex: 0,
          "aria-label": labels[place],
          "aria-valuemin": reach.least,
          "aria-valuemax": Math.max(reach.most, cut),
          "aria-valuenow": cut,
          "aria-valuetext": write(cut),
          onKeyDown: (event: KeyboardEvent) => {
            const to = cutByKey(event.key, cut, reach);
            if (to === null) return;
            event.preventDefault();
            move(place, to);
          },
          onPointerDown: (event: PointerEvent & { readonly currentTarget: Element }) => {
            event.preventDefault();
            event.currentTarget.setPointerCapture(event.pointerId);
            (event.currentTarget as SVGElement).focus();
          },
          onPointerMove: (event: PointerEvent & { readonly currentTarget: Element }) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event, place);
          },
        };
  return (
    <fieldset class="bare">
      <legend class="hidden">{label}</legend>
      <div ref={box}>
        <svg ref={drawing} class="cuts" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
          <title>{label}</title>
          {width > 0 &&
            bars.map((bin) => {
              const height = (bin.visitors / most) * (floor - MARGIN.top);
              const warmth = parts[partOf((bin.from + bin.to) / 2)]?.warmth ?? 0;
              return (
                <rect
                  key={bin.from}
                  class="bar"
                  x={x(bin.from)}
                  y={floor - height}
                  width={Math.max(1, x(bin.to) - x(bin.from) - 1)}
                  height={height}
                  style={{ fill: `color-mix(in srgb, var(--accent) ${warmth}%, var(--raised))` }}
                >
                  <title>{barLabel(bin)}</title>
                </rect>
              );
            })}
          <line class="rule" x1={MARGIN.left} x2={MARGIN.left + room} y1={floor} y2={floor} />
          {parts.map(({ name }, index) => {
            const [from, to] = [x(edges[index] ?? 0), x(edges[index + 1] ?? 0)];
            return to - from < NAME_ROOM + name.length * 4 ? null : (
              <text key={name} class="step-name" x={(from + to) / 2} y={12} text-anchor="middle">
                {name}
              </text>
            );
          })}
          <text class="step-name" x={MARGIN.left} y={HEIGHT - 6}>
            {write(reach.least)}
          </text>
          <text class="step-name" x={MARGIN.left + room} y={HEIGHT - 6} text-anchor="end">
            {write(reach.most)}
          </text>
          {width > 0 &&
            cuts.map((cut, place) => (
              <g key={place} class={onMove === undefined ? "cut" : "cut movable"} {...asSlider(place, cut)}>
                <rect
                  class="grip"
                  x={x(cut) - GRIP}
                  y={MARGIN.top - 6}
                  width={2 * GRIP}
                  height={floor - MARGIN.top + 12}
                />
                <line x1={x(cut)} x2={x(cut)} y1={MARGIN.top - 4} y2={floor + 4} />
                {onMove !== undefined && <circle cx={x(cut)} cy={floor} r={6} />}
              </g>
            ))}
        </svg>
      </div>
    </fieldset>
  );
}
