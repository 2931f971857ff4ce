import { describe, expect, it } from "vitest";
import { en } from "../../extension/words/en.ts";
import { LANGUAGES, type Language } from "../../extension/words/languages.ts";
import { en as pages } from "../../extension/words/pages/en.ts";
import { allFiles, isTest, sourceFiles, textOf } from "../support/tree.ts";

const files = new Set(allFiles());
/** Where words may be asked for by name, or a name come from that they are asked for by. */
const speaking = sourceFiles().filter(
  (path) => !isTest(path) && !path.startsWith("extension/words/") && /^(extension|shared)\//.test(path),
);
const said = new Set(speaking.flatMap((path) => textOf(path).match(/[\w-]+/g) ?? []));

/** Browsers call a language's folder by a region where the script is not theirs to name. */
const MANIFEST_FOLDERS: Readonly<Partial<Record<Language, string>>> = { "zh-Hant": "zh_TW" };

/** A key such as `daysSince.order` is put together of words. */
const isSaid = (key: string) => key.split(".").every((word) => word === "" || said.has(word));

function keysOf(words: object, path: readonly string[] = []): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    const here = [...path, key];
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? keysOf(value, here)
      : [here.join("/")];
  });
}

describe("the words of the extension", () => {
  it("are all said somewhere", () => {
    const unused = keysOf({ en, pages }).filter((path) => !isSaid(path.split("/").at(-1) ?? ""));
    expect(unused).toEqual([]);
  });

  it.each(LANGUAGES)(
    "in %s have a file beside each English one, and a script that brings them to a page",
    (language) => {
      const english = [...files].filter((path) => /^extension\/words\/(\w+\/)?en\.ts$/.test(path));
      const wanted = english.map((path) => path.replace(/en\.ts$/, `${language}.ts`));
      expect(english.length).toBeGreaterThan(3);
      expect([...wanted, `extension/entrypoints/words-${language}.ts`].filter((path) => !files.has(path))).toEqual([]);
    },
  );

  it.each(LANGUAGES)("in %s have the manifest’s texts too, each said anew", (language) => {
    const textsOf = (folder: string): Record<string, { message: string }> =>
      JSON.parse(textOf(`extension/public/_locales/${folder}/messages.json`));
    const english = Object.entries(textsOf("en"));
    const texts = textsOf(MANIFEST_FOLDERS[language] ?? language);
    expect(Object.keys(texts)).toEqual(english.map(([key]) => key));
    const same = english.filter(([key, { message }]) => texts[key]?.message === message);
    expect(same.length).toBe(language === "en" ? english.length : 0);
  });
});
