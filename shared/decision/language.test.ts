import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { languageFor, preferredLanguages, TagSchema } from "./language.ts";

describe("TagSchema", () => {
  it.each(["fi", "fr-CA", "zh-Hant", "zh-Hant-TW", "sr-Latn-RS", "es-419", "de-CH-1996"])("takes %s", (tag) => {
    expect(v.is(TagSchema, tag)).toBe(true);
  });

  it.each([
    ["FI", "must be written as BCP 47 does: fi"],
    ["fr-ca", "must be written as BCP 47 does: fr-CA"],
    ["iw", "must be written as BCP 47 does: he"],
    ["fr_CA", "must be a language such as fi or fr-CA"],
    ["", "must be a language such as fi or fr-CA"],
    ["finnish language", "must be a language such as fi or fr-CA"],
  ])("refuses %j", (tag, message) => {
    expect(v.safeParse(TagSchema, tag).issues?.[0].message).toBe(message);
  });
});

describe("preferredLanguages", () => {
  it.each<[string, string[]]>([
    ["da-DK,da;q=0.9,en-GB;q=0.8", ["da-DK", "da", "en-GB"]],
    ["en;q=0.2, de, fr;q=0.9", ["de", "fr", "en"]],
    ["*", []],
    ["fi, *;q=0.1", ["fi"]],
    ["fi;q=0", []],
    ["fi;q=2, sv;q=x, de;q=1.000", ["de"]],
    ["nonsense language, fi", ["fi"]],
    ["zh-hant-tw", ["zh-Hant-TW"]],
    ["pt_BR", ["pt-BR"]],
    ["", []],
    [Array.from({ length: 500 }, () => "fi").join(","), Array.from({ length: 20 }, () => "fi")],
  ])("reads %s", (header, languages) => {
    expect(preferredLanguages(header)).toEqual(languages);
  });
});

describe("languageFor", () => {
  it.each<[readonly string[], string | null, readonly string[], string | null]>([
    [["fi", "fr-CA"], "en", ["fr-CA"], "fr-CA"],
    [["fi"], "en", ["fi-FI"], "fi"],
    [["zh-Hant"], "en", ["zh-Hant-TW"], "zh-Hant"],
    [["fr-CA"], "en", ["fr"], null],
    [["fi", "sv"], "en", ["de", "sv-FI", "fi"], "sv"],
    [["fi"], "en", ["en", "fi"], null],
    [["fi"], "en-GB", ["en-US", "fi"], null],
    [["en-GB", "fi"], "en", ["en-GB"], "en-GB"],
    [["fi"], null, ["da", "fi"], null],
    [["fi"], null, ["fi", "da"], "fi"],
    [["fi"], "en", [], null],
    [["de"], "en", ["de-u-co-phonebk"], "de"],
  ])("of %j beside %s, for %j it is %s", (there, own, preferences, language) => {
    expect(languageFor((tag) => there.includes(tag), own, preferences)).toBe(language);
  });
});
