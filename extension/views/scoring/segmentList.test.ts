import { fc, it as property } from "@fast-check/vitest";
import * as v from "valibot";
import { describe, expect } from "vitest";
import { DEFAULT_SEGMENTS } from "#shared/segments/defaultSegments";
import { KeySchema } from "#shared/segments/key";
import { addedSegment, changedSegment, keyFor, movedSegment, removedSegment, type Segment } from "./segmentList.ts";

const list: readonly Segment[] = DEFAULT_SEGMENTS.map((segment) => ({ ...segment, name: { ...segment.name } }));
const last = list.at(-1);
const keys = list.map(({ key }) => key);
const someKey = fc.constantFrom(...keys, "nobody");
const keysOf = (segments: readonly Segment[]) => segments.map(({ key }) => key);

describe("the list of segments", () => {
  property.prop([someKey, fc.integer({ min: -12, max: 12 })])(
    "has the same segments however one is moved, and ends with the same",
    (key, by) => {
      const after = movedSegment(list, key, by);
      expect(keysOf(after).toSorted()).toEqual(keys.toSorted());
      expect(after.at(-1)).toEqual(last);
    },
  );

  property.prop([fc.nat(8), fc.constantFrom(-1, 1)])("is as it was where one is moved there and back", (place, by) => {
    const key = keys[place] ?? "";
    const there = movedSegment(list, key, by);
    if (keysOf(there).join() !== keys.join()) expect(movedSegment(there, key, -by)).toEqual(list);
  });

  property.prop([someKey, fc.string()])("ends with the same where one is added and another removed", (key, name) => {
    const added: Segment = { key: keyFor(name, keys), name: { en: name }, rule: { fact: "orders", gte: 2 } };
    const after = removedSegment(addedSegment(list, added), key);
    expect(after.at(-1)).toEqual(last);
    expect(keysOf(after)).toContain(added.key);
    expect(after).toHaveLength(list.length + (key === "nobody" || key === last?.key ? 1 : 0));
  });

  property.prop([someKey])("changes one and no other", (key) => {
    const after = changedSegment(list, key, { name: { en: "Other name" } });
    expect(after.filter((segment, index) => segment !== list[index])).toHaveLength(key === "nobody" ? 0 : 1);
  });
});

describe("keyFor", () => {
  property.prop([
    fc.oneof(fc.string({ maxLength: 200 }), fc.constantFrom(...keys, "__proto__", "constructor", "Lost")),
  ])("is a key that can be saved and that no other has, whatever the name", (name) => {
    const key = keyFor(name, keys);
    expect(v.safeParse(KeySchema, key).success).toBe(true);
    expect(keys).not.toContain(key);
    expect(keyFor(name, [...keys, key])).not.toBe(key);
  });
});
