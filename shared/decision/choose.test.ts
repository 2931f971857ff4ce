import { describe, expect, it } from "vitest";
import { choose, NO_LIMITS } from "./choose.ts";
import { bucketOf } from "./holdout.ts";
import type { Slot } from "./slot.ts";
import type { Snippet } from "./snippet.ts";

const snippet = (key: string, more: Partial<Snippet> = {}): Snippet => ({
  ...{ key, rule: { all: [] }, content: key, contentType: "text/plain", from: null, until: null },
  ...more,
});
const arm = (key: string, more: Partial<Snippet> = {}) => snippet(key, { experiment: "spring", ...more });
const slotOf = (snippets: Snippet[], more: Partial<Slot> = {}): Slot => ({
  ...{ key: "hero", selector: null, holdoutPercent: 0, snippets },
  ...more,
});
const nothing = () => undefined;
const never = () => {
  throw new Error("nothing is drawn");
};
/** Where one of many visitors falls, as a decision asks it. */
const visitor = (index: number) => (draw: string) => bucketOf(`demo/${draw}/visitor-${index}`);
const VISITORS = 40_000;

/** Pearson’s statistic of what was counted against what was to be. */
const chiSquared = (counts: readonly number[], shares: readonly number[]) =>
  counts.reduce((sum, count, index) => {
    const expected = VISITORS * (shares[index] ?? 0);
    return sum + (count - expected) ** 2 / expected;
  }, 0);

describe("choose", () => {
  it("takes the first snippet that fits, and draws nothing where there is nothing to draw", () => {
    const slot = slotOf([snippet("no", { rule: { any: [] } }), snippet("yes"), snippet("late")]);
    expect(choose(slot, nothing, 0, never)).toMatchObject({ snippet: { key: "yes" }, holdout: null });
    expect(choose(slotOf([]), nothing, 0, never)).toBeNull();
  });

  it("chooses nothing on a page that the slot is not on", () => {
    const slot = slotOf([snippet("a")], { pages: { fact: "page.path", eq: "/" } });
    const on = (path: string | undefined) =>
      choose(slot, (name) => (name === "page.path" ? path : undefined), 0, never);
    expect([on("/")?.snippet.key, on("/cart"), on(undefined)]).toEqual(["a", null, null]);
  });

  it("passes over what is capped, and from a capped arm on to what stands behind the experiment", () => {
    const isCapped = (slot: string, key: string) => slot === "hero" && ["a", "first"].includes(key);
    const slot = slotOf([snippet("first"), arm("a"), arm("b"), snippet("last")]);
    const chosen = (bucket: number) => choose(slot, nothing, 0, () => bucket, { ...NO_LIMITS, isCapped })?.snippet.key;
    expect([chosen(0), chosen(49.99), chosen(50), chosen(99.99)]).toEqual(["last", "last", "b", "b"]);
  });

  it("holds the same people out of every slot for the site, and others of each for the slot", () => {
    const limits = { ...NO_LIMITS, holdoutPercent: 5 };
    let [site, heroOnly, both] = [0, 0, 0];
    for (let index = 0; index < VISITORS; index++) {
      const [hero, footer] = ["hero", "footer"].map((key) =>
        choose(slotOf([snippet("x")], { key, holdoutPercent: 10 }), nothing, 0, visitor(index), limits),
      );
      expect(hero?.holdout === "site").toBe(footer?.holdout === "site");
      if (hero?.holdout === "site") site += 1;
      else if (hero?.holdout === "slot" && footer?.holdout === "slot") both += 1;
      else if (hero?.holdout === "slot") heroOnly += 1;
    }
    const shares = [0.05, 0.95 * 0.1 * 0.9, 0.95 * 0.01];
    const [bySite, bySlot] = [site, heroOnly + both].map((count) => ((100 * count) / VISITORS).toFixed(2));
    console.log(
      `Held out of ${VISITORS}: ${bySite} % by the site (5 expected), ${bySlot} % by the slot (9.5 expected)`,
    );
    // Three degrees of freedom: beyond 16.3 once in a thousand.
    const rest = VISITORS - site - heroOnly - both;
    expect(chiSquared([site, heroOnly, both, rest], [...shares, 1 - shares.reduce((a, b) => a + b)])).toBeLessThan(
      16.3,
    );
  });

  it.each([
    ["even", [1, 1]],
    ["one to three", [1, 3]],
    ["of five", [5, 1, 2, 1, 1]],
  ])("deals an experiment by its weights: %s", (_, weights) => {
    const slot = slotOf(weights.map((weight, index) => arm(`arm-${index}`, { weight })));
    const counts = weights.map(() => 0);
    for (let index = 0; index < VISITORS; index++) {
      const key = choose(slot, nothing, 0, visitor(index))?.snippet.key ?? "";
      const place = Number(key.slice("arm-".length));
      counts[place] = (counts[place] ?? 0) + 1;
    }
    const whole = weights.reduce((a, b) => a + b);
    // Four degrees of freedom: beyond 18.5 once in a thousand.
    expect(
      chiSquared(
        counts,
        weights.map((weight) => weight / whole),
      ),
    ).toBeLessThan(18.5);
  });

  it("deals to each visitor the same for ever, whatever stands beside the experiment or is written in it", () => {
    const before = slotOf([arm("a"), arm("b")]);
    const after = slotOf([snippet("no", { rule: { any: [] } }), arm("a", { content: "new" }), snippet("x"), arm("b")]);
    for (let index = 0; index < 1_000; index++)
      expect(choose(after, nothing, 0, visitor(index))?.snippet.key).toBe(
        choose(before, nothing, 0, visitor(index))?.snippet.key,
      );
  });

  it("draws unrelatedly: an arm tells nothing of the holdout, of another slot’s arm or of another experiment’s", () => {
    const split = (more: Partial<Slot> = {}, experiment = "spring") =>
      slotOf([snippet("a", { experiment }), snippet("b", { experiment })], more);
    const pairs: [string, Slot, Slot][] = [
      ["holdout", split(), split({ holdoutPercent: 50 })],
      ["slot", split(), split({ key: "footer" })],
      ["experiment", split(), split({}, "summer")],
    ];
    for (const [what, one, other] of pairs) {
      const counts = [0, 0, 0, 0];
      for (let index = 0; index < VISITORS; index++) {
        const first = choose(one, nothing, 0, visitor(index))?.snippet.key === "a" ? 0 : 1;
        const second = choose(other, nothing, 0, visitor(index));
        const isSecond = what === "holdout" ? second?.holdout === "slot" : second?.snippet.key === "a";
        const place = 2 * first + (isSecond ? 0 : 1);
        counts[place] = (counts[place] ?? 0) + 1;
      }
      // Three degrees of freedom: beyond 16.3 once in a thousand.
      expect(chiSquared(counts, [0.25, 0.25, 0.25, 0.25])).toBeLessThan(16.3);
    }
  });
});
