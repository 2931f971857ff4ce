import { describe, expect, it } from "vitest";
import { compileContent } from "./template.ts";

const faultsOf = (content: string) => {
  const compiled = compileContent(content, "text/html");
  return "faults" in compiled ? compiled.faults : [];
};
const X = "{{ traits.x }}";

describe("placeFaults", () => {
  it.each([
    X,
    `a < b ${X}`,
    `<p>${X}</p>`,
    `<p title="${X}">${X}</p><img alt='a ${X}' src="/a.png">`,
    `<input placeholder="${X}" value = "${X}">`,
    `<p aria-label="${X}"><!-- no field --> ${X}</p>`,
    `<svg viewBox="0 0 1 1"><title>Tea</title><path d="M0 0"/></svg>${X}`,
    `<textarea>${X}</textarea><title>${X}</title>`,
    `<style>p{color:red}</style>${X}`,
    `<script>go(1)</script>${X}`,
    `<p>{% if traits.x %}<b title="${X}">${X}</b>{% else %}<i>${X}</i>{% endif %}</p>`,
    `<a href="/x?a=1&amp;b=2">${X}</a>`,
    `<!doctype html><p>${X}`,
    `</>${X}`,
    `&${X};&#${X};`,
    `<p data-a=b data-c='"' hidden>${X}`,
  ])("lets a field stand in text and in what is read as text: %s", (content) => {
    expect(faultsOf(content)).toEqual([]);
  });

  it.each([
    [`<a href="${X}">x</a>`, /must not stand in href/],
    [`<a href="/x?name=${X}">x</a>`, /must not stand in href/],
    [`<a HREF='${X}'>x</a>`, /must not stand in href/],
    [`<img src="${X}">`, /must not stand in src/],
    [`<img srcset="${X} 2x">`, /must not stand in srcset/],
    [`<form action="${X}">`, /must not stand in action/],
    [`<button formaction="${X}">`, /must not stand in formaction/],
    [`<svg><a xlink:href="${X}">x</a></svg>`, /must not stand in xlink:href/],
    [`<p style="color:${X}">`, /must not stand in style/],
    [`<p onclick="go('${X}')">`, /must not stand in onclick/],
    [`<iframe srcdoc="${X}"></iframe>`, /must not stand in srcdoc/],
    [`<p class="${X}">`, /must not stand in class/],
    [`<p id="${X}">`, /must not stand in id/],
    [`<p data-hx-get="${X}">`, /must not stand in data-hx-get/],
    [`<p title=${X}>`, /must stand in quotes/],
    [`<p title=a${X}>`, /must stand in quotes/],
    [`<p title ${X}>`, /must not stand in a tag/],
    [`<p ${X}>`, /must not stand in a tag/],
    [`<p ${X}="a">`, /must not stand in a tag/],
    [`<p title="a"${X}>`, /must not stand in a tag/],
    [`<p title=${X}"a">`, /must stand in quotes/],
    [`<p/${X}/>`, /must not stand in a tag/],
    [`<p${X}>`, /must not stand (?:in a tag|behind)/],
    [`<${X}>`, /behind what may begin a tag/],
    [`</${X}>`, /behind what may begin a tag/],
    [`<!${X}>`, /behind what may begin a tag|in a comment/],
    [`<!-- ${X} -->`, /in a comment/],
    [`<!-- a --!>${X}<!-- ${X}-->`, /in a comment/],
    [`<!doctype ${X}>`, /in a comment/],
    [`<?xml ${X}?>`, /in a comment/],
    [`<![CDATA[ ${X} ]]>`, /in a comment|tag or comment ends/],
    [`<script>var a = "${X}"</script>`, /must not stand in script/],
    [`<style>p{color:${X}}</style>`, /must not stand in style/],
    [`<noscript>${X}</noscript>`, /must not stand in noscript/],
    [`<iframe>${X}</iframe>`, /must not stand in iframe/],
    [`<plaintext>${X}`, /must not stand in plaintext/],
    [`<script><!--<script></script>${X}</script>`, /beside a script element that holds a </],
    [`<svg><style><a title="</style>${X}">`, /beside a style element that holds a </],
    [`<select><title><a href="</title>${X}">`, /beside a title element that holds a </],
    [`<noscript><p title="</noscript>${X}">`, /beside a noscript element that holds a </],
    [`<textarea></textarea${X}>`, /behind what may begin a tag|beside a textarea/],
    [`${X}<p title="`, /whose last tag or comment ends/],
    [`${X}<!-- `, /whose last tag or comment ends/],
    [`<p title="{% if traits.x %}a{% endif %}">`, /may choose in text alone/],
    [`{% if traits.x %}<p {% endif %}>`, /must not stand in a tag/],
    [`<{% if traits.x %}{% endif %}script>`, /behind what may begin a tag/],
    [`<p title="a" b${X}="c">`, /must not stand in a tag/],
    [`<p title="a"title${X}>`, /must not stand in a tag/],
    [`<p =${X}>`, /must not stand in a tag/],
  ])("refuses a field where escaping is not enough: %s", (content, fault) => {
    const faults = faultsOf(content);
    expect(faults.length, content).toBeGreaterThan(0);
    expect(faults.join("\n")).toMatch(fault);
  });

  it("names the field that is at fault", () => {
    expect(faultsOf(`<p>${X}</p><a href="{{ traits.url | default: 'x' }}">`)).toEqual([
      "{{ traits.url | default: 'x' }} must not stand in href: of attributes it may stand in alt, title, placeholder, label, value and aria-.. alone",
    ]);
  });

  it("reads markup of any length in one go", () => {
    expect(faultsOf(`${X}${"<".repeat(60_000)}`)).toHaveLength(0);
    expect(faultsOf(`${X}${"<!--".repeat(15_000)}`)).toHaveLength(1);
    expect(faultsOf(`${X}${"<p a=b ".repeat(9_000)}`)).toHaveLength(1);
    expect(faultsOf(`${X}${"<script>".repeat(8_000)}`).length).toBeGreaterThan(0);
  });
});
