import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PastOrder } from "./row.ts";
import { soldBetween, soldInCell } from "./sold.ts";

const EDGES = [0, 30, 60];
const buyers = fc.array(
  fc.record({
    digits: fc.constantFrom("111", "115", "151", "511", "555"),
    pastOrders: fc.array(fc.tuple(fc.integer({ min: -10, max: 70 }), fc.integer({ min: 0, max: 100 })), {
      maxLength: 5,
    }),
  }),
);

describe("soldInCell", () => {
  it("adds up, over any shards, to what everybody ordered", () => {
    fc.assert(
      fc.property(buyers, buyers, (one, other) => {
        const shards = [soldBetween(one, EDGES), soldBetween(other, EDGES)];
        const query = { family: "rfm", x: "recency", y: "monetary" } as const;
        for (const [stretch, [from, until]] of [
          [0, 30],
          [30, 60],
        ].entries()) {
          const within = ([at]: PastOrder) => at >= (from ?? 0) && at < (until ?? 0);
          for (const [column, row] of [
            [1, 1],
            [1, 5],
            [5, 1],
            [5, 5],
          ] as const) {
            const orders = [...one, ...other]
              .filter(({ digits }) => digits[0] === String(column) && digits[2] === String(row))
              .flatMap(({ pastOrders }) => pastOrders.filter(within));
            expect(soldInCell(shards, query, { column, row })[stretch] ?? { orders: 0, revenueMinor: 0 }).toEqual({
              orders: orders.length,
              revenueMinor: orders.reduce((sum, [, minor]) => sum + minor, 0),
            });
          }
        }
      }),
    );
  });
});
