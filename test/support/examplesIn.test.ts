import { describe, expect, it } from "vitest";
import { examplesIn } from "./examplesIn.ts";

describe("examplesIn", () => {
  it("finds the code and the value it promises", () => {
    const text = "/**\n * Doubles.\n *\n * @param n any\n * @example double(2); // => 4\n */";
    expect(examplesIn(text)).toEqual([{ code: "return (double(2));", value: "4", throws: null }]);
  });

  it("takes lines that promise nothing as what the next needs", () => {
    const text =
      "/**\n * @example\n * const two = 2;\n * double(two); // => 4\n * double(); // throws RangeError\n * @see nothing\n */";
    expect(examplesIn(text).map(({ code, throws }) => [code.split("\n").filter(Boolean), throws])).toEqual([
      [["const two = 2;", "return (double(two));"], null],
      [["const two = 2;", "return (double());"], "RangeError"],
    ]);
  });

  it("reads docstrings alone", () => {
    expect(examplesIn("// @example f(1); // => 2")).toEqual([]);
  });
});
