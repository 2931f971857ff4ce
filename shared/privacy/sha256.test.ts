import { createHash } from "node:crypto";
import { test as property } from "@fast-check/vitest";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "./sha256.ts";

const official = (text: string) => createHash("sha256").update(text).digest("hex");

describe("sha256", () => {
  it.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 1_000])("is the platform's for %i bytes", (length) => {
    expect(sha256("a".repeat(length))).toBe(official("a".repeat(length)));
  });

  property.prop([fc.string({ unit: "binary", maxLength: 300 })])("is the platform's for any text", (text) => {
    expect(sha256(text)).toBe(official(text));
  });

  it("takes half of a surrogate pair as the platform does", () => {
    expect(sha256("a\ud800b\udc00")).toBe(official("a\ud800b\udc00"));
  });
});
