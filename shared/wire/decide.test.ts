import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { decide } from "../decision/decide.ts";
import { answerText, DecideBodySchema, isUsualBody } from "./decide.ts";

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
        const { page, consent } = Object(body);
        const isList = [body, page, consent].some(Array.isArray);
        expect(isUsualBody(body)).toBe(checked.success && !isList);
        if (isUsualBody(body)) expect(checked.output).toEqual(body);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("answerText", () => {
  const slot = fc.record({
    key: fc.string({ unit: "binary" }),
    selector: fc.option(fc.string({ unit: "binary" })),
    holdoutPercent: fc.constantFrom(0, 50),
    snippets: fc.array(
      fc.record({
        key: fc.string(),
        rule: fc.constantFrom({ all: [] }, { any: [] }),
        content: fc.string({ unit: "binary" }),
        contentType: fc.constantFrom("text/html", "application/json"),
        from: fc.constant(null),
        until: fc.constant(null),
      }),
    ),
  });

  it("says of whatever is decided what JSON.stringify says, the second time too", () => {
    const others = fc.record({
      success: fc.option(fc.constant(true), { nil: undefined }),
      segment: fc.option(fc.string({ unit: "binary" })),
      token: fc.option(fc.string(), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(slot),
        others,
        fc.integer({ min: 0, max: 99 }),
        (slots, { success, segment, token }, bucket) => {
          for (let time = 0; time < 2; time++) {
            const decisions = decide(
              slots,
              () => undefined,
              0,
              () => bucket,
            );
            const answer = { success, segment, decisions, configVersion: 3, token };
            expect(answerText(answer)).toBe(JSON.stringify(answer));
          }
        },
      ),
    );
  });

  it("says what was made of a decision, not what it was made of", () => {
    const snippet = { key: "a", rule: { all: [] }, content: "own", contentType: "text/html" as const };
    const slots = [
      { key: "hero", selector: null, holdoutPercent: 0, snippets: [{ ...snippet, from: null, until: null }] },
    ];
    const decided = decide(
      slots,
      () => undefined,
      0,
      () => 0,
    );
    const answer = (decisions: typeof decided) => ({ segment: null, decisions, configVersion: 1 });
    const translated = Object.fromEntries(
      Object.entries(decided).map(([slot, decision]) => [slot, { ...decision, language: "da" }]),
    );
    expect(answerText(answer(decided))).not.toContain("language");
    expect(answerText(answer(translated))).toContain('"language":"da"');
  });
});
