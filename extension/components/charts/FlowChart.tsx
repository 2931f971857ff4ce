import { useSpeech } from "../speech.ts";
import { type FlowNode, flowOf, type Move } from "./flow.ts";
import { shortened } from "./shortened.ts";
import { useWidth } from "./useWidth.ts";

interface Props {
  readonly label: string;
  readonly moves: readonly Move[];
  readonly keys: readonly string[];
  readonly nameOf: (segment: string | null) => string;
  readonly toneOf: (segment: string | null) => string;
}

const ROW = 40;
const LABEL_GAP = 6;
/** A letter's width on average. */
const LETTER = 7.2;

/** Ribbons from the segments of one date to those of another; who stayed is faint, who moved has the colour of where to. */
export function FlowChart({ label, moves, keys, nameOf, toneOf }: Props) {
  const spoken = useSpeech();
  const { box, width } = useWidth<HTMLDivElement>();
  const height =
    Math.max(2, new Set(moves.map(({ to }) => to)).size, new Set(moves.map(({ from }) => from)).size) * ROW;
  const { nodes, ribbons } = width === 0 ? { nodes: [], ribbons: [] } : flowOf(moves, keys, { width, height });
  const most = Math.floor(width / 2 / LETTER) - 3;
  const textOf = ({ segment, visitors }: FlowNode) => {
    const figure = spoken.exact(visitors);
    return `${shortened(nameOf(segment), Math.max(4, most - figure.length))} ${figure}`;
  };
  return (
    <div ref={box}>
      <svg class="flow" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {ribbons.map(({ from, to, visitors, path, thickness }) => (
          <path
            key={`${from}>${to}`}
            d={path}
            class={from === to ? "ribbon stayed" : "ribbon"}
            style={{ stroke: toneOf(to), strokeWidth: Math.max(1, thickness) }}
          >
            <title>{`${nameOf(from)} → ${nameOf(to)}: ${spoken.exact(visitors)}`}</title>
          </path>
        ))}
        {nodes.map((node) => (
          <g key={`${node.side} ${node.segment}`}>
            <rect
              x={node.x}
              y={node.y}
              width={node.width}
              height={Math.max(1, node.height)}
              style={{ fill: toneOf(node.segment) }}
            />
            <text
              x={node.side === "from" ? node.x + node.width + LABEL_GAP : node.x - LABEL_GAP}
              y={node.y + node.height / 2 + 4}
              text-anchor={node.side === "from" ? "start" : "end"}
            >
              {textOf(node)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
