import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sitesInTurn } from "./sitesInTurn.ts";

const keys = ["a", "b", "c", "d", "e"];
let name: string;
const done: string[] = [];
const round = (calls: number, atOnce = 1) =>
  sitesInTurn(env, { name, failure: "measuring-failed", keys, atOnce }, async (key) => {
    done.push(key);
    return calls;
  });

beforeEach(() => {
  name = crypto.randomUUID();
  done.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("sitesInTurn", () => {
  it("does all of them, each once, where one invocation may", async () => {
    await round(1, 2);
    expect(done).toEqual(keys);
    expect(await env.PUBLISHED.get(`turn:${name}`)).toBeNull();
  });

  it("stops in time for what one invocation may call, and goes on there the next time, round and round", async () => {
    for (let night = 0; night < 4; night++) await round(4_000);
    expect(done.join("")).toBe("abcdeabc");
  });

  it("stops when it has taken ten minutes, and goes on there the next time", async () => {
    const began = Date.now();
    vi.setSystemTime(began);
    const slow = () =>
      sitesInTurn(env, { name, failure: "measuring-failed", keys, atOnce: 1 }, async (key) => {
        vi.setSystemTime(Date.now() + 4 * 60_000);
        done.push(key);
        return 1;
      });
    await slow();
    expect(done.join("")).toBe("abc");
    await slow();
    expect(done.join("")).toBe("abcdea");
  });

  it("lets a site that fails, or never ends, keep no other from its turn", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const over = sitesInTurn(env, { name, failure: "measuring-failed", keys, atOnce: 1 }, async (key) => {
      if (key === "b") throw new Error("on purpose");
      if (key === "c") await new Promise(() => undefined);
      done.push(key);
      return 1;
    });
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(60_000);
      expect(done.join("")).toBe("ade");
    });
    await over;
    expect(error.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
      { level: "error", what: "measuring-failed", site: "b", error: expect.objectContaining({ name: "Error" }) },
      { level: "error", what: "measuring-failed", site: "c", error: expect.objectContaining({ name: "TimeoutError" }) },
    ]);
  });
});
