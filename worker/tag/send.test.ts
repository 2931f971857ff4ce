import { afterEach, describe, expect, it, vi } from "vitest";
import { delayMs, isRetried, send } from "./send.ts";

vi.hoisted(() => {
  document.head.innerHTML =
    '<script type="text/plain" data-write-key="wk_demo" data-host="https://edge.example"></script>';
});

afterEach(() => vi.unstubAllGlobals());

describe("isRetried", () => {
  it.each([200, 204, 302, 399, 400, 401, 403, 404, 409, 413, 422, 499, 501, 505, 511])("%i is final", (status) => {
    expect(isRetried(status)).toBe(false);
  });

  it.each([408, 410, 429, 460, 500, 502, 503, 504, 506, 529, 599])("%i is tried again", (status) => {
    expect(isRetried(status)).toBe(true);
  });
});

describe("delayMs", () => {
  const answer = (status: number, after?: string) =>
    new Response(null, { status, headers: after === undefined ? {} : { "Retry-After": after } });

  it("doubles from half a second up to a minute", () => {
    const delays = [1, 2, 3, 4, 7, 8, 9, 40].map((failures) => delayMs(failures, undefined, 0.5));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it("strays by 10 % either way", () => {
    expect(delayMs(1, undefined, 0)).toBeCloseTo(450);
    expect(delayMs(1, undefined, 0.9999)).toBeCloseTo(550, 0);
  });

  it("obeys Retry-After on 429, up to five minutes", () => {
    expect(delayMs(1, answer(429, "7"), 0.5)).toBe(7_000);
    expect(delayMs(1, answer(429, "4000"), 0.5)).toBe(300_000);
  });

  it("makes its own way where Retry-After is absent, a date, or on another status", () => {
    expect(delayMs(1, answer(429), 0.5)).toBe(500);
    expect(delayMs(1, answer(429, "Wed, 21 Oct 2026 07:28:00 GMT"), 0.5)).toBe(500);
    expect(delayMs(1, answer(503, "7"), 0.5)).toBe(500);
  });
});

describe("send", () => {
  it("sends text, which needs no preflight, with the time of sending", async () => {
    const fetch = vi.fn(async (_address: URL, _init: RequestInit) => new Response());
    vi.stubGlobal("fetch", fetch);
    await send("batch", { batch: [] });
    const [address, init] = fetch.mock.calls[0] ?? [];
    expect(`${address}`).toBe("https://edge.example/v1/batch");
    expect(init).toMatchObject({ method: "POST", keepalive: true });
    expect(init).not.toHaveProperty("headers");
    expect(JSON.parse(`${init?.body}`)).toEqual({
      batch: [],
      writeKey: "wk_demo",
      sentAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  it("lets only what is small outlive the page", async () => {
    const fetch = vi.fn(async (_address: URL, _init: RequestInit) => new Response());
    vi.stubGlobal("fetch", fetch);
    await send("page", { title: "x".repeat(20_000) });
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ keepalive: false });
  });
});
