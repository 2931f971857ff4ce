import { describe, expect, it } from "vitest";
import { pickLanguage } from "./languages.ts";

describe("pickLanguage", () => {
  it.each([
    ["the browser's first known language", "auto", ["sv-SE", "fi-FI", "en"], "fi", "fi-FI"],
    ["English where it knows none", "auto", ["sv-SE"], "en", "en"],
    ["none that is no language", "auto", ["C", "en_US", "fi"], "fi", "fi"],
    ["the chosen one over the browser's", "en", ["fi-FI"], "en", "en"],
    ["the chosen one with the browser's region", "en", ["fi-FI", "en-GB"], "en", "en-GB"],
    ["Danish to a Dane", "auto", ["da-DK", "en"], "da", "da-DK"],
    ["English to a Norwegian, whose language is another", "auto", ["nb-NO", "no", "nn-NO"], "en", "en"],
    ["German in Austria, with its numbers", "auto", ["de-AT"], "de", "de-AT"],
    ["Dutch in Belgium, with its dates", "auto", ["nl-BE", "fr-BE"], "nl", "nl-BE"],
    ["Traditional Chinese in Taiwan", "auto", ["zh-TW", "zh"], "zh-Hant", "zh-TW"],
    ["Traditional Chinese in Hong Kong", "auto", ["zh-HK"], "zh-Hant", "zh-HK"],
    ["Traditional Chinese where its script is named", "auto", ["zh-Hant-MO"], "zh-Hant", "zh-Hant-MO"],
    ["English where Chinese is Simplified", "auto", ["zh-CN", "zh", "zh-Hans-HK"], "en", "en"],
    ["the next language where Chinese is Simplified", "auto", ["zh-CN", "de"], "de", "de"],
    ["Traditional Chinese where it is chosen", "zh-Hant", ["zh-CN", "en-GB"], "zh-Hant", "zh-Hant"],
    ["the browser's where a choice is no longer known", "xx", ["fi"], "fi", "fi"],
  ])("speaks %s", (_, choice, preferred, language, locale) => {
    expect(pickLanguage(choice, preferred)).toEqual({ language, locale });
  });
});
