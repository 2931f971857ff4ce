import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finderOf } from "./find.ts";

const LATIN1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe("finderOf", () => {
  it("finds what a search of text in small letters finds, and takes no other byte for a letter", () => {
    const letter = fc.constantFrom(..."abAB-\r\u0001!@é\u00e1");
    const text = (maxLength: number) => fc.string({ unit: letter, maxLength });
    const sought = fc.string({ unit: fc.constantFrom(..."ab-é"), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(text(60), sought, fc.nat(20), (page, word, from) => {
        const small = page.replace(/[A-Z]/g, (capital) => capital.toLowerCase());
        expect(finderOf(LATIN1(word))(LATIN1(page), from)).toBe(from > page.length ? -1 : small.indexOf(word, from));
      }),
      { numRuns: 2_000 },
    );
  });
});
