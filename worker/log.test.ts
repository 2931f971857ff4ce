import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Broken } from "./fault.ts";
import { type LogLine, log, loggedError, type Said } from "./log.ts";

const lines: string[] = [];
const streams: string[] = [];
beforeEach(() => {
  lines.length = 0;
  streams.length = 0;
  for (const stream of ["error", "log"] as const)
    vi.spyOn(console, stream).mockImplementation((line) => {
      lines.push(String(line));
      streams.push(stream);
    });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The line that is written. */
function said(...words: Parameters<typeof log>): LogLine {
  log(...words);
  return JSON.parse(lines.at(-1) ?? "");
}

/** Whatever a visitor may have sent, in the places of an error where it may come to stand. */
const PERSONAL = [
  "7f3c2a9e-5d1b-4c8e-9a70-2b6d8e4f1c35",
  "ada.lovelace@leak.example",
  "203.0.113.77",
  "2001:db8:77::1",
  "https://shop.example/reset?token=seeded77secret",
  "Ada Lovelace",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl",
  "\n    at ada (lovelace:1:1)",
  "x\n    at ada.lovelace (file:///7f3c2a9e:1:1)\n    at y (z:2:2)",
] as const;

describe("log", () => {
  it("writes one line of JSON: how bad, what, where, the error's name and where it was thrown", () => {
    const line = said("deciding-failed", { site: "shop" }, new TypeError("x is not a function"));
    expect(line).toMatchObject({ level: "error", what: "deciding-failed", site: "shop" });
    expect(line.error).toMatchObject({ name: "TypeError", phrase: "is not a function" });
    expect(line.error?.at?.[0]).toMatch(/^\d+:\d+$/);
    expect(streams).toEqual(["error"]);
    expect(lines[0]).not.toContain("\n");
  });

  it("says what is no fault on the other stream, and leaves out what it is not told", () => {
    expect(said("too-old", { site: "shop", count: 3 })).toEqual({
      level: "info",
      what: "too-old",
      site: "shop",
      count: 3,
    });
    expect(streams).toEqual(["log"]);
  });

  it.each(["ada@leak.example", "Shop", "a/b", "x".repeat(41), ""])("names no site %j, which cannot be one", (site) => {
    expect(said("site-unreadable", { site })).toEqual({ level: "error", what: "site-unreadable" });
  });

  it.each(PERSONAL)("lets %j through nowhere", (personal) => {
    class Named extends Error {}
    const errors: unknown[] = [
      new Error(personal),
      new Error(`There is no visitor ${personal}`),
      new Error(`${personal} is overloaded`),
      new Error("outer", { cause: new Error(personal) }),
      new AggregateError([new Error(personal)], personal),
      new DOMException(personal, personal),
      Object.assign(new Error("x"), { name: personal }),
      Object.assign(new Error("x"), { stack: `Error: x\n    at ${personal} (a.js:1:1)` }),
      Object.assign(new Error(personal), { message: "x" }),
      Object.assign(new Error("x"), { visitor: personal }),
      Object.assign(new Named(personal), { name: "SyntaxError" }),
      personal,
      { message: personal },
      Object.assign(Object.create(null), { toString: () => personal }),
    ];
    for (const error of errors) said("answer-unexpected", { method: "GET", route: "/v1/x" }, error);
    expect(lines).toHaveLength(errors.length);
    const pieces = personal.split(/\s+at |[\s(){}]+/).filter((piece) => piece.length > 3);
    expect(lines.filter((line) => pieces.some((piece) => line.includes(piece)))).toEqual([]);
  });

  it("takes from a message phrases of the platform's and ours alone, whatever stands around them", () => {
    const messages = fc.record({ before: fc.string(), after: fc.string(), name: fc.string() });
    const phrases = fc.constantFrom("overloaded", "SQLITE_FULL", "Network connection lost", "RFEDGE_FAULT breaks kv");
    fc.assert(
      fc.property(messages, phrases, ({ before, after, name }, phrase) => {
        const error = Object.assign(new Error(`${before}<${phrase} ${after}`), { name });
        const told = loggedError(error);
        expect(Object.keys(told).every((key) => ["name", "phrase", "at"].includes(key))).toBe(true);
        expect(told.phrase).toMatch(/^[A-Za-z_: ]+$/);
        expect(told.name === "Error" || /^[A-Za-z]*(?:Error|Exception)$/.test(told.name)).toBe(true);
        for (const place of told.at ?? []) expect(place).toMatch(/^\d+:\d+$/);
      }),
    );
  });
});

describe("loggedError", () => {
  it.each([
    [new Broken("directory:3"), "Broken", "RFEDGE_FAULT breaks directory:3"],
    [new Error("database or disk is full: SQLITE_FULL"), "Error", "SQLITE_FULL"],
    [new Error("internal error; reference = cmn3m6i7dkgqor1en03f905k"), "Error", undefined],
    [new Error("Durable Object is overloaded. Requests queued for too long."), "Error", "overloaded"],
    [new SyntaxError("Unexpected token 'a', \"ada\" is not valid JSON"), "SyntaxError", "not valid JSON"],
    [new RangeError("quantile requires one or more values"), "RangeError", undefined],
  ])("says of %s what helps to find it", (error, name, phrase) => {
    const told = loggedError(error);
    expect([told.name, told.phrase]).toEqual([
      name,
      phrase ?? /^internal error; reference = .*/.exec(error.message)?.[0],
    ]);
    expect(told.at?.length).toBeGreaterThan(0);
  });

  it.each([
    ["text", "string"],
    [null, "object"],
    [7, "number"],
  ])("says of %j, which is no error, only what kind of thing it is", (thrown, name) => {
    expect(loggedError(thrown)).toEqual({ name });
  });
});

describe("the names of what is said", () => {
  it("are words with hyphens, so that they can be searched for", () => {
    const names: readonly Said[] = ["answer-unexpected", "part-failing", "too-old"];
    for (const what of names) expect(said(what).what).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });
});
