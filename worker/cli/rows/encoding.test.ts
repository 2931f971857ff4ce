import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fc, test } from "@fast-check/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { type Encoding, encodingOf, openText, textAt } from "./encoding.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-encoding-"));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, "file");
const holding = (bytes: Uint8Array | string) => {
  writeFileSync(path, bytes);
  return path;
};
const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16();
const FAR = "x".repeat(1_048_570);

describe("encodingOf", () => {
  it.each<[string, Uint8Array | string, Encoding]>([
    ["nothing", "", "utf-8"],
    ["ASCII", "abc", "utf-8"],
    ["UTF-8", "Søren €", "utf-8"],
    ["UTF-8 with a mark", "\ufeffabc", "utf-8"],
    ["a character across two pieces", `${FAR}12345€€`, "utf-8"],
    ["an emoji across two pieces", `${FAR}123😀`, "utf-8"],
    ["UTF-16, little end first", Buffer.from("\ufeffabc", "utf16le"), "utf-16le"],
    ["UTF-16, big end first", utf16be("abc"), "utf-16be"],
    ["windows-1252", Buffer.from("S\xf8ren", "latin1"), "windows-1252"],
    ["windows-1252 far behind", Buffer.from(`${FAR}${FAR}S\xf8ren`, "latin1"), "windows-1252"],
    ["windows-1252 at the very end", Buffer.from("caf\xe9", "latin1"), "windows-1252"],
    ["UTF-8 with a broken byte", Buffer.concat([Buffer.from("Søren Ærø "), Buffer.of(0xff)]), "utf-8"],
  ])("tells %s", async (_, bytes, expected) => {
    expect(await encodingOf(holding(bytes))).toBe(expected);
  });
});

describe("openText", () => {
  it.each<[Encoding, Uint8Array]>([
    ["utf-16le", Buffer.from("\ufeffSøren €", "utf16le")],
    ["utf-16be", utf16be("Søren €")],
    ["windows-1252", Buffer.from("S\xf8ren \x80", "latin1")],
    ["utf-8", Buffer.from("Søren €")],
  ])("gives %s as UTF-8", async (encoding, bytes) => {
    const text = await textAt(holding(bytes), encoding, { from: 0, bytes: 100 });
    expect(text.toString()).toBe("Søren €");
  });

  test.prop([fc.string({ unit: "grapheme", maxLength: 50 }), fc.nat(100)], { numRuns: 50 })(
    "goes on from any byte of that",
    async (text, from) => {
      const whole = Buffer.from(text);
      const pieces: Buffer[] = [];
      holding(Buffer.from(`\ufeff${text}`, "utf16le"));
      for await (const piece of openText(path, "utf-16le", from)) pieces.push(piece);
      expect(Buffer.concat(pieces)).toEqual(whole.subarray(from));
    },
  );
});
