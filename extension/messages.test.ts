import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { CALLABLE, OverlayRequestSchema, PageRequestSchema } from "./messages.ts";

const takes = (request: unknown) => v.is(OverlayRequestSchema, request);

describe("OverlayRequestSchema", () => {
  it("takes what an overlay asks", () => {
    const place = { side: "left", x: 16, edge: "top", y: 0 };
    const requests = [
      { type: "watch", anonymousId: "a-1", speaks: null },
      { type: "watch", anonymousId: null, speaks: "fi" },
      { type: "rest" },
      { type: "open", isOpen: true },
      { type: "explain", wanted: { event: null } },
      { type: "explain", wanted: { event: "m-1" } },
      { type: "explain", wanted: null },
      { type: "place", place },
      { type: "hide" },
      { type: "retry" },
      { type: "options" },
    ];
    expect(requests.filter((request) => !takes(request))).toEqual([]);
  });

  it.each([
    ["an address", { type: "watch", anonymousId: "a", speaks: null, url: "https://evil.example" }],
    ["a step up in a path", { type: "watch", anonymousId: "..", speaks: null }],
    ["an id without end", { type: "watch", anonymousId: "a".repeat(256), speaks: null }],
    ["a request of the settings' page", { type: "test", origin: "https://evil.example", site: "demo", token: "mt_1" }],
    ["a place that is no number", { type: "place", place: { side: "left", x: Number.NaN, edge: "top", y: 0 } }],
    ["an explanation of somebody else", { type: "explain", wanted: { event: null, id: "a-2" } }],
    ["an explanation of a slot on any address", { type: "explain", wanted: { event: null, slot: "hero", url: "x" } }],
    ["an event without end", { type: "explain", wanted: { event: "m".repeat(256) } }],
    ["a file to bring", { type: "watch", anonymousId: "a", speaks: null, files: ["x.js"] }],
    ["an unknown request", { type: "fetch" }],
    ["no request", null],
  ])("refuses %s", (_, request) => {
    expect(takes(request)).toBe(false);
  });
});

it("takes the first 30 slots of a page that has more", () => {
  const keys = Array.from({ length: 40 }, (_, index) => `slot-${index}`);
  expect(v.parse(OverlayRequestSchema, { type: "slots", keys })).toEqual({ type: "slots", keys: keys.slice(0, 30) });
});

describe("PageRequestSchema", () => {
  it("refuses what an overlay asks", () => {
    expect(v.is(PageRequestSchema, { type: "watch", anonymousId: "a", speaks: null })).toBe(false);
  });

  it.each([
    ["a call by an address", { type: "call", what: "https://evil.example" }],
    ["a call that the list has not", { type: "call", what: "tokens" }],
    ["a call with a token", { type: "call", what: "config", token: "mt_1" }],
  ])("refuses %s", (_, request) => {
    expect(v.is(PageRequestSchema, request)).toBe(false);
  });

  it("takes each call that the list has", () => {
    for (const what of CALLABLE) expect(v.is(PageRequestSchema, { type: "call", what })).toBe(true);
  });
});
