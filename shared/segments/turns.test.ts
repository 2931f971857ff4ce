import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Stirred } from "./stirs.ts";
import { isWithin, turnsNear } from "./turns.ts";

const STIRRED: readonly Stirred[] = Array.from({ length: 4 }, () => ({ measures: true, comparisons: new Set() }));
const crossing = fc.tuple(fc.integer({ min: -10, max: 40 }), fc.constantFrom(...STIRRED));

type Crossed = readonly [instant: number, stirred: Stirred];

/** Every instant of a stretch, asked of every crossing. */
function oneByOne(crossings: readonly Crossed[], at: number, until: number) {
  return Array.from({ length: Math.max(0, until - at) }, (_, index) => at + 1 + index).flatMap((instant) => {
    const near = crossings.filter(([crossed]) => crossed - 1 <= instant && instant <= crossed + 2);
    return near.length === 0 ? [] : [[instant, places(near.map(([, stirred]) => stirred))]];
  });
}

const grouped = (crossings: readonly Crossed[]) =>
  new Map([...Map.groupBy(crossings, ([instant]) => instant)].map(([at, all]) => [at, all.map(([, each]) => each)]));

const places = (stirred: readonly Stirred[]) => stirred.map((each) => STIRRED.indexOf(each)).sort();

describe("turnsNear", () => {
  it("is every instant from one before a crossing to two after it, in order, with all that it is near", () => {
    fc.assert(
      fc.property(
        fc.array(crossing, { maxLength: 12 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        (crossings, at, until) => {
          const within = crossings.filter(([instant]) => isWithin(instant, at, until));
          const turns = [...turnsNear(grouped(within), at, until)].map(([instant, stirred]) => [
            instant,
            places(stirred),
          ]);
          expect(turns).toEqual(oneByOne(crossings, at, until));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("leaves out what cannot be computed, and what never comes", () => {
    const instants = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 7];
    expect(instants.filter((instant) => isWithin(instant, 0, 8.64e15))).toEqual([7]);
  });
});
