import { describe, expect, it } from "vitest";
import { LIFT_KINDS } from "#shared/scoring/trial";
import { aMeasure } from "../../../test/support/wireExplanation.ts";
import { READ_AT } from "../../../test/support/wireVisitor.ts";
import { Spoken } from "../../words/spoken.ts";
import { ladderOf } from "./ladder.ts";
import { liftInWords, rangeInWords, tierInWords, topInWords } from "./scoreWords.ts";

const english = new Spoken("en", "en-GB");
const now = Date.parse(READ_AT);
const orders = (amount: number) => english.count(amount, english.words.orders);
const pounds = (amount: number) => english.money(amount, "GBP");

describe("rangeInWords", () => {
  it("says which counts have which score, and which score nobody has", () => {
    const ladder = ladderOf([1, 2, 2, 8.5], "frequency").map((rung) => rangeInWords(rung, orders, english));
    expect(ladder).toEqual(["9 orders or more", "3 – 8 orders", "nobody", "2 orders", "up to 1 order"]);
  });

  it("says which amounts have which score", () => {
    const ladder = ladderOf([50, 100, 100, 500], "monetary").map((rung) => rangeInWords(rung, pounds, english));
    expect(ladder).toEqual(["over £500.00", "£100.00 – £500.00", "nobody", "£50.00 – £100.00", "up to £50.00"]);
  });
});

describe("tierInWords", () => {
  it.each([
    [aMeasure(), "Tier occasional: up to 1 order"],
    [aMeasure({ value: 4, tier: "regular" }), "Tier regular: 2 – 4 orders"],
    [aMeasure({ value: null, tier: null }), null],
  ])("says %o as %s", (measure, words) => {
    expect(tierInWords(measure, orders, english)).toBe(words);
  });

  it("counts recency's tiers from the other end", () => {
    const measure = aMeasure({
      dimension: "recency",
      value: 45,
      tier: "medium",
      cuts: { scores: [], tiers: [30, 90] },
    });
    expect(tierInWords(measure, (days) => `${days} d`, english)).toBe("Tier medium: 30 d – 90 d");
  });
});

describe("topInWords", () => {
  it.each([
    [{ top: 0.125 }, "Top 13% of customers"],
    [{ top: 0.115, family: "rfe" }, "Top 12% of visitors"],
    [{ top: 0 }, "Top 1% of customers"],
    [{ top: 0.5 }, "Top 50% of customers"],
    [{ top: 0.835 }, "84% of customers do as well or better"],
    [{ top: null }, "Compared with others once there are 100 of them"],
    [{ top: null, value: null }, null],
  ] as const)("says %o as %s", (changes, words) => {
    expect(topInWords(aMeasure(changes), english)).toBe(words);
  });
});

describe("liftInWords", () => {
  const lift = { dimension: "frequency", kind: "orders", amount: 1, score: 2 } as const;
  const say = (changes: Parameters<typeof aMeasure>[0]) =>
    liftInWords(aMeasure(changes), now, "GBP", english).replace(/\s/g, " ");

  it("says how many more and how soon", () => {
    expect(say({ lift: { ...lift, within: "2026-11-15T18:00:00.000Z" } })).toBe(
      "Score 2 with 1 more order within 12 d",
    );
    expect(say({ lift: { ...lift, amount: 3, score: 4 } })).toBe("Score 4 with 3 more orders");
  });

  it("has words for everything that lifts", () => {
    expect(LIFT_KINDS.map((kind) => say({ lift: { ...lift, kind, amount: 40 } }))).toEqual([
      "Score 2 with 40 more orders",
      "Score 2 with £40.00 more in orders",
      "Score 2 with 40 more sessions",
      "Score 2 with 40 more interactions",
      "Score 2 with 40 more points",
      "Score 2 with 40 s more engaged time",
      "Score 2 with 40 d more of membership",
    ]);
  });

  it("says why nothing lifts", () => {
    expect(say({ score: 5 })).toBe("The best score there is");
    expect(say({ score: 4 })).toBe("Nothing that the visitor can do now raises it");
  });
});
