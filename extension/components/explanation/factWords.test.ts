import { describe, expect, it } from "vitest";
import { NAMED_FACTS, PATH_FACTS, PLAIN_FACTS } from "#shared/rules/factNames";
import { OPERATORS } from "#shared/rules/rule";
import { aComparison } from "../../../test/support/wireExplanation.ts";
import { aSite } from "../../../test/support/wireVisitor.ts";
import { LANGUAGES } from "../../words/languages.ts";
import { Spoken } from "../../words/spoken.ts";
import { expectedInWords, factInWords, reasonInWords, valueInWords } from "./factWords.ts";

const english = { spoken: new Spoken("en", "en-GB"), facts: aSite() };
const finnish = { spoken: new Spoken("fi", "fi-FI"), facts: aSite() };
const plain = (text: string) => text.replace(/\s/g, " ");

describe("factInWords", () => {
  it.each(LANGUAGES)("says every fact of a visitor in %s", (language) => {
    const telling = { ...english, spoken: new Spoken(language, language) };
    const known = [...PLAIN_FACTS, ...[...NAMED_FACTS, ...PATH_FACTS].map((prefix) => `${prefix}x`)];
    expect(known.filter((fact) => factInWords(fact, telling).includes(fact))).toEqual([]);
  });

  it.each([
    ["daysSince.order", "Since the last order"],
    ["value.rfm.frequency", "Orders in 365 d"],
    ["score.rfm.monetary", "Monetary score (RFM)"],
    ["tier.rfe.engagement", "Engagement tier (RFE)"],
    ["count.Order.Completed", "Times “Order.Completed”"],
    ["traits.plan.name", "Trait “plan.name”"],
    ["page.query.q", "Page’s parameter “q”"],
    ["page.path", "Page"],
    ["somewhere.new", "somewhere.new"],
    ["toString", "toString"],
    ["score.rfm.constructor", "score.rfm.constructor"],
  ])("says %s as %s", (fact, words) => {
    expect(plain(factInWords(fact, english))).toBe(words);
  });

  it("names no number of days while the site is not known", () => {
    expect(factInWords("value.rfm.monetary", { ...english, facts: null })).toBe("Spending in the window");
  });
});

describe("valueInWords", () => {
  it.each([
    ["daysSince.order", 2.25, "2 d 6 h"],
    ["daysSince.event.Signed Up", null, "never"],
    ["gapBeforeLastOrder", null, "none"],
    ["revenue", 1234.5, "£1,234.50"],
    ["engagedSeconds", 95, "1 min 35 s"],
    ["value.rfd.duration", 95, "1 min 35 s"],
    ["value.rfm.frequency", 3, "3"],
    ["score.rfm.monetary", 4, "4"],
    ["tier.rfm.recency", "short", "recent"],
    ["lapseRatio", 2.006, "2.01"],
    ["identified", false, "no"],
    ["segment", "vip", "VIP"],
    ["audience", ["a", "b"], "“a” and “b”"],
    ["audience", [], "none"],
    ["traits.plan", "gold", "“gold”"],
    ["traits.address", { city: "Leeds" }, '{"city":"Leeds"}'],
  ])("says %s of %j as %s", (fact, value, words) => {
    expect(plain(valueInWords(fact, value, english))).toBe(words);
  });
});

describe("expectedInWords", () => {
  it("has words for every operator", () => {
    const said = OPERATORS.map((operator) => expectedInWords(aComparison("orders", operator, 5, 1, false), english));
    expect(new Set(said).size).toBe(OPERATORS.length);
  });

  it.each([
    [aComparison("daysSince.order", "gt", 180, 2, false), "over 180 d", "yli 180 pv"],
    [aComparison("revenue", "gte", 50, 2, false), "at least £50.00", "vähintään 50,00 £"],
    [aComparison("identified", "eq", false, true, false), "no", "ei"],
    [aComparison("segment", "in", ["new", "vip"], "lost", false), "one of New or VIP", "jokin näistä: Uusi tai VIP"],
    [aComparison("audience", "contains", "tea", [], false), "“tea” in it", "mukana ”tea”"],
    [aComparison("traits.plan", "exists", false, null, true), "none", "ei ole"],
    [aComparison("traits.plan", "exists", true, null, false), "any value", "mikä tahansa arvo"],
  ])("says %o as %s", (comparison, inEnglish, inFinnish) => {
    expect(plain(expectedInWords(comparison, english))).toBe(inEnglish);
    expect(plain(expectedInWords(comparison, finnish))).toBe(inFinnish);
  });
});

describe("reasonInWords", () => {
  it.each([
    [aComparison("orders", "eq", 0, 0, true), "no order"],
    [aComparison("orders", "eq", 1, 1, true), "1 order"],
    [aComparison("identified", "eq", true, true, true), "signed in"],
    [aComparison("identified", "eq", false, false, true), "not signed in"],
    [aComparison("daysSince.order", "gt", 90, 91.5, true), "last order 91 d 12 h ago"],
    [aComparison("score.rfm.monetary", "eq", 5, 5, true), "monetary score (RFM): 5"],
    [aComparison("orders", "gt", 0, null, false), "orders: none"],
  ])("says %o as %s", (comparison, words) => {
    expect(plain(reasonInWords(comparison, english))).toBe(words);
  });

  it.each([
    ["en", "language: “x”"],
    ["fi", "kieli: ”x”"],
    ["da", "sprog: ”x”"],
    ["de", "Sprache: „x“"],
    ["nl", "taal: “x”"],
    ["zh-Hant", "語言：「x」"],
  ])("begins a name in %s as its language does within a sentence", (language, words) => {
    const telling = { ...english, spoken: new Spoken(language, language) };
    expect(reasonInWords(aComparison("locale", "eq", "x", "x", true), telling)).toBe(words);
  });
});
