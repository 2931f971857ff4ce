import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { armsOf, experimentsIn } from "./experiment.ts";
import { SlotSchema } from "./slot.ts";

const one = (key: string, more: object = {}) => ({ key, rule: { all: [] }, content: key, ...more });
const faults = (...snippets: object[]) =>
  v.safeParse(SlotSchema, { key: "hero", snippets }).issues?.map((issue) => [v.getDotPath(issue), issue.message]);

describe("an experiment", () => {
  it("covers all buckets, each arm as much as it weighs", () => {
    const slot = {
      snippets: [one("a"), one("b", { weight: 2 }), one("c", { weight: 5 })].map((s) => ({ ...s, experiment: "e" })),
    };
    expect(armsOf(slot, "e").map(({ from, to }) => [from, to])).toEqual([
      [0, 12.5],
      [12.5, 37.5],
      [37.5, 100],
    ]);
    expect(armsOf(slot, "other")).toEqual([]);
    expect(experimentsIn(v.parse(SlotSchema, { key: "hero", snippets: [one("x"), ...slot.snippets] }))).toEqual(["e"]);
  });

  it("compares like with like: two or more snippets of one rule and one schedule", () => {
    const [a, b] = [one("a", { experiment: "e" }), one("b", { experiment: "e", weight: 0.5 })];
    expect(faults(a, b)).toBeUndefined();
    expect(faults(a)).toEqual([["snippets.0.experiment", "needs another snippet of the slot to compare with"]]);
    expect(faults(one("x"), a, { ...b, rule: { fact: "orders", gt: 0 } })).toEqual([
      ["snippets.2.rule", "must be that of a, the experiment’s first"],
    ]);
    expect(faults(a, { ...b, until: "2027-01-01" })?.[0]?.[0]).toBe("snippets.1.until");
  });

  it("refuses weights where nothing is dealt, and such as are none", () => {
    expect(faults(one("a", { weight: 1 }))?.[0]?.[0]).toBe("snippets.0.weight");
    for (const weight of [0, -1, "1", null, 1e9])
      expect(faults(one("a", { experiment: "e", weight }), one("b", { experiment: "e" }))?.[0]?.[0]).toBe(
        "snippets.0.weight",
      );
  });
});

describe("caps and costs", () => {
  it("are taken as they are written", () => {
    expect(
      faults(
        one("a", { cap: { per: "day", times: 2 }, stopAfterConversion: true, cost: { amount: 0.02, per: "exposure" } }),
      ),
    ).toBeUndefined();
    expect(faults(one("a", { cap: null, experiment: null, cost: null }))).toBeUndefined();
  });

  it.each([
    [{ cap: { per: "week", times: 1 } }, "snippets.0.cap.per"],
    [{ cap: { per: "day", times: 0 } }, "snippets.0.cap.times"],
    [{ cap: { per: "day", times: 1.5 } }, "snippets.0.cap.times"],
    [{ cap: { per: "day" } }, "snippets.0.cap.times"],
    [{ stopAfterConversion: "yes" }, "snippets.0.stopAfterConversion"],
    [{ cost: { amount: -1, per: "total" } }, "snippets.0.cost.amount"],
    [{ cost: { amount: 1, per: "click" } }, "snippets.0.cost.per"],
    [{ cost: 3 }, "snippets.0.cost"],
    [{ experiment: "a/b" }, "snippets.0.experiment"],
  ])("refuses %j", (more, path) => {
    expect(faults(one("a", more))?.[0]?.[0]).toBe(path);
  });
});
