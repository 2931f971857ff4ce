import { describe, expect, it } from "vitest";
import type { Row } from "./row.ts";
import { type Looking, writingOf } from "./writingOf.ts";

async function* rowsOf(cells: readonly (readonly [date: string, amount: string])[]): AsyncGenerator<Row> {
  let line = 1;
  for (const [when, money] of cells) yield { line: line++, bytes: 0, fields: { when, money } };
}
const NOTHING = { dates: null, decimal: null };
const looking = (asked: Partial<Looking["asked"]> = {}): Looking => ({
  name: "o.csv",
  dates: ["when"],
  amounts: ["money"],
  decimal: null,
  asked: { ...NOTHING, ...asked },
});
const early = Array.from({ length: 1_500 }, () => ["01/02/2024", "1.234"] as const);

describe("writingOf", () => {
  it("looks on while nothing tells", async () => {
    expect(await writingOf(rowsOf([...early, ["13/02/2024", "12,50"]]), looking())).toEqual({
      dates: "d/m/yyyy",
      decimal: "comma",
    });
  });

  it("refuses what nothing tells, and says what to ask for", async () => {
    await expect(writingOf(rowsOf(early), looking())).rejects.toThrow(
      "o.csv: its dates may have the day or the month first: --date-format d/m/yyyy or m/d/yyyy",
    );
    await expect(writingOf(rowsOf(early), looking({ dates: "m/d/yyyy" }))).rejects.toThrow(
      "o.csv: its amounts may be 1,234.56 or 1.234,56: --decimal point or --decimal comma",
    );
  });

  it("takes 1.234 for what it is in files of that kind", async () => {
    const kind = { ...looking({ dates: "m/d/yyyy" }), decimal: "point" } as const;
    expect(await writingOf(rowsOf(early), kind)).toMatchObject({ decimal: "point" });
    expect(await writingOf(rowsOf([...early.slice(900), ["", "1,5"]]), kind)).toMatchObject({ decimal: "comma" });
  });

  it("believes what is asked for", async () => {
    const asked = { dates: "m/d/yyyy", decimal: "point" } as const;
    expect(await writingOf(rowsOf(early), looking(asked))).toEqual(asked);
  });
});
