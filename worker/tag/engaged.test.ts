import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { beginEngaged, takeEngaged, watchEngaged } from "./engaged.ts";

let isHidden = false;
let isFocused = true;

beforeEach(() => {
  vi.useFakeTimers();
  [isHidden, isFocused] = [false, true];
  vi.spyOn(document, "hidden", "get").mockImplementation(() => isHidden);
  vi.spyOn(document, "hasFocus").mockImplementation(() => isFocused);
  watchEngaged();
  beginEngaged();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const seconds = () => takeEngaged()?.seconds ?? 0;

describe("takeEngaged", () => {
  it("counts arriving as the first use, for thirty seconds", () => {
    vi.advanceTimersByTime(120_000);
    expect(seconds()).toBe(30);
  });

  it("counts on while there is input", () => {
    for (const type of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"]) {
      vi.advanceTimersByTime(29_000);
      dispatchEvent(new Event(type));
    }
    expect(seconds()).toBe(145);
  });

  it("counts no time out of sight or out of focus", () => {
    vi.advanceTimersByTime(4_000);
    isHidden = true;
    vi.advanceTimersByTime(5_000);
    [isHidden, isFocused] = [false, false];
    vi.advanceTimersByTime(5_000);
    isFocused = true;
    vi.advanceTimersByTime(3_000);
    // A change is noticed within a second.
    expect(Math.abs(seconds() - 7)).toBeLessThanOrEqual(1);
  });

  it("counts what was used up to the moment of leaving", () => {
    vi.advanceTimersByTime(2_900);
    isHidden = true;
    expect(seconds()).toBe(3);
  });

  it("counts each second once, and what is left over next time", () => {
    vi.advanceTimersByTime(1_400);
    expect(seconds()).toBe(1);
    vi.advanceTimersByTime(1_200);
    expect(seconds()).toBe(2);
    expect(takeEngaged()).toBeUndefined();
  });

  it("counts no time for which the computer slept", () => {
    vi.advanceTimersByTime(3_000);
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(seconds()).toBeLessThanOrEqual(5);
  });

  it("begins anew with a page", () => {
    vi.advanceTimersByTime(10_000);
    beginEngaged();
    expect(takeEngaged()).toBeUndefined();
  });
});
