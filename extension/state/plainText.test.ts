import { describe, expect, it } from "vitest";
import { plainText } from "./plainText.ts";

describe("plainText", () => {
  it.each([
    ["<div><p>Good to meet you</p><h2>A hundred</h2></div>", "Good to meet you · A hundred"],
    ["Take <span>15%</span>, now", "Take 15%, now"],
    ["a<script>alert('<b>')</script>b", "a b"],
    ["<style>p { color: red }", ""],
    ["1 < 2 &lt;b&gt; &amp;lt;", "1 < 2 <b> &lt;"],
    ['<img alt="x', ""],
    ['Hello {{ traits.name | default: "<b>" }}, hi', "Hello …, hi"],
    ["By invitation{% if traits.name %}, {{ traits.name }}{% endif %}: come", "By invitation, …: come"],
  ])("of %s is %s", (markup, text) => {
    expect(plainText(markup)).toBe(text);
  });

  it("is cut by characters, not in the middle of one", () => {
    const text = plainText("😀".repeat(200));
    expect([...text]).toHaveLength(140);
    expect(text.endsWith("😀…")).toBe(true);
  });
});
