import { afterEach, expect, it } from "vitest";
import { en } from "./en.ts";
import { fi } from "./fi.ts";
import { learn, wordsOf } from "./learnt.ts";

const LEARNT = Symbol.for("rfedge.words");
const before: unknown = Reflect.get(globalThis, LEARNT);

afterEach(() => {
  Reflect.set(globalThis, LEARNT, before);
});

it("says what was learnt last where a language is still on its way", () => {
  Reflect.deleteProperty(globalThis, LEARNT);
  expect(() => wordsOf("en")).toThrow(RangeError);
  learn({ language: "fi", words: fi });
  expect(wordsOf("en")).toEqual({ language: "fi", words: fi });
  learn({ language: "en", words: en });
  expect(wordsOf("en").words).toBe(en);
  expect(wordsOf("fi").words).toBe(fi);
});
