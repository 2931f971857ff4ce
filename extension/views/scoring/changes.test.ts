import { describe, expect, it } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { changedAt, editsOf } from "../../state/scoringEdits.ts";
import { changesIn } from "./changes.ts";
import { movedSegment, removedSegment } from "./segmentList.ts";

const parsed = parseSiteConfig(DEFAULTS);
if ("errors" in parsed) throw new RangeError("the default configuration is valid");
const base = editsOf(parsed.config);

describe("changesIn", () => {
  it("is empty where nothing is changed", () => {
    expect(changesIn(base, structuredClone(base))).toEqual([]);
  });

  it.each([
    [
      ["scoring", "rfm", "thresholds", "recency"],
      [1, 2, 3, 4],
    ],
    [["scoring", "rfe", "points", "page"], { perPages: 3, points: 1, max: 5 }],
    [["scoring", "rfe", "points", "Newsletter Opened"], 2],
    [["scoring", "rfe", "windowDays"], 30],
    [["scoring", "rfd", "tenure", "starts"], []],
  ])("says what became of %s, as one thing", (path, after) => {
    const [change, ...others] = changesIn(base, changedAt(base, path, after));
    expect(change).toMatchObject({ kind: "value", path: path.slice(1), after });
    expect(others).toEqual([]);
  });

  it("says which dimensions go by another method, however it is written", () => {
    const one = changedAt(base, ["scoring", "rfm", "method"], {
      ...{ recency: "quantiles", frequency: "quantiles", monetary: "thresholds" },
    });
    const change = { kind: "value", path: ["rfm", "method", "monetary"], before: "quantiles", after: "thresholds" };
    expect(changesIn(base, one)).toEqual([change]);
    const same = { recency: "quantiles", frequency: "quantiles", monetary: "quantiles" };
    expect(changesIn(base, changedAt(base, ["scoring", "rfm", "method"], same))).toEqual([]);
    const tiers = changedAt(base, ["scoring", "rfd", "tiers", "method"], "quantiles");
    expect(changesIn(base, tiers)).toMatchObject([{ path: ["rfd", "tiers", "method", "frequency"] }]);
  });

  it("says what became of the list of segments", () => {
    const moved = { ...base, segments: movedSegment(base.segments, "vip", -3) };
    expect(changesIn(base, moved)).toMatchObject([{ kind: "order" }]);
    const without = { ...base, segments: removedSegment(base.segments, "lost") };
    expect(changesIn(base, without)).toEqual([{ kind: "removed", segment: "lost" }]);
    expect(changesIn(without, base)).toEqual([{ kind: "added", segment: "lost" }]);
    const renamed = changedAt(base, ["segments", 2, "name", "en"], "Gone");
    expect(changesIn(base, renamed)).toEqual([{ kind: "name", segment: "lost" }]);
    const rule = { fact: "orders", gt: 9 };
    expect(changesIn(base, changedAt(base, ["segments", 2, "rule"], rule))).toMatchObject([
      { kind: "rule", segment: "lost", after: rule },
    ]);
  });
});
