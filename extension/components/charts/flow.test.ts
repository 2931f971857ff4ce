import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { flowOf } from "./flow.ts";

const SIZE = { width: 500, height: 400 };
const KEYS = ["new", "vip", "lost"];

describe("flowOf", () => {
  it("draws nothing of nobody", () => {
    expect(flowOf([{ from: "new", to: "vip", visitors: 0 }], KEYS, SIZE)).toEqual({ nodes: [], ribbons: [] });
  });

  it("keeps segments in one order on both sides, those not yet seen at the end", () => {
    const moves = [
      { from: null, to: "new", visitors: 3 },
      { from: "lost", to: "lost", visitors: 2 },
      { from: "new", to: "vip", visitors: 5 },
    ];
    const { nodes } = flowOf(moves, KEYS, SIZE);
    const side = (name: string) =>
      nodes
        .filter((node) => node.side === name)
        .toSorted((a, b) => a.y - b.y)
        .map(({ segment, visitors }) => [segment, visitors]);
    expect(side("from")).toEqual([
      ["new", 5],
      ["lost", 2],
      [null, 3],
    ]);
    expect(side("to")).toEqual([
      ["new", 3],
      ["vip", 5],
      ["lost", 2],
    ]);
  });

  it("takes any key for a segment, also one that reads like another's address", () => {
    const { nodes } = flowOf([{ from: "from nobody", to: "__proto__", visitors: 1 }], KEYS, SIZE);
    expect(nodes.map(({ segment }) => segment)).toEqual(["from nobody", "__proto__"]);
  });

  const move = fc.record({
    from: fc.option(fc.constantFrom(...KEYS, "own")),
    to: fc.constantFrom(...KEYS, "own"),
    visitors: fc.integer({ min: 1, max: 1_000_000 }),
  });
  property.prop([fc.uniqueArray(move, { minLength: 1, selector: ({ from, to }) => `${from}>${to}` })])(
    "stays in its room, every node as thick as its ribbons together",
    (moves) => {
      const { nodes, ribbons } = flowOf(moves, KEYS, SIZE);
      expect(ribbons.reduce((sum, { visitors }) => sum + visitors, 0)).toBe(
        moves.reduce((sum, { visitors }) => sum + visitors, 0),
      );
      for (const node of nodes) {
        expect(node.y).toBeGreaterThanOrEqual(-0.01);
        expect(node.y + node.height).toBeLessThanOrEqual(SIZE.height + 0.01);
        const own = ribbons.filter((ribbon) => ribbon[node.side] === node.segment);
        expect(own.reduce((sum, { thickness }) => sum + thickness, 0)).toBeCloseTo(node.height, 3);
      }
    },
  );
});
