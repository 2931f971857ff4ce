import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { mayDecideByToken, needsPersonal } from "./byToken.ts";
import { contentBy, contentOf } from "./content.ts";
import { fieldsIn } from "./fields.ts";
import { PieceSchema } from "./piece.ts";
import { type Snippet, SnippetSchema } from "./snippet.ts";

const snippet = { key: "welcome", rule: { all: [] } };
const image = { url: "/a.png", alt: "Tea" };
const faultsOf = (schema: v.GenericSchema, more: object) =>
  v.safeParse(schema, { ...snippet, ...more }).issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
const faults = (more: object) => faultsOf(SnippetSchema, more);
const parsed = (more: object): Snippet => v.parse(SnippetSchema, { ...snippet, ...more });

describe("SnippetSchema", () => {
  it("has one of content, a picture and a piece of the library", () => {
    for (const more of [{ content: "" }, { image }, { library: "tea" }]) expect(faults(more)).toBeUndefined();
    expect(faults({})).toEqual(["content: is missing: it takes content or image or library"]);
    expect(faults({ content: "x", image })).toEqual(["image: is one too many: there is content already"]);
    expect(faults({ image, library: "tea" })).toEqual(["library: is one too many: there is image already"]);
  });

  it("is there in other languages, each as the content is", () => {
    expect(faults({ content: "x", translations: { fi: "y", "fr-CA": "z" } })).toBeUndefined();
    expect(faults({ image, translations: { fi: { ...image, alt: "Tee" } } })).toBeUndefined();
    expect(faults({ content: "x", translations: { FI: "y" } })).toEqual([
      "translations.FI: must be written as BCP 47 does: fi",
    ]);
    expect(faults({ content: "x", translations: { fi: image } })).toEqual([
      "translations.fi: must be text, as the content is",
    ]);
    expect(faults({ image, translations: { fi: "x" } })).toEqual(["translations.fi: must be a picture, as image is"]);
    const json = { contentType: "application/json", content: "{}" };
    expect(faults({ ...json, translations: { fi: "{", sv: "[]" } })).toEqual([
      "translations.fi: must be JSON, as contentType says",
    ]);
    expect(faults({ content: "x", language: "fi_FI" })).toEqual(["language: must be a language such as fi or fr-CA"]);
    expect(faults({ content: "x", translations: { fi: "é".repeat(40_000) } })).toEqual([
      "translations.fi: must be at most 65536 bytes",
    ]);
  });

  it("leaves languages to the library, and shows a picture as HTML", () => {
    expect(faults({ library: "tea", translations: { fi: "x" }, language: "en" })).toEqual([
      "language: is what the library says of it",
      "translations: is what the library says of it",
    ]);
    expect(faults({ image, contentType: "text/plain" })).toEqual([
      "contentType: must be text/html, as which a picture is shown",
    ]);
  });
});

describe("PieceSchema", () => {
  it("is content without a rule, and no reference to another piece", () => {
    expect(faultsOf(PieceSchema, { content: "x" })?.map((fault) => fault.split(":")[0])).toEqual(["rule"]);
    expect(v.is(PieceSchema, { key: "tea", content: "x", translations: { fi: "y" } })).toBe(true);
    expect(v.is(PieceSchema, { key: "tea", library: "x" })).toBe(false);
    expect(v.is(PieceSchema, { key: "tea" })).toBe(false);
  });
});

describe("contentOf", () => {
  it("is what was written, unless that is a picture or elsewhere", () => {
    expect(contentOf(parsed({ content: "x", contentType: "text/plain" }))).toEqual({
      content: "x",
      contentType: "text/plain",
      language: null,
      translations: null,
      fields: null,
    });
    expect(contentOf(parsed({ image, translations: { fi: { ...image, alt: "Tee" } } }))).toMatchObject({
      content: '<img src="/a.png" alt="Tea">',
      contentType: "text/html",
      translations: new Map([["fi", '<img src="/a.png" alt="Tee">']]),
    });
    expect(contentOf(parsed({ library: "tea" }))).toBeNull();
  });

  it("is the library's, once that was looked up", () => {
    const piece = v.parse(PieceSchema, {
      key: "tea",
      content: '{"a":1}',
      contentType: "application/json",
      language: "de",
    });
    const one = parsed({ library: "tea" });
    expect(contentBy(one, new Map(), "en")).toBe(false);
    expect(contentBy(one, new Map([["tea", piece]]), "en")).toBe(true);
    expect(contentOf(one)).toMatchObject({ content: '{"a":1}', contentType: "application/json", language: "de" });
  });

  it("is in the site's language, unless it is there in that beside", () => {
    const [plain, translated] = [parsed({ content: "x" }), parsed({ content: "x", translations: { en: "y" } })];
    for (const one of [plain, translated]) contentBy(one, new Map(), "en");
    expect(contentOf(plain)?.language).toBe("en");
    expect(contentOf(translated)?.language).toBeNull();
  });

  it("knows its merge fields, whichever language they are in", () => {
    const one = parsed({
      content: "Hi {{ traits.a }}",
      translations: { fi: "{% if group.b.c %}{{traits.a}}{% endif %}" },
    });
    expect(contentOf(one)?.fields).toEqual(["traits.a", "group.b.c"]);
    expect(contentOf(parsed({ content: "{{ 'none' }}" }))?.fields).toEqual([]);
    expect(contentOf(parsed({ content: "{ no field }" }))?.fields).toBeNull();
  });
});

describe("needsPersonal", () => {
  it("keeps what differs from person to person out of tokens", () => {
    const slotOf = (content: string) => ({
      key: "hero",
      selector: null,
      holdoutPercent: 0,
      snippets: [parsed({ content })],
    });
    expect(needsPersonal(slotOf("Hi {{ traits.a }}"))).toBe(true);
    expect(mayDecideByToken(slotOf("Hi {{ traits.a }}"), 0)).toBe(false);
    expect(needsPersonal(slotOf("Hi"))).toBe(false);
    expect(mayDecideByToken(slotOf("Hi"), 0)).toBe(true);
  });
});

describe("fieldsIn", () => {
  it.each<[string, string[]]>([
    ["traits.a", []],
    ["{{traits.a}}", ["traits.a"]],
    ["{{-traits.a-}}", ["traits.a"]],
    ["{{ traits . a . b | default: traits.c }}", ["traits.a.b", "traits.c"]],
    ["{{ traits.first-name }}", ["traits.first-name"]],
    ["{% if traits.a>3 %}{{ group.ä }}{% endif %}", ["traits.a", "group.ä"]],
    ["{% if traits.a&gt;3 %}{% endif %}", ["traits.a"]],
    ["{{ traits.__proto__ }}", []],
    ["{{ traits[0] }} {{ traits }} {{ x }}", []],
  ])("finds in %s what it names", (content, fields) => {
    expect(fieldsIn(content)).toEqual(fields);
  });
});
