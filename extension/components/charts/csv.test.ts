import { fc, it as property } from "@fast-check/vitest";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { csvOf } from "./csv.ts";

describe("csvOf", () => {
  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\u200b=1",
    "\ufeff=1",
    "＝1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
  ])("lets %j be text", (attack) => {
    expect(parse(csvOf({ columns: ["a"], rows: [[attack]] }))[1]).toEqual([`'${attack}`]);
  });

  it("leaves numbers numbers, below zero too, and nothing empty", () => {
    expect(csvOf({ columns: ["a", "b"], rows: [[-5.25, null]] })).toBe("a,b\r\n-5.25,\r\n");
  });

  property.prop([fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1 })])(
    "is read back as it was, but for the apostrophe",
    (rows) => {
      const read: string[][] = parse(csvOf({ columns: ["a", "b"], rows }));
      expect(read.slice(1).map((row) => row.map((cell, place) => cell.replace(/^'/, "") || place))).toEqual(
        rows.map((row) => row.map((cell, place) => cell.replace(/^'/, "") || place)),
      );
    },
  );
});
