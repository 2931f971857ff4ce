import { describe, expect, it } from "vitest";
import { differencesText, marksFor } from "./differencesText.ts";

const plain = marksFor({ isTTY: false }, {});

describe("differencesText", () => {
  it("shows each place with what went and what came", () => {
    const differences = [
      { path: "/site/name", before: "Before", after: "After" },
      { path: "/slots/1", after: { key: "hero" } },
      { path: "/audiences/0", before: null },
    ];
    expect(differencesText(differences, plain)).toBe(
      ["/site/name", '  - "Before"', '  + "After"', "/slots/1", '  + {"key":"hero"}', "/audiences/0", "  - null"].join(
        "\n",
      ),
    );
  });

  it("shows of long texts the place where they part", () => {
    const text = differencesText(
      [{ path: "/a", before: `${"x".repeat(900)}old`, after: `${"x".repeat(900)}new` }],
      plain,
    );
    expect(text.split("\n")).toEqual(["/a", `  - …${"x".repeat(40)}old"`, `  + …${"x".repeat(40)}new"`]);
  });

  it("lets nothing reach the terminal that it obeys", () => {
    const text = differencesText([{ path: "/a", after: "\u001b[2J\u202e\u009b\r\n" }], plain);
    expect(text).toBe('/a\n  + "\\u001b[2J\\u202e\\u009b\\r\\n"');
  });

  it("is coloured on a terminal alone, and not where that is refused", () => {
    const shown = (marks: ReturnType<typeof marksFor>) => differencesText([{ path: "/a", after: 1 }], marks);
    expect(shown(marksFor({ isTTY: true }, {}))).toBe("/a\n\u001b[32m  + 1\u001b[39m");
    for (const env of [{ NO_COLOR: "1" }, { TERM: "dumb" }])
      expect(shown(marksFor({ isTTY: true }, env))).toBe("/a\n  + 1");
  });
});
