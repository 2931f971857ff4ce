import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { addExposedCells, type ExposedCell, type ExposedPast, exposedCells, unitedCells } from "./exposed.ts";
import type { PastExposure } from "./row.ts";

const DAY = 86_400_000;
const ALL = { draws: ["d"], windowMs: null };
const past = (exposure: PastExposure, more: Partial<ExposedPast> = {}): ExposedPast => ({
  exposures: [exposure],
  segments: [],
  pastOrders: [],
  ...more,
});

const anExposure: fc.Arbitrary<PastExposure> = fc
  .record({
    draw: fc.constantFrom("d", "e", "old"),
    at: fc.nat(100),
    snippet: fc.constantFrom("a", "b"),
    held: fc.constantFrom(0 as const, 1 as const, 2 as const),
    segment: fc.constantFrom("new", "lost"),
    shown: fc.dictionary(fc.constantFrom("a", "b"), fc.integer({ min: 1, max: 9 })),
    mixed: fc.constantFrom(0 as const, 1 as const),
  })
  .map(({ draw, at, snippet, held, segment, shown, mixed }) => [draw, at, snippet, held, segment, shown, mixed]);
const aPast: fc.Arbitrary<ExposedPast> = fc.record({
  exposures: fc.uniqueArray(anExposure, { maxLength: 3, selector: ([draw]) => draw }),
  segments: fc.array(fc.tuple(fc.nat(200), fc.constantFrom("new", "lost", "vip")), { maxLength: 4 }),
  pastOrders: fc.array(fc.tuple(fc.nat(200), fc.nat(10_000)), { maxLength: 4 }),
});

/** Cells in one order, whatever order they were found in. */
const sorted = (cells: readonly ExposedCell[]) =>
  cells
    .map((cell) => ({ ...cell, shown: [...cell.shown].sort(), moved: [...cell.moved].sort() }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

describe("exposedCells", () => {
  it("counts what was ordered after the first exposure, and within the window where there is one", () => {
    const orders = [
      [5, 100],
      [10, 200],
      [11, 400],
      [10 + DAY, 800],
      [11 + DAY, 1_600],
    ] as const;
    const one = past(["d", 10, "a", 0, "new", { a: 2 }, 0], { pastOrders: orders });
    const [whole] = exposedCells([one], ALL);
    expect(whole).toMatchObject({ conversions: { count: 1, sum: 1 }, revenue: { sum: 2_800, squares: 2_800 ** 2 } });
    const [day] = exposedCells([one], { ...ALL, windowMs: DAY });
    expect(day?.revenue.sum).toBe(1_200);
    const [never] = exposedCells([past(["d", 2 * DAY, "a", 0, "new", {}, 0], { pastOrders: orders })], ALL);
    expect(never).toMatchObject({ conversions: { count: 1, sum: 0 }, revenue: { sum: 0 } });
  });

  it("counts each segment once into which somebody has come since", () => {
    const segments = [
      [1, "at-risk"],
      [10, "lost"],
      [20, "returning"],
      [30, "at-risk"],
      [40, "returning"],
    ] as const;
    const [cell] = exposedCells([past(["d", 10, "a", 0, "at-risk", {}, 0], { segments })], ALL);
    expect(cell?.moved).toEqual(
      new Map([
        ["returning", 1],
        ["at-risk", 1],
      ]),
    );
  });

  test.prop([fc.array(aPast, { maxLength: 12 }), fc.nat(12), fc.constantFrom(null, 20)])(
    "adds up however visitors lie in shards, each counting once in each draw that is asked about",
    (pasts, at, windowMs) => {
      const query = { draws: ["d", "e"], windowMs };
      const whole = exposedCells(pasts, query);
      const parts = [pasts.slice(0, at), pasts.slice(at)].map((part) => exposedCells(part, query));
      expect(sorted(addExposedCells(parts))).toEqual(sorted(whole));
      for (const draw of ["d", "e"]) {
        const counted = unitedCells(whole.filter((cell) => cell.draw === draw));
        const taking = pasts.filter(({ exposures }) => exposures.some(([id]) => id === draw));
        expect(counted?.conversions.count ?? 0).toBe(taking.length);
      }
      expect(whole.some(({ draw }) => draw === "old")).toBe(false);
    },
  );
});
