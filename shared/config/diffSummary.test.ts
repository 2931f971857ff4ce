import { describe, expect, it } from "vitest";
import { diffSummary } from "./diffSummary.ts";

describe("diffSummary", () => {
  it("keeps values in short, and says how long they are", () => {
    const { differences } = diffSummary({ a: "x".repeat(300), b: 1 }, { a: "short", b: 1 });
    expect(differences).toEqual([{ path: "/a", before: `${"x".repeat(120)}… (300 characters)`, after: "short" }]);
  });

  it("names fifty places, and how many more there are", () => {
    const summary = diffSummary(
      [],
      Array.from({ length: 60 }, (_, place) => place),
    );
    expect(summary.differences).toHaveLength(50);
    expect(summary.more).toBe(10);
  });
});
