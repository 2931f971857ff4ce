import { describe, expect, it } from "vitest";
import { addressOf, redact } from "./redact.ts";

const ALLOWED = ["utm_source"];

describe("redact", () => {
  it("leaves out what belongs to the request and what tells a device, and keeps all else in its order", () => {
    const body = {
      type: "page",
      writeKey: "wk_1",
      context: { ip: "192.0.2.1", locale: "da", userAgent: "x", page: { url: "https://a.example/?t=1", title: "A" } },
      decide: true,
      token: "t",
      properties: { href: "/x?q=1&utm_source=n", count: 2, nothing: null },
      traits: { name: "Ada" },
    };
    const kept = redact(body, ALLOWED);
    expect(JSON.stringify(kept)).toBe(
      JSON.stringify({
        type: "page",
        context: { locale: "da", page: { url: "https://a.example/", title: "A" } },
        properties: { href: "/x?utm_source=n", count: 2, nothing: null },
        traits: { name: "Ada" },
      }),
    );
    expect(body.context.ip).toBe("192.0.2.1");
  });

  it.each([
    [{ context: null }, { context: {} }],
    [{ properties: null }, { properties: {} }],
    [{ context: { page: 7 } }, { context: { page: {} } }],
    [{}, {}],
  ])("makes of %j no more than %j", (body, kept) => {
    expect(redact(body, ALLOWED)).toEqual(kept);
  });
});

describe("addressOf", () => {
  const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln";

  it.each([
    ["https://a.example/u/ada@b.example/x", "https://a.example/u/redacted/x"],
    [`https://a.example/reset/${token}`, "https://a.example/reset/redacted"],
    [`https://a.example/reset/${token.toUpperCase()}`, "https://a.example/reset/redacted"],
    ["https://a.example/?utm_source=ada@b.example&k=1", "https://a.example/?utm_source=redacted"],
    ["https://a.example/greyJoy/@home#top", "https://a.example/greyJoy/@home"],
  ])("makes %s into %s", (url, kept) => {
    expect(addressOf(url, ALLOWED)).toBe(kept);
  });
});
