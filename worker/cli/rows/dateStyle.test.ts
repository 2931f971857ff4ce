import { describe, expect, it } from "vitest";
import { createDateEvidence, type DateStyle, instantIn } from "./dateStyle.ts";

const iso = (text: unknown, style: DateStyle) => {
  const at = instantIn(text, style);
  return at === null ? null : new Date(at).toISOString().replace(".000Z", "");
};

describe("instantIn", () => {
  it.each<[DateStyle, unknown, string | null]>([
    ["plain", "2010-12-01", "2010-12-01T00:00:00"],
    ["plain", "20101201", "2010-12-01T00:00:00"],
    ["plain", 1_291_191_960, "2010-12-01T08:26:00"],
    // As Shopify writes them, and Magento.
    ["plain", "2025-10-07 09:50:26 +0200", "2025-10-07T07:50:26"],
    ["plain", "2025-10-07 09:50:26 -03:30", "2025-10-07T13:20:26"],
    ["plain", "Nov 26, 2024 03:04:05 PM", "2024-11-26T15:04:05"],
    ["plain", "Nov 26, 2024 12:04:05 AM", "2024-11-26T00:04:05"],
    ["plain", "26 November 2024", "2024-11-26T00:00:00"],
    ["plain", "2024/2/9 7:05", "2024-02-09T07:05:00"],
    ["plain", "01/02/2024", null],
    ["plain", "Feb 30, 2024", null],
    ["plain", "Foo 3, 2024", null],
    ["iso", "2010-12-01T08:26:00", "2010-12-01T08:26:00"],
    ["iso", "20101201", null],
    ["yyyymmdd", "20101201", "2010-12-01T00:00:00"],
    ["yyyymmdd", "1291191960", null],
    ["epoch-s", "86400", "1970-01-02T00:00:00"],
    ["epoch-ms", "86400000", "1970-01-02T00:00:00"],
    ["epoch-ms", "2010-12-01", null],
    ["d.m.yyyy", "1.12.2010", "2010-12-01T00:00:00"],
    ["d.m.yyyy", "01.12.2010 08:26", "2010-12-01T08:26:00"],
    ["d.m.yyyy", "29.02.2023", null],
    ["d.m.yyyy", "01/12/2010", null],
    ["d/m/yyyy", "01/12/2010", "2010-12-01T00:00:00"],
    ["d/m/yyyy", "01-12-2010 23:59:59", "2010-12-01T23:59:59"],
    ["d/m/yyyy", "12/31/2010", null],
    ["m/d/yyyy", "12/31/2010 8:26 PM", "2010-12-31T20:26:00"],
    ["m/d/yyyy", "9/6/2016  6:29:00", "2016-09-06T06:29:00"],
    ["m/d/yyyy", "12/31/2010 24:00", null],
    ["m/d/yyyy", "12/31-2010", null],
  ])("%s reads %j as %s", (style, text, expected) => {
    expect(iso(text, style)).toBe(expected);
  });
});

describe("createDateEvidence", () => {
  it.each<[string, readonly unknown[], DateStyle | null]>([
    ["nothing at all", [], "plain"],
    ["numbers", [1_291_191_960], "plain"],
    ["ISO among rubbish", ["2010-12-01", "never", ""], "plain"],
    ["points", ["1.12.2010", "2.12.2010"], "d.m.yyyy"],
    ["a day of 13 in front", ["01/12/2010", "13/12/2010"], "d/m/yyyy"],
    ["a day of 13 behind", ["01/12/2010", "12/13/2010"], "m/d/yyyy"],
    ["hyphens", ["13-12-2010"], "d/m/yyyy"],
    ["days up to 12 only", ["01/12/2010", "12/12/2010"], null],
    ["days on both sides", ["13/12/2010", "12/13/2010"], null],
  ])("takes %s for %3$j", (_, values, expected) => {
    const evidence = createDateEvidence();
    for (const value of values) evidence.see(value);
    expect(evidence.verdict()).toBe(expected);
  });
});
