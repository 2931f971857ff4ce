import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { app } from "../../worker/app.ts";
import { ask } from "../support/site.ts";

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
