import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { scoreOf } from "#shared/scoring/score";
import { ladderOf } from "./ladder.ts";

const cuts = (amount: fc.Arbitrary<number>) =>
  fc.array(amount, { minLength: 4, maxLength: 4 }).map((each) => each.toSorted((a, b) => a - b));
const amounts = fc.double({ min: 0, max: 50, noNaN: true });

const DIMENSIONS = ["recency", "monetary", "engagement", "duration"] as const;

describe("ladderOf", () => {
  test.prop([cuts(amounts), amounts, fc.constantFrom(...DIMENSIONS)])(
    "holds each amount on the rung of its score, and on no other",
    (each, value, dimension) => {
      const on = ladderOf(each, dimension).filter(
        ({ from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, isEmpty }) =>
          !isEmpty && from < value && value <= to,
      );
      expect(on.map(({ step }) => step)).toEqual([scoreOf(value, each, dimension === "recency")]);
    },
  );

  test.prop([cuts(amounts), fc.nat(60)])(
    "holds each count on the rung of its score, and on no other",
    (each, value) => {
      const on = ladderOf(each, "frequency").filter(
        ({ from = 0, to = Number.POSITIVE_INFINITY, isEmpty }) => !isEmpty && from <= value && value <= to,
      );
      expect(on.map(({ step }) => step)).toEqual([scoreOf(value, each, false)]);
    },
  );
});
