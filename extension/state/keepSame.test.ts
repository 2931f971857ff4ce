import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { keepSame } from "./keepSame.ts";

/** Plain data, as ports carry it. */
const said = fc.jsonValue({ maxDepth: 3 });
const copy = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("keepSame", () => {
  test.prop([said, said])("says what is said now, whatever was said before", (before, after) => {
    expect(keepSame(copy(before), copy(after))).toEqual(copy(after));
  });

  test.prop([said])("is the very same where the same is said", (value) => {
    const before = copy(value);
    expect(keepSame(before, copy(value))).toBe(before);
  });

  it("takes a name that every object has for any other", () => {
    const after = keepSame({}, JSON.parse('{ "__proto__": {}, "toString": {} }'));
    expect(JSON.stringify(after)).toBe('{"__proto__":{},"toString":{}}');
    expect(Object.getPrototypeOf(after)).toBe(Object.prototype);
  });

  it("keeps each part that says the same", () => {
    const before = { scores: { rfm: [1, 2], rfe: [3] }, segment: { key: "new" } };
    const after = keepSame(before, { scores: { rfm: [1, 2], rfe: [4] }, segment: { key: "new" } });
    expect(after.scores).not.toBe(before.scores);
    expect(after.scores.rfm).toBe(before.scores.rfm);
    expect(after.segment).toBe(before.segment);
  });

  it("knows messages wherever they are in a list", () => {
    const before = ["c", "b", "a"].map((messageId) => ({ messageId, points: [1] }));
    const after = keepSame(
      before,
      ["d", "c", "b"].map((messageId) => ({ messageId, points: [1] })),
    );
    expect(after.slice(1)).toEqual(before.slice(0, 2));
    expect(after[1]).toBe(before[0]);
    expect(after[2]).toBe(before[1]);
  });

  it("takes what has a member less, or one of another kind, for another", () => {
    expect(keepSame({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(keepSame([1, 2], [1])).toEqual([1]);
    expect(keepSame([1], { 0: 1 })).toEqual({ 0: 1 });
    expect(keepSame({ a: null }, { a: {} })).toEqual({ a: {} });
  });
});
