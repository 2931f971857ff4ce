import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const rows = [...read("SECURITY.md").matchAll(/^\| (\d+) \| ([^|]+) \|([^|]*)\|([^|]*)\|$/gm)].map(
  ([, number, what, proven = "", open = ""]) => ({
    name: `${number}: ${what}`,
    number: Number(number),
    tests: [...proven.matchAll(/`([^`]+)` “([^”]+)”/g)].map(([, path = "", title = ""]) => ({ path, title })),
    open: open.trim(),
  }),
);

describe("what SECURITY.md says is proven", () => {
  it("has a line for each requirement", () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 44 }, (_, index) => index + 1));
  });

  it.each(rows)("$name", ({ tests, open }) => {
    for (const { path, title } of tests) expect(read(path), path).toContain(title);
    // A requirement that no test holds is said to be open.
    expect(tests.length > 0 || open !== "").toBe(true);
  });
});
