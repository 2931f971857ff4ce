import { fc, it as property } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { addedForecasts } from "./createForecastState.ts";

const KEYS = ["new", "vip", "lost"] as const;
const people = fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...KEYS)), { maxLength: 40 });

/** What a simulation says of people, each with where they are and where they would be. */
function forecastOf(list: readonly (readonly [from: string, to: string])[]) {
  const count = (isOne: (one: readonly [string, string]) => boolean) => list.filter(isOne).length;
  const sizes = (side: 0 | 1) =>
    KEYS.map((key) => ({ key, visitors: count((one) => one[side] === key) })).filter(({ visitors }) => visitors > 0);
  const moves = KEYS.flatMap((from) => KEYS.filter((to) => to !== from).map((to) => ({ from, to })))
    .map((move) => ({ ...move, visitors: count(([from, to]) => from === move.from && to === move.to) }))
    .filter(({ visitors }) => visitors > 0);
  return { before: sizes(0), after: sizes(1), moves, cursor: null };
}
const inOrder = ({ before, after, moves }: ReturnType<typeof addedForecasts>) => ({
  before: before.toSorted((a, b) => a.key.localeCompare(b.key)),
  after: after.toSorted((a, b) => a.key.localeCompare(b.key)),
  moves: moves.toSorted((a, b) => `${a.from} ${a.to}`.localeCompare(`${b.from} ${b.to}`)),
});

describe("addedForecasts", () => {
  property.prop([people, people, people])("of parts is that of the whole", (...parts) => {
    expect(inOrder(addedForecasts(parts.map(forecastOf)))).toEqual(inOrder(forecastOf(parts.flat())));
  });
});
