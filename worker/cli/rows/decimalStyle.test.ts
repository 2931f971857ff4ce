import { describe, expect, it } from "vitest";
import { createDecimalEvidence, type DecimalStyle, plainAmount } from "./decimalStyle.ts";

describe("plainAmount", () => {
  it.each<[DecimalStyle, string, string]>([
    ["comma", "1.234,56", "1234.56"],
    ["comma", "1 234,56", "1234.56"],
    ["comma", "1\u00a0234,56", "1234.56"],
    ["comma", "1\u202f234\u202f567,8", "1234567.8"],
    ["comma", "-1'234,5", "-1234.5"],
    ["comma", "12,5", "12.5"],
    ["comma", "1.234", "1234"],
    ["comma", "12", "12"],
    ["comma", "12,50 €", "12.50"],
    ["point", "1,234.56", "1234.56"],
    ["point", "1,234,567", "1234567"],
    ["point", "1 234.56", "1234.56"],
    ["point", "$1,234.50", "1234.50"],
    ["point", "12.5", "12.5"],
    ["point", "1e3", "1e3"],
  ])("of %s reads %j", (style, text, expected) => {
    expect(plainAmount(text, style)).toBe(expected);
  });

  it.each<[DecimalStyle, string]>([
    ["point", "12,5"],
    ["point", "1,23,456"],
    ["comma", "12.5"],
    ["comma", "1.23.456"],
    ["comma", "12,5,1"],
  ])("of %s makes no number of %j", (style, text) => {
    expect(Number(plainAmount(text, style))).toBeNaN();
  });
});

describe("createDecimalEvidence", () => {
  it.each<[string, readonly unknown[], DecimalStyle | null]>([
    ["nothing", [], "point"],
    ["whole numbers", ["12", "7"], "point"],
    ["numbers of JSON", [1.234], "point"],
    ["two decimals after a point", ["12.50"], "point"],
    ["one decimal after a comma", ["12,5"], "comma"],
    ["both marks", ["1.234,56"], "comma"],
    ["both marks the other way", ["1,234.56"], "point"],
    ["several groups", ["1.234.567"], "comma"],
    ["a point behind blanks", ["1 234.567"], "point"],
    ["four digits before the mark", ["1234.567"], "point"],
    ["a leading zero", ["0,125"], "comma"],
    ["three digits after the only mark", ["1.234", "2.500"], null],
    ["the same with a comma", ["1,234"], null],
    ["three digits and proof", ["1.234", "12,50"], "comma"],
    ["as many of each", ["12.50", "12,50"], null],
    ["one slip among many", [...Array(20).fill("12.50"), "12,50"], "point"],
    ["rubbish", ["abc", "1.2.", ""], "point"],
  ])("takes %s for %3$j", (_, values, expected) => {
    const evidence = createDecimalEvidence();
    for (const value of values) evidence.see(value);
    expect(evidence.verdict(null)).toBe(expected);
  });
});
