import { describe, expect, it } from "vitest";
import { sentenceCase } from "./productName.ts";

describe("sentenceCase", () => {
  it.each([
    ["WHITE HANGING HEART T-LIGHT HOLDER", "White hanging heart T-light holder"],
    ["REGENCY CAKESTAND 3 TIER", "Regency cake stand, three tiers"],
    ["LUNCH BAG  BLACK SKULL.", "Lunch bag, black skull"],
    ["SET/20 RED RETROSPOT PAPER NAPKINS", "Set of 20 red retrospot paper napkins"],
    ["ROUND SNACK BOXES SET OF4 WOODLAND", "Round snack boxes, set of 4, woodland"],
    ["LUNCH BOX I LOVE LONDON", "Lunch box, I love London"],
    ["GARDENERS KNEELING PAD CUP OF TEA", "Gardener’s kneeling pad, cup of tea"],
    ["72 SWEETHEART FAIRY CAKE CASES", "Pack of 72 sweetheart fairy cake cases"],
    ["REX CASH+CARRY JUMBO SHOPPER", "Rex Cash + Carry jumbo shopper"],
  ])("writes %s as %s", (listed, name) => {
    expect(sentenceCase(listed)).toBe(name);
  });
});
