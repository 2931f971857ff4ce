import { describe, expect, it } from "vitest";
import { EVENT_BOUNDS, tidy } from "./tidy.ts";

/** A list in a list in a list ...: so many of them. */
const nested = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);

describe("tidy", () => {
  it("removes every name that reaches a prototype, however deep and however written", () => {
    const value = JSON.parse(`{
      "__proto__": {"polluted": 1}, "a": [{"constructor": {"prototype": {"polluted": 1}}, "kept": 1}],
      "traits": {"\\u005f_proto__": {"polluted": 1}, "x.__proto__.polluted": 1, "prototype": 1},
      "constructors": 1, "protocol": 1, "my.prototypes": 1
    }`);
    expect(tidy(value, EVENT_BOUNDS)).toBeNull();
    expect(JSON.stringify(value)).toBe(
      '{"a":[{"kept":1}],"traits":{},"constructors":1,"protocol":1,"my.prototypes":1}',
    );
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("takes a depth of 8 and no more, and says where", () => {
    expect(tidy(nested(8), EVENT_BOUNDS)).toBeNull();
    expect(tidy({ a: nested(8) }, EVENT_BOUNDS)).toEqual({ path: "/a/0/0/0/0/0/0/0", message: "nests deeper than 8" });
  });

  it("takes names of 255 characters and no more", () => {
    expect(tidy({ ["n".repeat(255)]: 1 }, EVENT_BOUNDS)).toBeNull();
    expect(tidy({ x: { ["n".repeat(256)]: 1 } }, EVENT_BOUNDS)?.path).toBe("/x");
  });

  it("takes 10,000 properties in all and no more", () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, index]));
    expect(tidy(many(10_000), EVENT_BOUNDS)).toBeNull();
    expect(tidy({ a: many(5_000), b: many(5_000) }, EVENT_BOUNDS)?.message).toBe("has more than 10000 properties");
    expect(tidy({ a: Array(10_000).fill(0) }, EVENT_BOUNDS)?.path).toBe("/a");
  });

  it("leaves alone what has no properties", () => {
    for (const value of [null, true, 1, "__proto__"]) expect(tidy(value, EVENT_BOUNDS)).toBeNull();
  });
});
