import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { SegmentSchema } from "./segment.ts";

const faults = (input: unknown) => v.safeParse(SegmentSchema, input).issues?.map((issue) => v.getDotPath(issue));

describe("SegmentSchema", () => {
  it("takes a key, names by language and a rule; names may be left out", () => {
    const segment = { key: "vip", name: { en: "VIP", "zh-Hant-TW": "貴賓" }, rule: { fact: "orders", gte: 5 } };
    expect(v.parse(SegmentSchema, segment)).toEqual(segment);
    expect(v.parse(SegmentSchema, { key: "vip", rule: { all: [] } }).name).toEqual({});
  });

  it.each(["segment", "audience", "page.path", "time.hour", "device"])("refuses a rule that asks for %s", (fact) => {
    expect(faults({ key: "a", rule: { all: [{ not: { fact, exists: true } }] } })).toEqual(["rule.all.0.not.fact"]);
  });

  it.each(["", "-a", "a b", "a/b", "constructor", "__proto__", "a".repeat(65), 3])("refuses the key %j", (key) => {
    expect(faults({ key, rule: { all: [] } })).toContain("key");
  });

  it("refuses unknown keys, a rule left out and names that are no text", () => {
    expect(faults({ key: "a", rule: { all: [] }, colour: "red" })).toEqual(["colour"]);
    expect(faults({ key: "a" })).toEqual(["rule"]);
    expect(faults({ key: "a", name: { en: 3 }, rule: { all: [] } })).toEqual(["name.en"]);
    expect(faults({ key: "a", name: { "en us": "x" }, rule: { all: [] } })).toEqual(["name.en us"]);
  });
});
