import { describe, expect, it } from "vitest";
import { examplesIn } from "../support/examplesIn.ts";
import { isTest, sourceFiles, textOf } from "../support/tree.ts";

// What stands in a docstring is run: an example that no longer holds misleads more than none.
const modules = import.meta.glob<Record<string, unknown>>(["../../shared/**/*.ts", "!**/*.test.ts", "!**/*.d.ts"]);

const files = sourceFiles().filter((path) => path.startsWith("shared/") && !isTest(path));
const documented = files
  .map((path) => ({ path, examples: examplesIn(textOf(path)) }))
  .filter(({ examples }) => examples.length > 0);

describe("examples", () => {
  it("are found", () => {
    expect(documented.length).toBeGreaterThan(0);
  });

  for (const { path, examples } of documented) {
    describe(path, () => {
      it.each(examples.map((example) => [example.code, example] as const))("%s", async (_, example) => {
        const names = (await modules[`../../${path}`]?.()) ?? {};
        const run = (code: string): unknown => new Function(...Object.keys(names), code)(...Object.values(names));
        if (example.throws) {
          expect(() => run(example.code)).toThrow(expect.objectContaining({ name: example.throws }));
          return;
        }
        const [actual, expected] = [run(example.code), run(`return (${example.value});`)];
        if (typeof expected === "number" && !Number.isInteger(expected) && typeof actual === "number") {
          expect(actual).toBeCloseTo(expected, digitsOf(example.value));
        } else expect(actual).toEqual(expected);
      });
    });
  }
});

/** An example that writes 0.33 means two digits. */
function digitsOf(number: string): number {
  return number.trim().split(".")[1]?.length ?? 0;
}
