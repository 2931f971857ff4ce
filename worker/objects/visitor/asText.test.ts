import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOf, told, untold, valueIn } from "./asText.ts";

const someone = { id: "a", bucket: "a", segment: "new", proven: false };

const aFact = fc.oneof(
  fc.string(),
  fc.double().map((value) => value + 0),
  fc.boolean(),
  fc.array(fc.string()),
  fc.constant(undefined),
);

describe("told", () => {
  it("brings every fact across as it is, one that JSON does not know too", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z.]{1,9}$/), aFact), (facts) => {
        const answer = { kind: "found" as const, found: { ...someone, facts } };
        // What is missing is missing, whether or not its name is there.
        expect(untold(told(answer))).toEqual(answer);
      }),
    );
  });

  it("is a text for a page view, and a structure where an import asks for the whole row", () => {
    const recorded = { kind: "recorded" as const, id: "a", accepted: 1, known: { ...someone, facts: {} }, row: null };
    expect(typeof told(recorded)).toBe("string");
    expect(untold(told(recorded))).toEqual(recorded);
    expect(typeof told({ kind: "unknown" })).toBe("string");
  });
});

describe("textOf", () => {
  it("is what valueIn reads", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(valueIn(textOf(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
