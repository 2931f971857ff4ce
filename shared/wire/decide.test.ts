import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { DecideBodySchema, isUsualBody } from "./decide.ts";

const aValue = fc.oneof(
  fc.constantFrom(undefined, null, true, 1, "", "text", [], {}),
  fc.integer({ min: 250, max: 260 }).map((length) => "x".repeat(length)),
  fc.array(fc.constantFrom("hero", 1, null)),
  fc.record(
    { url: fc.constantFrom("/", null, 1, undefined), referrer: fc.constantFrom("/", null, []) },
    { requiredKeys: [] },
  ),
);
const NAMES = Object.keys(DecideBodySchema.entries);
const aBody = fc.oneof(fc.dictionary(fc.constantFrom(...NAMES, "anything"), aValue, { maxKeys: 4 }), aValue);

describe("isUsualBody", () => {
  it("is what the schema finds of every body that is an object", () => {
    fc.assert(
      fc.property(aBody, (body) => {
        const checked = v.safeParse(DecideBodySchema, body);
        // What the schema takes for an object though it is a list is left to the schema.
        const isList =
          Array.isArray(body) || (typeof body === "object" && body !== null && Array.isArray(Object(body).page));
        expect(isUsualBody(body)).toBe(checked.success && !isList);
        if (isUsualBody(body)) expect(checked.output).toEqual(body);
      }),
      { numRuns: 2_000 },
    );
  });
});
