import { createExecutionContext, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { docsCalls } from "#shared/wire/docs";
import { app } from "../../worker/app.ts";
import { askParts } from "../../worker/journeys/askParts.ts";
import { ask } from "../support/site.ts";

const DAY_MS = 86_400_000;

/** Files as the build leaves them, whatever of them is there now. */
const FILES: Readonly<Record<string, readonly [type: string, body: string]>> = {
  "/tag.js": ["text/javascript; charset=utf-8", "(()=>{})()"],
  "/openapi.json": ["application/json", "{}"],
  "/docs/": ["text/html; charset=utf-8", "<!doctype html>"],
  "/demo/": ["text/html; charset=utf-8", "<!doctype html>"],
  "/docs/docs.css": ["text/css; charset=utf-8", ":root {}"],
};

const assets = {
  fetch: async (request: Request) => {
    const file = FILES[new URL(request.url).pathname];
    return file
      ? new Response(file[1], { headers: { "content-type": file[0], etag: '"x"' } })
      : new Response(null, { status: 404 });
  },
};

function get(path: string, local = "1", init: RequestInit = {}): Promise<Response> {
  const own = { ...env, RFEDGE_LOCAL: local, ASSETS: assets };
  return Promise.resolve(
    app.fetch(new Request(`https://edge.test${path}`, { redirect: "manual", ...init }), own, createExecutionContext()),
  );
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("GET /healthz", () => {
  it("answers anybody", async () => {
    const answer = await ask("/healthz");
    expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
  });
});

describe("GET /healthz/parts", () => {
  const MINUTE_MS = 60_000;
  const PARTS = ["site", "identity", "directory", "visitor", "kv"] as const;
  /** Whatever was asked before has gone by. */
  let now = Date.now() + DAY_MS;
  beforeEach(() => {
    now += MINUTE_MS;
    vi.setSystemTime(now);
  });
  afterEach(() => {
    env.RFEDGE_FAULT = "";
    vi.useRealTimers();
  });

  const parts = async () => {
    const answer = await ask("/healthz/parts");
    const { status, parts: each } = v.parse(docsCalls.parts.answer, await answer.json());
    const failing = PARTS.filter((part) => each[part] === "failing");
    return { code: answer.status, status, failing, retryAfter: answer.headers.get("retry-after") };
  };
  const WELL = { code: 200, status: "ok", failing: [], retryAfter: null };

  it("says that each part answers, and leaves nothing where it has asked", async () => {
    expect(await parts()).toEqual(WELL);
    const visitor = env.VISITOR.getByName("_health/a/_health");
    const tables = await runInDurableObject(visitor, (_, { storage }) =>
      storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
    );
    expect(tables.filter(({ name }) => !String(name).startsWith("_cf"))).toEqual([]);
    for (const object of [env.SITE.getByName("_health"), env.DIRECTORY.getByName("_health/0")])
      expect(await runInDurableObject(object, (_, { storage }) => storage.getAlarm())).toBeNull();
  });

  it.each(PARTS)(
    "names %s alone where it is broken, says when to ask again, and tells why in the log alone",
    async (part) => {
      const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
      env.RFEDGE_FAULT = part;
      expect(await parts()).toEqual({ code: 503, status: "failing", failing: [part], retryAfter: "5" });
      const said = log.mock.calls.map(([line]) => JSON.parse(line)).filter(({ what }) => what !== "host-unreadable");
      expect(said).toMatchObject([{ what: "part-failing", part }]);
      env.RFEDGE_FAULT = "";
      vi.setSystemTime(now + 5_000);
      expect(await parts()).toEqual(WELL);
    },
  );

  it("waits for a part that does not answer for so long, and no longer", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { promise, resolve } = Promise.withResolvers<null>();
    const silent = { ...env, ...Object.fromEntries([["PUBLISHED", { get: () => promise }]]) };
    const { status, parts: each } = await askParts(silent, now, 20);
    resolve(null);
    expect([status, each.kv]).toEqual(["failing", "failing"]);
    expect(log.mock.calls.map(([line]) => JSON.parse(line))).toContainEqual({
      level: "error",
      what: "part-late",
      part: "kv",
    });
  });

  it("asks once in five seconds, however often it is asked", async () => {
    const asked = vi.spyOn(env.SITE, "getByName");
    for (let times = 0; times < 20; times++) await parts();
    expect(asked).toHaveBeenCalledTimes(1);
    vi.setSystemTime(now + 5_000);
    await parts();
    expect(asked).toHaveBeenCalledTimes(2);
  });
});

describe("a static page", () => {
  it.each(["/docs", "/docs/", "/demo/"])("at %s runs nothing but its own files and cannot be framed", async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; " +
        "base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'",
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  it("is found from the front door: the shop locally, the reference elsewhere", async () => {
    expect((await get("/")).headers.get("location")).toBe("/demo/");
    expect((await get("/", "")).headers.get("location")).toBe("/docs/");
  });
});

describe("GET /tag.js", () => {
  it("can be loaded by every site, isolated ones included, and is soon renewed", async () => {
    const { headers } = await get("/tag.js");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(headers.get("cache-control")).toMatch(/^public, max-age=300\b/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("an address that nothing answers", () => {
  it.each(["/v1/nothing", "/v1/sites/x/nothing", "/missing.html", "/.env", "/%00", "/%E0%A4%A", "//evil.example/"])(
    "is a problem at %s",
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(await answer.json()).toMatchObject({ status: 404, type: "https://edge.test/docs/#problem-not-found" });
    },
  );

  it("is one for every other method too", async () => {
    for (const method of ["POST", "PUT", "DELETE", "PATCH"])
      expect((await get("/docs/", "1", { method })).status).toBe(404);
  });
});

describe("a fault of our own", () => {
  it("is logged under an id and answered without details", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(assets, "fetch").mockRejectedValue(new Error("secret: the disk of ada@example.com"));
    const answer = await get("/demo/");
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toMatch(/secret|disk|\bat \S+:\d+/);
    const { instance } = JSON.parse(text);
    const [line] = log.mock.calls.flat();
    expect(JSON.parse(line)).toMatchObject({ what: "answer-unexpected", instance, method: "GET", route: "/*" });
    expect(line).not.toMatch(/secret|ada/);
  });

  it("is unavailable for a moment where storage says so", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(assets, "fetch").mockRejectedValue(Object.assign(new Error("busy"), { overloaded: true }));
    const answer = await get("/demo/");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
  });
});
