import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "./defaults.ts";
import { diffConfig } from "./diffConfig.ts";

describe("diffConfig", () => {
  it("names each place that differs, as deep as it goes", () => {
    const after = structuredClone(DEFAULTS);
    after.site.currency = "DKK";
    after.scoring.rfm.thresholds.recency = [30, 60, 120, 365];
    after.site.rates = { "U/D": 1 };
    expect(diffConfig(DEFAULTS, after)).toEqual([
      { path: "/site/currency", before: "EUR", after: "DKK" },
      { path: "/site/rates/U~1D", after: 1 },
      { path: "/scoring/rfm/thresholds/recency/3", before: 240, after: 365 },
    ]);
  });

  it("tells lists from objects, and null from nothing", () => {
    expect(diffConfig({ a: [], b: null }, { a: {}, c: null })).toEqual([
      { path: "/a", before: [], after: {} },
      { path: "/b", before: null },
      { path: "/c", after: null },
    ]);
  });

  it("is empty of a document and its copy, and only of those", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(diffConfig(a, structuredClone(a))).toEqual([]);
        expect(diffConfig(a, b).length === 0).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
      }),
    );
  });
});

/** The same value with the keys of every object in order, and objects told from lists. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { entries: entries.map(([key, inner]) => [key, sorted(inner)]) };
}
