import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContentType } from "#shared/decision/content";
import { compileContent } from "./template.ts";

const filled = (content: string, facts: Record<string, unknown> = {}, contentType: ContentType = "text/html") => {
  const compiled = compileContent(content, contentType);
  if ("faults" in compiled) throw new Error(compiled.faults.join("; "));
  return compiled.fill((name) => facts[name]);
};
const faultsOf = (content: string, contentType: ContentType = "text/html") => {
  const compiled = compileContent(content, contentType);
  return "faults" in compiled ? compiled.faults : [];
};
const GREETING = '<p>Hi {{ traits.firstName | default: "there" }}</p>';

describe("compileContent", () => {
  it("prints a trait, or what stands in for it", () => {
    expect(filled(GREETING, { "traits.firstName": "Ann" })).toBe("<p>Hi Ann</p>");
    expect(filled(GREETING)).toBe("<p>Hi there</p>");
    expect(filled(GREETING, { "traits.firstName": "" })).toBe("<p>Hi there</p>");
    expect(filled("{{-traits.a-}} {{ traits.b.c }}", { "traits.a": 3, "traits.b.c": 2.5 })).toBe("32.5");
    expect(filled("{{ group.name }}", { "group.name": "Ltd" })).toBe("Ltd");
  });

  it("chooses text by a trait", () => {
    const text = "<p>{% if traits.age >= 18 %}Wine{% elsif traits.age %}Juice{% else %}Tea{% endif %}</p>";
    expect([20, 7, undefined].map((age) => filled(text, { "traits.age": age }))).toEqual([
      "<p>Wine</p>",
      "<p>Juice</p>",
      "<p>Tea</p>",
    ]);
    expect(filled(text.replace(">=", "&gt;="), { "traits.age": 18 }), "as editors write it").toBe("<p>Wine</p>");
  });

  it.each<[unknown, string]>([
    ['<img src=x onerror="alert(1)">', "&#60;img src=x onerror=&#34;alert(1)&#34;&#62;"],
    ["' onclick='alert(1)", "&#39; onclick=&#39;alert(1)"],
    ["&lt;script&gt;", "&#38;lt;script&#38;gt;"],
    ["{{ traits.secret }}", "{\u200B{\u200B traits.secret }}"],
    ["{% raw %}", "{\u200B% raw %}"],
    ["a\u0000b\u0007c", "abc"],
    ["\uD800x", "\uFFFDx"],
    ["x".repeat(10_000), "x".repeat(500)],
    [`${"x".repeat(499)}😀`, "x".repeat(499)],
    [{ toString: () => "<b>" }, ""],
    [{ a: 1 }, ""],
    [["<b>", 1], ""],
    [() => "<b>", ""],
    [Number.NaN, ""],
    [Number.POSITIVE_INFINITY, ""],
    [null, ""],
    [0, "0"],
    [-1.5, "-1.5"],
    [true, "true"],
    [false, "false"],
    [1n, ""],
  ])("prints what is hostile harmlessly: case %$", (value, printed) => {
    expect(filled("{{ traits.x }}", { "traits.x": value })).toBe(printed);
    expect(filled('<i title="{{ traits.x }}"></i>', { "traits.x": value })).toBe(`<i title="${printed}"></i>`);
  });

  it.each([
    ["{{ traits.x", /^is no template: output .* not closed/],
    ["{% if traits.x %}", /^is no template: tag .* not closed/],
    ["{{ }}", /^is no template: invalid value expression/],
    ["{{ traits.x | nonsense }}", /undefined filter: nonsense/],
    ["{{ traits.x | raw }}", /undefined filter: raw/],
    ["{{ traits.x | json }}", /undefined filter: json/],
    ["{{ traits.x | constructor }}", /undefined filter: constructor/],
    ["{{ traits.x | __proto__ }}", /undefined filter: __proto__/],
    ["{{ traits.x | toString }}", /undefined filter: toString/],
    ["{% include 'secret' %}", /tag "include" not found/],
    ["{% render 'secret' %}", /tag "render" not found/],
    ["{% layout 'secret' %}", /tag "layout" not found/],
    ["{% assign x = traits.y %}", /tag "assign" not found/],
    ["{% for x in traits.y %}{% endfor %}", /tag "for" not found/],
    ["{% capture x %}{% endcapture %}", /tag "capture" not found/],
    ["{% raw %}{{ x }}{% endraw %}", /tag "raw" not found/],
    ["{% comment %}x{% endcomment %}", /tag "comment" not found/],
    ["{% constructor %}", /tag "constructor" not found/],
    ["{% liquid echo traits.x %}", /tag "liquid" not found/],
    ["{{ segment }}", "knows traits and group alone, not segment"],
    ["{{ firstName }}", "knows traits and group alone, not firstName"],
    ["{{ constructor.constructor }}", "knows traits and group alone, not constructor.constructor"],
    ["{{ traits }}", "must name a trait by its keys with dots between, such as traits.firstName: traits"],
    ["{{ traits['first name'] }}", /^must name a trait by its keys/],
    ["{{ traits[group.x] }}", /^must name a trait by its keys/],
    ["{{ traits.list[0] }}", /^must name a trait by its keys/],
    ["{{ traits.__proto__.x }}", /^must name a trait by its keys/],
    ["{{ traits.x.constructor }}", /^must name a trait by its keys/],
  ])("refuses %s", (content, fault) => {
    for (const type of ["text/html", "text/plain"] as const)
      expect(faultsOf(content, type)).toContainEqual(typeof fault === "string" ? fault : expect.stringMatching(fault));
  });

  it("escapes nothing in plain text, where there is nothing to escape for", () => {
    expect(filled("Hi {{ traits.x }}", { "traits.x": "<b> & 'c'" }, "text/plain")).toBe("Hi <b> & 'c'");
  });

  it("fills the strings of JSON, and leaves every other byte", () => {
    const text = '{"a": 1.0, "b": 12345678901234567890,\n "c": ["Hi {{ traits.x | default: \\"you\\" }}", "{ }"]}';
    expect(filled(text, { "traits.x": '"},\n</script>\u2028' }, "application/json")).toBe(
      '{"a": 1.0, "b": 12345678901234567890,\n "c": ["Hi \\"},\\n\\u003c/script>\\u2028", "{ }"]}',
    );
    expect(filled(text, {}, "application/json")).toContain('"Hi you"');
    expect(faultsOf('{"{{ traits.x }}" : 1}', "application/json")).toEqual(['"{{ traits.x }}" must not name a key']);
    expect(faultsOf('["{{ x }}", "{{ traits.x"]', "application/json")).toHaveLength(2);
  });

  it("stays JSON with whatever is printed in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const shown: unknown = JSON.parse(
          filled('{"a": "<{{ traits.x }}>"}', { "traits.x": value }, "application/json"),
        );
        expect(shown).toEqual({ a: `<${filled("{{ traits.x }}", { "traits.x": value }, "text/plain")}>` });
      }),
    );
  });

  it("prints no sign that markup is made of, whatever the value", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(filled("{{ traits.x }}", { "traits.x": value })).not.toMatch(
          /[<>"']|[^\P{Cc}\t\n\r]|&(?!#(?:34|38|39|60|62);)|\{[{%]/u,
        );
      }),
    );
  });

  it.each([
    '<p>{{ "}} {% " }}&lt;img src=x onerror=alert(1)&gt;%}</p>',
    `<p title="{{ '}} {% ' }}&quot; onclick=&quot;alert(1)%}">a</p>`,
    "{{ '}}{{' }}&lt;script&gt;alert(1)&lt;/script&gt;{{ '}}' }}",
  ])("takes nothing for markup that was escaped outside its braces: %s", (content) => {
    expect(faultsOf(content)).toContainEqual(expect.stringMatching(/must hold no }} or %} in quotes$/));
  });

  it("prints the signs that braces are made of", () => {
    expect(filled('{{ "{{" }} and {{ "{%" }} &lt;')).toBe("{\u200B{\u200B and {\u200B% &lt;");
  });

  it("does no work without end: a template that asks for it fails, and soon", () => {
    const compiled = compileContent("{{ (1..traits.n) | size }}", "text/html");
    expect(() => "fill" in compiled && compiled.fill(() => 1e9)).toThrow(/memory/);
    const deep = `${"{% if traits.x %}".repeat(3_500)}x${"{% endif %}".repeat(3_500)}`;
    const nested = compileContent(deep, "text/html");
    expect("faults" in nested || nested.fill(() => undefined) === "").toBe(true);
    expect(faultsOf(`{{ traits.x }}${"x".repeat(70_000)}`)[0]).toMatch(/parse length limit exceeded/);
  });
});
