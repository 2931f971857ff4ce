import { describe, expect, it } from "vitest";
import { allFiles, isTest, sourceFiles, textOf } from "../support/tree.ts";

/** Tables of data, by name: long because the world is, not because the code is. */
const EXEMPT: readonly string[] = [];

const HARD = 300;
const NINE_IN_TEN = 150;
const MEDIAN = 60;

const sized = sourceFiles()
  .filter((path) => !EXEMPT.includes(path))
  .map((path) => ({ path, lines: textOf(path).split("\n").length - 1 }));
const sources = sized.filter(({ path }) => !isTest(path)).sort((a, b) => a.lines - b.lines);

describe("sizes", () => {
  it(`no file has more than ${HARD} lines`, () => {
    expect(sized.filter(({ lines }) => lines > HARD)).toEqual([]);
  });

  it(`no style sheet has more than ${HARD} lines`, () => {
    const sheets = allFiles().filter((path) => path.endsWith(".css"));
    expect(sheets.length).toBeGreaterThan(10);
    expect(sheets.filter((path) => textOf(path).split("\n").length - 1 > HARD)).toEqual([]);
  });

  it(`half of the sources have at most ${MEDIAN} lines, nine in ten at most ${NINE_IN_TEN}`, () => {
    const [median, ninth] = [linesAt(0.5), linesAt(0.9)];
    console.log(`${sources.length} sources: median ${median} lines, nine in ten up to ${ninth}`);
    expect(median).toBeLessThanOrEqual(MEDIAN);
    expect(ninth).toBeLessThanOrEqual(NINE_IN_TEN);
  });

  it("exempts only files that exist", () => {
    const known = new Set(sourceFiles());
    expect(EXEMPT.filter((path) => !known.has(path))).toEqual([]);
  });
});

function linesAt(share: number): number {
  return sources[Math.min(sources.length - 1, Math.floor(sources.length * share))]?.lines ?? 0;
}
