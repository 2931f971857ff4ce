import * as fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { LIMITS, MESSAGE_TYPES, MessageSchema, usualFields } from "./event.ts";

const aText = fc.constantFrom("", "a text", "x".repeat(LIMITS.messageId));
const anInstant = fc.constantFrom("2026-11-02T09:30:00.000Z", "2026-11-02");
const anObject = fc.constantFrom({}, { page: { url: "/" } });
const aMessage = fc.record(
  {
    type: fc.constantFrom(...MESSAGE_TYPES),
    ...{ messageId: aText, anonymousId: aText, userId: aText, previousId: aText, groupId: aText },
    ...{ event: aText, name: aText, category: aText, anything: aText },
    ...{ timestamp: anInstant, originalTimestamp: anInstant, sentAt: anInstant },
    ...{ properties: anObject, traits: anObject, context: anObject },
  },
  { requiredKeys: ["type"] },
);
const anything = fc.oneof(
  ...[aText, anInstant, anObject],
  fc.constantFrom(undefined, null, true, 7, 8.64e15, [], "2026-02-30", "+275760-09-13T00:00:00Z"),
  fc.constantFrom(LIMITS.messageId, LIMITS.name).map((length) => "x".repeat(length + 1)),
);
const aName = fc.constantFrom(...Object.keys(MessageSchema.entries));
/** A message as libraries send it, mostly with one thing that is otherwise. */
const anInput = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(aMessage, aName, anything).map(([one, name, value]) => ({ ...one, [name]: value })),
  },
  anything,
);

describe("usualFields", () => {
  it("reads what the schema reads, and takes nothing that the schema refuses", () => {
    let usual = 0;
    fc.assert(
      fc.property(anInput, (input) => {
        const fields = usualFields(input);
        if (fields === null) return;
        usual += 1;
        const checked = v.parse(MessageSchema, input);
        for (const [name, value] of Object.entries(fields))
          expect(value, name).toBe(Reflect.get(checked, name) ?? null);
      }),
      { numRuns: 3_000 },
    );
    expect(usual).toBeGreaterThan(1_000);
  });

  it("leaves to the schema what is refused, or is not as libraries send it", () => {
    const page = { type: "page", messageId: "m", anonymousId: "a", timestamp: "2026-11-02T09:30:00.000Z", context: {} };
    expect(usualFields(page)).toMatchObject({ type: "page", messageId: "m", timestamp: 1793611800000 });
    for (const other of [{ messageId: 7 }, { timestamp: 1793611800000 }, { context: [] }, { userId: {} }, { type: "" }])
      expect(usualFields({ ...page, ...other })).toBeNull();
  });
});
