import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOf } from "#shared/decision/content";
import { Problem } from "../problem.ts";
import { ELEMENTS } from "../render/allowedMarkup.ts";
import { cleanMarkup } from "../render/cleanMarkup.ts";
import { compileContent } from "../render/template.ts";
import { checkConfig } from "./checkConfig.ts";

const X = "{{ traits.x }}";

/** What becomes of markup in a draft: what is stored, or why it is refused. */
async function drafted(content: string, more: object = {}) {
  const piece = { key: "tea", content, ...more };
  try {
    const { config, notes } = await checkConfig({ snippets: [piece] });
    return { stored: config.snippets[0]?.content ?? "", notes, errors: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { stored: null, notes: [], errors: error.details.errors ?? [] };
  }
}

function filled(markup: string, value: string): string {
  const template = compileContent(markup, "text/html");
  if ("fill" in template) return template.fill(() => value);
  throw new Error(template.faults.join());
}

function tagsOf(markup: string): string[] {
  return [...markup.matchAll(/<\/?[a-z]+/g)].map(([tag]) => tag);
}

describe("checkConfig", () => {
  it("gives content that decisions can go by, cleaned or not, the library's too", async () => {
    const rule = { all: [] };
    for (const content of ["<p>a</p>", "<p onclick=a()>a</p>"]) {
      const { config } = await checkConfig({
        site: { languages: ["fi"], timeZone: "Europe/Helsinki" },
        snippets: [{ key: "tea", content }],
        slots: [{ key: "hero", snippets: [{ key: "a", rule, library: "tea" }] }],
      });
      const [snippet] = config.slots[0]?.snippets ?? [];
      expect(snippet && contentOf(snippet)).toMatchObject({ content: "<p>a</p>", language: "fi" });
    }
  });

  it("lets a merge field stand in the text of attributes, and refuses it elsewhere in a tag, of each element that there is", async () => {
    for (const [name, attributes] of ELEMENTS)
      for (const attribute of attributes.keys()) {
        const { stored, notes, errors } = await drafted(`<${name} ${attribute}="${X}">`);
        const isText = /^(?:alt|title|placeholder|value|aria-[a-z]+)$/.test(attribute);
        if (attribute === "srcset") expect(notes).toHaveLength(1);
        else if (isText) expect(stored).toContain(X);
        else expect([stored, errors[0]?.path, attribute]).toEqual([null, "/snippets/0/content", attribute]);
      }
  });

  it.each([
    '<b title="{{ traits.x | default: "><i>" }}" onclick="a()" x="">b</b>',
    '{{ traits.x | default: "<b title=" }} onclick=a() y=">b</b>',
    '<p>{{ traits.x | default: "<b>there</b>" }}</p>',
    '<p title="{% if traits.x == "></p><p title=" %}" onclick="a()">{% endif %}</p>',
  ])(
    "refuses a merge field that holds markup, for what is clean around it is clean no more once it is filled: %s",
    async (written) => {
      const { stored, errors } = await drafted(written);
      expect(stored).toBeNull();
      const message = expect.stringContaining("must hold no markup");
      expect(errors).toContainEqual({ path: "/snippets/0/content", message });
    },
  );

  it("refuses branches that would move what is behind them on the page", async () => {
    for (const [written, place] of [
      ["<div>{% if traits.x %}</div>{% endif %}", "</div>"],
      ["{% if traits.x %}<div>{% endif %}a</div>", "{% endif %}"],
      ["<p>{% if traits.x %}a<p>b{% endif %}", "</p>"],
      ["{% case traits.x %}{% when 1 %}<b>a{% else %}b</b>{% endcase %}", "{% else %}"],
    ] as const) {
      const { errors } = await drafted(written);
      const message = `must close in each branch what is opened there, and nothing else: ${place}`;
      expect(errors).toEqual([{ path: "/snippets/0/content", message }]);
    }
    const fine = "<div>{% unless traits.x %}<br><p>a</p>{% elsif traits.y %}<b>{{ traits.y }}</b>{% endunless %}</div>";
    expect((await drafted(fine)).stored).toBe(fine);
  });

  it("lets what an admin answers for be as it is written", async () => {
    const content = '<script>a()</script>{% if traits.age >= 18 %}<p>{{ traits.x | default: "<b>" }}</p>{% endif %}';
    expect(await drafted(content, { raw: true })).toMatchObject({ stored: content, notes: [] });
  });

  it("lets comparisons stand, which are written as markup has them", async () => {
    const { stored } = await drafted("<p>{% if traits.age >= 18 %}Wine{% else %}Tea{% endif %}</p>");
    expect([stored, filled(stored ?? "", "18")]).toEqual([
      "<p>{% if traits.age &gt;= 18 %}Wine{% else %}Tea{% endif %}</p>",
      "<p>Wine</p>",
    ]);
  });

  it("serves nothing that cleaning would take out, whatever fields print and wherever they stand", async () => {
    const tags = `<p>|</p>|<b title="|<a href='|<img alt=|'>|">|>|<|</|"|'| |x|script|&lt;script&gt;a()| onclick="a()|<!--|-->`;
    const braces = `{{|}}|{%|%}|${X}|{{ "|" }}|{% if traits.x %}|{% else %}|{% endif %}|{{- traits.x -}}|{{ '}}{%' }}`;
    const both = `&quot;|&lt;|&gt;|&amp;lt;|{{ traits.x \\| default: "<i>" }}| onclick=&quot;a()&quot;`;
    const pieces = [tags, braces, both]
      .flatMap((list) => list.split(/(?<!\\)\|/))
      .map((one) => one.replace("\\|", "|"));
    const values = ['"><script>a()</script>', "' onclick='a()", "javascript:a()", "</p><!--", "&lt;b&gt;", ""];
    let served = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...pieces), { maxLength: 25 }),
        fc.constantFrom(...values),
        async (written, value) => {
          const { stored } = await drafted(written.join(""));
          if (stored === null || !/\{[{%]/.test(stored)) return;
          served++;
          const shown = filled(stored, value);
          const { markup, stripped } = cleanMarkup(shown);
          expect([stripped, tagsOf(markup)]).toEqual([[], tagsOf(shown)]);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(served).toBeGreaterThan(50);
  });
});
