import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hearServerTime } from "../remote/serverClock.ts";
import { settings } from "../settings.ts";
import { createClockState, machineAge } from "./createClockState.ts";

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 10, 27, 12);
const answerAt = (at: number) => new Response("{}", { headers: { date: new Date(at).toUTCString() } });

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(NOON + HOUR_MS);
});
afterEach(() => vi.useRealTimers());

describe("createClockState", () => {
  it("tells the Worker's time on a machine whose clock is an hour off, and goes on by the machine's ticks", () => {
    const clock = createClockState(() => HOUR_MS);
    expect(clock.now.value).toBe(NOON);
    vi.advanceTimersByTime(5_000);
    expect(clock.now.value).toBe(NOON + 5_000);
    expect(machineAge(clock.now, NOON + HOUR_MS)).toBe(5_000);
    clock.end();
  });
});

describe("hearServerTime", () => {
  it("keeps how far the clock is off, ahead or behind, and forgets it once it is right", async () => {
    for (const [at, ahead] of [
      [NOON, HOUR_MS],
      [NOON + 2 * HOUR_MS, -HOUR_MS],
      [NOON + HOUR_MS - 2_000, 0],
    ] as const) {
      hearServerTime(answerAt(at));
      expect(await settings.clockAheadMs.getValue()).toBe(ahead);
    }
    hearServerTime(new Response("{}"));
    expect(await settings.clockAheadMs.getValue()).toBe(0);
  });
});
