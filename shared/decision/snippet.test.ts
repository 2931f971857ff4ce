import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { MAX_CONTENT_BYTES } from "./content.ts";
import { SnippetSchema } from "./snippet.ts";

const snippet = { key: "welcome", rule: { all: [] }, content: "<p>Hi</p>" };
const faults = (more: object) =>
  v.safeParse(SnippetSchema, { ...snippet, ...more }).issues?.map((issue) => v.getDotPath(issue));

describe("SnippetSchema", () => {
  it("is HTML without a schedule unless it says otherwise", () => {
    expect(v.parse(SnippetSchema, snippet)).toEqual({
      ...snippet,
      ...{ contentType: "text/html", from: null, until: null },
    });
  });

  it("may ask for the page", () => {
    expect(faults({ rule: { fact: "page.query.utm_source", eq: "newsletter" } })).toBeUndefined();
  });

  it("takes 64 KB of content, counted in bytes, and not one more", () => {
    expect(faults({ content: "é".repeat(MAX_CONTENT_BYTES / 2) })).toBeUndefined();
    expect(faults({ content: `${"é".repeat(MAX_CONTENT_BYTES / 2)}x` })).toEqual(["content"]);
  });

  it("refuses a schedule that ends before it begins, or that is none", () => {
    expect(faults({ from: "2026-01-01", until: "2026-01-02" })).toBeUndefined();
    expect(faults({ from: "2026-01-02", until: "2026-01-01" })).toEqual(["until"]);
    expect(faults({ from: "2026-01-01T02:00+02:00", until: "2026-01-01T00:00:00Z" })).toEqual(["until"]);
    expect(faults({ from: "tomorrow" })).toEqual(["from"]);
  });

  it("refuses other content types, JSON that is none, unknown keys and a wrong rule", () => {
    expect(faults({ contentType: "text/css" })).toEqual(["contentType"]);
    expect(faults({ contentType: "application/json", content: "{x}" })).toEqual(["content"]);
    expect(faults({ contentType: "application/json", content: '{"x":1}' })).toBeUndefined();
    expect(faults({ contentType: "text/plain", raw: true })).toEqual(["raw"]);
    expect(faults({ weight: 1 })).toEqual(["weight"]);
    expect(faults({ rule: { any: [{ fact: "page.title", eq: "x" }] } })).toEqual(["rule.any.0.fact"]);
  });
});
