import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { changedAt, editsOf, isSame, mergeEdits, type ScoringEdits } from "./scoringEdits.ts";

const parsed = parseSiteConfig(DEFAULTS);
if ("errors" in parsed) throw new RangeError("the default configuration is valid");
const { config } = parsed;
const base = editsOf(config);

type Edit = (before: ScoringEdits) => ScoringEdits;
const cuts = fc
  .array(fc.integer({ min: 0, max: 500 }), { minLength: 4, maxLength: 4 })
  .map((list) => list.sort((a, b) => a - b));
const own = fc
  .constantFrom("own-1", "own-2")
  .map((key) => ({ key, name: { en: key }, rule: { fact: "orders", gte: 7 } }));
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constantFrom("recency", "monetary"), cuts).map(
    ([dimension, list]): Edit =>
      (before) =>
        changedAt(before, ["scoring", "rfm", "thresholds", dimension], list),
  ),
  fc.integer({ min: 1, max: 400 }).map(
    (days): Edit =>
      (before) =>
        changedAt(before, ["scoring", "rfe", "windowDays"], days),
  ),
  fc.constantFrom(3, { perSeconds: 10, points: 1, max: 5 }, { perPages: 2, points: 1, max: 3 }).map(
    (points): Edit =>
      (before) =>
        changedAt(before, ["scoring", "rfe", "points", "page"], points),
  ),
  fc.constantFrom({ fact: "orders", gt: 3 }, { fact: "orders", lte: 3 }).map(
    (rule): Edit =>
      (before) =>
        changedAt(before, ["segments", 2, "rule"], rule),
  ),
  own.map(
    (segment): Edit =>
      (before) => ({
        ...before,
        segments: before.segments.some(({ key }) => key === segment.key)
          ? before.segments
          : [segment, ...before.segments],
      }),
  ),
  fc.nat(8).map(
    (place): Edit =>
      (before) => ({
        ...before,
        segments: before.segments.filter((_, index) => index !== place || index === before.segments.length - 1),
      }),
  ),
  fc.nat(7).map(
    (place): Edit =>
      ({ segments, ...rest }) => {
        const moved = segments.filter((_, index) => index !== place);
        return { ...rest, segments: [...segments.slice(place, place + 1), ...moved] };
      },
  ),
);
const edited = fc.array(edit, { maxLength: 5 }).map((edits) => edits.reduce((before, one) => one(before), base));

describe("mergeEdits", () => {
  property.prop([edited, edited])("leaves nothing behind that only one of two has changed", (mine, theirs) => {
    expect(mergeEdits(base, mine, base)).toEqual({ merged: mine, lost: [] });
    expect(mergeEdits(base, base, theirs)).toEqual({ merged: theirs, lost: [] });
    expect(mergeEdits(base, mine, mine)).toEqual({ merged: mine, lost: [] });
  });

  property.prop([edited, edited])(
    "always is a configuration that can be saved, with everybody in a segment",
    (mine, theirs) => {
      const { merged } = mergeEdits(base, mine, theirs);
      const read = parseSiteConfig({ ...config, ...merged });
      expect("errors" in read ? read.errors : []).toEqual([]);
      expect(merged.segments.at(-1)).toEqual(base.segments.at(-1));
    },
  );

  it("takes theirs where both changed the same, says where, and keeps mine elsewhere", () => {
    const cut = (list: number[]) => ["scoring", "rfm", "thresholds", "recency", list] as const;
    const [, , , , mineCuts] = cut([1, 2, 3, 4]);
    const path = ["scoring", "rfm", "thresholds", "recency"];
    const mine = changedAt(changedAt(base, path, mineCuts), ["scoring", "rfe", "windowDays"], 30);
    const theirs = changedAt(changedAt(base, path, [5, 6, 7, 8]), ["segments", 2, "name", "fi"], "Kadonnut");
    const { merged, lost } = mergeEdits(base, mine, theirs);
    expect(lost).toEqual(["/scoring/rfm/thresholds/recency"]);
    expect(merged.scoring.rfm.thresholds.recency).toEqual([5, 6, 7, 8]);
    expect(merged.scoring.rfe.windowDays).toBe(30);
    expect(merged.segments[2]?.name).toEqual({ en: "Lost", fi: "Kadonnut" });
  });

  it("never makes one rule of two", () => {
    const rule = (change: object) => changedAt(base, ["segments", 2, "rule"], change);
    const { merged, lost } = mergeEdits(base, rule({ fact: "orders", gt: 3 }), rule({ fact: "orders", lt: 9 }));
    expect(merged.segments[2]?.rule).toEqual({ fact: "orders", lt: 9 });
    expect(lost).toEqual(["/segments/lost/rule"]);
  });
});

describe("changedAt", () => {
  it("leaves what it was given as it was", () => {
    const before = { a: { b: 1 } };
    expect(changedAt(before, ["a", "b"], 2)).toEqual({ a: { b: 2 } });
    expect(changedAt(before, ["a", "b"], undefined)).toEqual({ a: {} });
    expect(before).toEqual({ a: { b: 1 } });
    expect(isSame(base, editsOf(config))).toBe(true);
  });
});
