import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { exposedTo, lastServed, type ServedSlot, shownSince, UNEXPOSED } from "./exposures.ts";
import type { Moment } from "./moment.ts";

const view = (at: number, slots: readonly ServedSlot[], segment = "new"): Moment => ({
  ...{ at, id: `m-${at}`, name: "page", type: "page", seq: 1 },
  ...(slots.length > 0 && { served: { version: 1, segment, slots } }),
});

/** A view fills each slot once. */
const slots: fc.Arbitrary<ServedSlot[]> = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom("hero", "footer"), fc.constantFrom("a", "b"), fc.constantFrom(0 as const, 1 as const))
    .map(([slot, snippet, held]): ServedSlot => [slot, snippet, held, `draw-${slot}`, "experiment"]),
  { maxLength: 2, selector: ([slot]) => slot },
);
const views = fc.array(slots, { maxLength: 12 }).map((all) => all.map((one, index) => view(index, one)));

describe("exposedTo", () => {
  it("remembers of each draw how somebody first took part, and counts what they were shown since", () => {
    const moments = [
      view(1, [["hero", "a", 0, "d"]], "lost"),
      view(2, []),
      view(3, [["hero", "b", 0, "d"]], "returning"),
      view(4, [["hero", "a", 0, "d"]]),
    ];
    const { shown, draws } = exposedTo(UNEXPOSED, moments);
    expect(draws.get("d")).toEqual({
      at: 1,
      snippet: "a",
      held: 0,
      segment: "lost",
      shown: { a: 2, b: 1 },
      mixed: false,
    });
    expect(shown.get("hero/a")).toEqual({ firstAt: 1, times: 2 });
  });

  it("tells who was dealt otherwise later: held out or not, and in an experiment another arm", () => {
    const mixed = (...all: ServedSlot[]) =>
      [
        ...exposedTo(
          UNEXPOSED,
          all.map((slot, index) => view(index, [slot])),
        ).draws,
      ].map(([, { mixed: is }]) => is);
    expect(mixed(["hero", "a", 0, "d", "e"], ["hero", "b", 0, "d", "e"])).toEqual([false, true]);
    expect(mixed(["hero", "a", 1, "d"], ["hero", "a", 0, "d"])).toEqual([true]);
    expect(mixed(["hero", "a", 1, "d"], ["hero", "b", 2, "d"])).toEqual([false]);
  });

  test.prop([views, fc.nat(12)])("is the same however many come at once", (moments, at) => {
    const whole = exposedTo(UNEXPOSED, moments);
    const parts = exposedTo(exposedTo(UNEXPOSED, moments.slice(0, at)), moments.slice(at));
    expect(parts).toEqual(whole);
    if (moments.every(({ served }) => served === undefined)) expect(whole).toBe(UNEXPOSED);
  });

  test.prop([views, fc.nat(12)])("agrees with counting one by one", (moments, since) => {
    const { shown } = exposedTo(UNEXPOSED, moments);
    for (const [place, { times, firstAt }] of shown) {
      const [slot = "", snippet = ""] = place.split("/");
      expect(shownSince(moments, slot, snippet, 0)).toBe(times);
      expect(shownSince(moments, slot, snippet, firstAt + 1)).toBe(times - 1);
      expect(shownSince(moments, slot, snippet, since)).toBe(
        moments.filter(
          ({ at, served }) =>
            at >= since && served?.slots.some(([a, b, held]) => a === slot && b === snippet && held === 0),
        ).length,
      );
    }
  });
});

describe("lastServed", () => {
  it("is what a slot was last answered with, nothing for whoever is held out", () => {
    const moments = [
      view(1, [["hero", "a", 0]]),
      view(2, [["hero", "b", 1]]),
      view(3, [["footer", "c", 0]]),
      view(4, []),
    ];
    expect(lastServed(moments, "hero")).toEqual({ at: 2, snippet: null });
    expect(lastServed(moments, "footer")).toEqual({ at: 3, snippet: "c" });
    expect(lastServed(moments, "aside")).toBeNull();
  });
});
