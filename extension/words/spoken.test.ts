import { describe, expect, it } from "vitest";
import { LANGUAGES } from "./languages.ts";
import { pageWordsOf } from "./pages/pageWords.ts";
import { Spoken } from "./spoken.ts";

const english = new Spoken("en", "en-GB");
const finnish = new Spoken("fi", "fi-FI");
const SECOND = 1_000;
const [MINUTE, HOUR, DAY] = [60 * SECOND, 3_600 * SECOND, 86_400 * SECOND];

/** Every sentence of a language, functions called with a word that must be in the result. */
function sentencesOf(words: unknown): string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return [String(words("«1»", "«2»"))];
  return Object.values(words ?? {}).flatMap(sentencesOf);
}

describe("Spoken.span", () => {
  it.each([
    [6 * DAY + 4 * HOUR + 30 * MINUTE, 2, "6\u00a0d 4\u00a0h"],
    [60 * DAY + 5 * MINUTE, 2, "60\u00a0d"],
    [3 * MINUTE + 20 * SECOND, 2, "3\u00a0min 20\u00a0s"],
    [3 * MINUTE + 20 * SECOND, 1, "3\u00a0min"],
    [999, 2, "0\u00a0s"],
    [-5 * DAY, 2, "0\u00a0s"],
  ])("reads %d ms in %d units as %s", (ms, most, span) => {
    expect(english.span(ms, most)).toBe(span);
  });

  it("speaks the language's units", () => {
    expect(finnish.span(6 * DAY + 4 * HOUR)).toBe("6\u00a0pv 4\u00a0t");
  });
});

describe("Spoken.number", () => {
  it.each([
    [0.033, "0.03"],
    [2.25, "2.3"],
    [12.7, "13"],
    [1234.5, "1,235"],
  ])("rounds %d to %s", (value, text) => {
    expect(english.number(value)).toBe(text);
  });
});

describe("Spoken.money", () => {
  it("writes the currency as the locale does", () => {
    expect(english.money(1235.5, "GBP")).toBe("£1,235.50");
    expect(finnish.money(235.5, "EUR").replace(/\s/g, " ")).toBe("235,50 €");
  });

  it("writes the figure alone while the currency is not known", () => {
    expect(english.money(40, null)).toBe("40.00");
  });
});

describe("Spoken.share", () => {
  it("says none of it as none", () => {
    expect([0, 0.004, 0.5].map((share) => english.share(share))).toEqual(["0%", "0.4%", "50%"]);
  });
});

describe("Spoken.signed", () => {
  it("says which way, and nothing of no change", () => {
    expect([-3, 0, 3].map((value) => english.signed(value))).toEqual(["-3", "0", "+3"]);
  });
});

describe("Spoken.sum", () => {
  it("leaves the smaller unit out", () => {
    expect(english.sum(1235.5, "GBP")).toBe("£1,236");
  });
});

describe("Spoken.day", () => {
  it("says a date of the site's calendar as it is, wherever the marketer sits", () => {
    expect(english.day("2026-03-29")).toBe("29 Mar 2026");
  });
});

describe("Spoken.count", () => {
  it("agrees with the number", () => {
    expect([0, 1, 4].map((value) => english.count(value, english.words.sessions))).toEqual([
      "0 sessions",
      "1 session",
      "4 sessions",
    ]);
  });
});

describe("Spoken.segment", () => {
  it("says our name for ours", () => {
    expect(finnish.segment("new", { new: { en: "New" } })).toBe("Uusi");
  });

  it("says the site's own name in the marketer's language first", () => {
    expect(finnish.segment("new", { new: { en: "New", fi: "Tuore" } })).toBe("Tuore");
  });

  it("says the site's English name where it renamed one of ours", () => {
    expect(finnish.segment("new", { new: { en: "Fresh" } })).toBe("Fresh");
  });

  it.each(["loyal", "toString", "constructor"])("says the key of %s, which has no name", (key) => {
    expect(english.segment(key)).toBe(key);
  });
});

describe("Spoken.ago", () => {
  it("calls the last five seconds now", () => {
    const now = Date.parse("2026-11-03T12:00:00Z");
    expect(english.ago("2026-11-03T11:59:56Z", now)).toBe("now");
    expect(english.ago("2026-11-03T11:59:48Z", now)).toBe("12\u00a0s");
    expect(english.ago("2026-11-03T13:00:00Z", now)).toBe("now");
  });
});

describe("the words", () => {
  it.each(LANGUAGES)("of %s leave nothing empty and shout at nobody", (language) => {
    const sentences = sentencesOf([new Spoken(language, language).words, pageWordsOf(language)]);
    expect(sentences.filter((sentence) => sentence.trim() === "" || sentence.includes("!"))).toEqual([]);
  });

  it("of every language fill in what the English ones do", () => {
    const marks = (language: (typeof LANGUAGES)[number]) =>
      sentencesOf([new Spoken(language, language).words, pageWordsOf(language)]).map((text) =>
        (text.match(/«\d»/g) ?? []).sort(),
      );
    for (const language of LANGUAGES) expect(marks(language)).toEqual(marks("en"));
  });

  it.each(LANGUAGES.filter((language) => language !== "en"))("of %s leave no sentence in English", (language) => {
    const of = (tag: (typeof LANGUAGES)[number]) => sentencesOf([new Spoken(tag, tag).words, pageWordsOf(tag)]);
    const english = new Set(of("en").filter((sentence) => /[a-z]{2}.* [a-z]{2}/i.test(sentence.replace(/«\d»/g, ""))));
    expect(english.size).toBeGreaterThan(200);
    expect(of(language).filter((sentence) => english.has(sentence))).toEqual([]);
  });
});
