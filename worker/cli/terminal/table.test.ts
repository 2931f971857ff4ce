import { describe, expect, it } from "vitest";
import { tableOf } from "./table.ts";

describe("tableOf", () => {
  it("puts numbers to the right and texts to the left", () => {
    expect(
      tableOf(
        ["what", "count"],
        [
          ["rows", "1,234"],
          ["a", "5"],
        ],
      ),
    ).toBe("what  count\nrows  1,234\na         5");
  });

  it("cuts off what is too long, and lets no control sequence through", () => {
    expect(tableOf(["a"], [["abcdefgh"], ["\u001bred\n"]], 6)).toBe("a\nabcde…\n red");
  });
});
