import { describe, expect, it } from "vitest";
import type { ExplainedSlotAnswer as Answer } from "#shared/wire/explain";
import { aComparison } from "../../../test/support/wireExplanation.ts";
import { aSlotAnswer } from "../../../test/support/wireSlot.ts";
import { aSite, READ_AT } from "../../../test/support/wireVisitor.ts";
import { Spoken } from "../../words/spoken.ts";
import { briefly, possibleInWords, servedInWords, shownInWords } from "./slotWords.ts";

const english = { spoken: new Spoken("en", "en-GB"), facts: aSite() };
const finnish = { spoken: new Spoken("fi", "fi-FI"), facts: aSite() };
const NOW = Date.parse(READ_AT);
const nothing = { snippet: null, content: null, contentType: null } as const;

describe("shownInWords", () => {
  it("gives the conditions that held", () => {
    expect(shownInWords(aSlotAnswer(), english)).toBe("Shows “welcome” – segment: New.");
    expect(shownInWords(aSlotAnswer(), finnish)).toBe("Näkyvissä ”welcome” – segmentti: Uusi.");
  });

  it("says that a snippet is for everybody", () => {
    const snippets = [{ snippet: "welcome", outcome: "shown" as const, comparisons: [] }];
    expect(shownInWords(aSlotAnswer({ snippets }), english)).toBe("Shows “welcome” – it is for everybody.");
  });

  it.each<[Answer["decision"]["reason"], Answer["snippets"], string]>([
    ["default", [], "Shows the page’s own content – the slot has no snippets yet."],
    [
      "default",
      [{ snippet: "a", outcome: "rule", comparisons: [aComparison("orders", "gt", 1, 0, false)] }],
      "Shows the page’s own content – no snippet fits this visitor.",
    ],
    [
      "holdout",
      [{ snippet: "a", outcome: "holdout", comparisons: [] }],
      "Shows the page’s own content – “a” would fit, but this visitor is held out, to compare with.",
    ],
  ])("says why a slot is left as it is: %s", (reason, snippets, sentence) => {
    const answer = aSlotAnswer({ decision: { ...nothing, reason }, snippets });
    expect(shownInWords(answer, english)).toBe(sentence);
  });
});

describe("servedInWords", () => {
  const at = new Date(NOW - 180_000).toISOString();

  it.each([
    [null, "What was served last is not kept for this slot."],
    [{ at, snippet: "welcome", path: "visitor" }, "Served the same 3 min ago."],
    [{ at: READ_AT, snippet: "welcome", path: "visitor" }, "Served the same now."],
    [
      { at, snippet: null, path: "visitor" },
      "Served the page’s own content 3 min ago; now it would be what stands above.",
    ],
  ])("of %j is %s", (served, sentence) => {
    expect(servedInWords(aSlotAnswer({ served }), NOW, english)?.replace(/\s/g, " ")).toBe(sentence);
  });
});

describe("possibleInWords", () => {
  it("is one thing, or several of which the segment alone does not settle which", () => {
    expect(possibleInWords(["welcome"], english)).toBe("“welcome”");
    expect(possibleInWords(["a", "b", null], english)).toBe(
      "“a”, “b” or the page’s own content, by more than the segment",
    );
  });
});

describe("briefly", () => {
  it("is what is shown, or what it has become since it was served", () => {
    expect(briefly(aSlotAnswer(), english)).toBe("“welcome”");
    const served = { at: READ_AT, snippet: null, path: "visitor" };
    expect(briefly(aSlotAnswer({ served }), english)).toBe("the page’s own content → “welcome”");
  });
});
