import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Broken } from "./fault.ts";
import type { AppEnv } from "./middleware/context.ts";
import { type Dialect, onError } from "./problem.ts";

/** The answer to a request whose handler throws. */
async function thrown(error: Error, dialect: Dialect = "problem"): Promise<Response> {
  const app = new Hono<AppEnv>();
  app.onError(onError);
  app.get("/", (c) => {
    c.set("dialect", dialect);
    throw error;
  });
  return await app.request("/");
}

describe("onError", () => {
  const logged: string[] = [];
  beforeEach(() => {
    logged.length = 0;
    vi.spyOn(console, "error").mockImplementation((line) => void logged.push(String(line)));
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    ["is overloaded", Object.assign(new Error("Durable Object is overloaded"), { overloaded: true })],
    ["says that a retry helps", Object.assign(new Error("reset"), { retryable: true })],
    ["has been reset", Object.assign(new Error("code was updated"), { durableObjectReset: true })],
    ["has a full disk", new Error("database or disk is full: SQLITE_FULL")],
    ["cannot be read", new Error("disk I/O error: SQLITE_IOERR")],
    ["cannot be opened", new Error("internal error; reference = cmn3m6i7dkgqor1en03f905k")],
    ["is broken on purpose", new Broken("visitor")],
  ])("asks to try again where an object %s", async (_, error) => {
    for (const dialect of ["problem", "segment", "ofrep"] as const) {
      const answer = await thrown(error, dialect);
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
      expect(await answer.text()).not.toContain(error.message);
    }
    expect(logged).toHaveLength(3);
  });

  it("is 500 for a bug of our own, in no more words than where it is logged", async () => {
    const answer = await thrown(new TypeError("x is not a function"));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([500, null]);
    const { instance } = await answer.json<{ instance: string }>();
    expect(instance).toMatch(/^urn:uuid:/);
    expect(logged.join()).toContain(instance);
  });
});
