import { describe, expect, it } from "vitest";
import { createProgress } from "./progress.ts";

function shown(isTTY: boolean, env: Record<string, string>, steps: readonly [share: number, atMs: number][]) {
  let text = "";
  let ms = 0;
  const output = {
    isTTY,
    write: (more: string) => {
      text += more;
    },
  };
  const progress = createProgress({ label: "importing", output, env, now: () => ms });
  for (const [share, atMs] of steps) {
    ms = atMs;
    progress.show({ share, rows: share * 10_000, perSecond: 1234 });
  }
  progress.end();
  return text;
}
const ESC = "\u001b";

describe("createProgress", () => {
  it("says a plain line for every tenth where there is no terminal", () => {
    const steps = [0.02, 0.11, 0.12, 0.35, 1].map((share): [number, number] => [share, 0]);
    expect(shown(false, {}, steps)).toBe(
      "importing  11 %  1,100 rows  1,234 rows/s\nimporting  35 %  3,500 rows  1,234 rows/s\nimporting 100 %  10,000 rows  1,234 rows/s\n",
    );
  });

  it("says a line now and then in a long job", () => {
    expect(
      shown(false, {}, [
        [0.001, 1000],
        [0.002, 16_000],
        [0.003, 17_000],
      ]).split("\n"),
    ).toHaveLength(2);
  });

  it("redraws one line on a terminal, ends with the last step and a fresh line", () => {
    const text = shown(true, {}, [
      [0.5, 0],
      [0.6, 10],
      [1, 20],
    ]);
    expect(text.split("\r")).toHaveLength(3);
    expect(text).toContain("100 %");
    expect(text.endsWith("rows/s\n")).toBe(true);
    expect(text).toContain(`${ESC}[36m`);
  });

  it("uses no colour under NO_COLOR, and no bar on a dumb terminal", () => {
    expect(shown(true, { NO_COLOR: "1" }, [[0.5, 0]])).not.toContain(`${ESC}[36m`);
    expect(shown(true, { TERM: "dumb" }, [[0.5, 0]])).toBe("importing  50 %  5,000 rows  1,234 rows/s\n");
  });
});
