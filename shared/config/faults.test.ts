import { describe, expect, it } from "vitest";
import { pointerTo, structuralFaults } from "./faults.ts";

describe("pointerTo", () => {
  it("escapes as RFC 6901 says", () => {
    expect(pointerTo([])).toBe("");
    expect(pointerTo(["a/b", 0, "m~n", ""])).toBe("/a~1b/0/m~0n/");
  });
});

describe("structuralFaults", () => {
  it("finds the keys of prototypes anywhere, in lists too", () => {
    const input: unknown = JSON.parse('{"a": [{"__proto__": 1}], "constructor": 2, "b": {"prototype": {}}}');
    expect(structuralFaults(input).map(({ path }) => path)).toEqual(["/a/0/__proto__", "/constructor", "/b/prototype"]);
  });

  it("has nothing to say of plain JSON", () => {
    expect(structuralFaults({ a: [1, null, "constructor"], proto: {} })).toEqual([]);
  });
});
