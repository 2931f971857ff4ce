import { describe, expect, it } from "vitest";
import { pickLanguage } from "./languages.ts";

describe("pickLanguage", () => {
  it.each([
    ["the browser's first known language", "auto", ["sv-SE", "fi-FI", "en"], "fi", "fi-FI"],
    ["English where it knows none", "auto", ["sv-SE"], "en", "en"],
    ["none that is no language", "auto", ["C", "en_US", "fi"], "fi", "fi"],
    ["the chosen one over the browser's", "en", ["fi-FI"], "en", "en"],
    ["the chosen one with the browser's region", "en", ["fi-FI", "en-GB"], "en", "en-GB"],
    ["the browser's where a choice is no longer known", "xx", ["fi"], "fi", "fi"],
  ])("speaks %s", (_, choice, preferred, language, locale) => {
    expect(pickLanguage(choice, preferred)).toEqual({ language, locale });
  });
});
