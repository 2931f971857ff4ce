import { sankey, sankeyLinkHorizontal } from "d3-sankey";

/** How many went from where to where; `from` null: not yet seen then. */
export interface Move {
  readonly from: string | null;
  readonly to: string;
  readonly visitors: number;
}

export interface FlowNode {
  readonly side: "from" | "to";
  readonly segment: string | null;
  readonly visitors: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FlowRibbon extends Move {
  readonly path: string;
  readonly thickness: number;
}

export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly ribbons: readonly FlowRibbon[];
}

const NODE_WIDTH = 10;
const GAP = 18;

/**
 * Where the ribbons between two dates lie: one column for each, segments in the same order in both.
 *
 * @param keys the order of segments; others stand behind them, those not yet seen at the end
 * @param size in pixels
 */
export function flowOf(
  moves: readonly Move[],
  keys: readonly string[],
  size: { readonly width: number; readonly height: number },
): Flow {
  const real = moves.filter(({ visitors }) => visitors > 0);
  if (real.length === 0) return { nodes: [], ribbons: [] };
  const place = (segment: string | null) => {
    if (segment === null) return Number.POSITIVE_INFINITY;
    const index = keys.indexOf(segment);
    return index === -1 ? keys.length : index;
  };
  const sideOf = (side: "from" | "to") =>
    [...new Set(real.map((move) => move[side]))]
      .toSorted((a, b) => place(a) - place(b) || String(a).localeCompare(String(b)))
      .map((segment) => ({ id: idOf(side, segment), side, segment }));
  const order = [...sideOf("from"), ...sideOf("to")];
  const links = real.map((move) => ({
    source: idOf("from", move.from),
    target: idOf("to", move.to),
    value: move.visitors,
    move,
  }));
  // A node's own order: two columns of one order need no search for the fewest crossings.
  const layout = sankey<(typeof order)[number], (typeof links)[number]>()
    .nodeId(({ id }) => id)
    .nodeWidth(NODE_WIDTH)
    .nodePadding(GAP)
    .nodeSort((a, b) => order.findIndex(({ id }) => id === a.id) - order.findIndex(({ id }) => id === b.id))
    .extent([
      [0, GAP / 2],
      [size.width, size.height - GAP / 2],
    ]);
  const laid = layout({ nodes: order.map((node) => ({ ...node })), links });
  const pathOf = sankeyLinkHorizontal();
  return {
    nodes: laid.nodes.map(({ side, segment, value = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => ({
      ...{ side, segment, visitors: value, x: x0, y: y0, width: x1 - x0, height: y1 - y0 },
    })),
    ribbons: laid.links.map((link) => ({ ...link.move, path: pathOf(link) ?? "", thickness: link.width ?? 0 })),
  };
}

function idOf(side: "from" | "to", segment: string | null): string {
  return segment === null ? `${side} nobody` : `${side}:${segment}`;
}
