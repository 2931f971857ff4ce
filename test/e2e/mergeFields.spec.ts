import { expect } from "@playwright/test";
import { printable } from "../../worker/render/escape.ts";
import { compileContent } from "../../worker/render/template.ts";
import { test } from "./sites/tagTest.ts";

const X = "{{ traits.x }}";
const HARMLESS = "Ann";

/** Every place in which a field may stand, and some where it would not be safe if it did not stand alone. */
const TEMPLATES = [
  `<p>${X}</p>`,
  `<p title="${X}" class="a">b</p>`,
  `<img alt='${X}' src="data:,">`,
  `<input value="${X}" placeholder = "a ${X} b">`,
  `<table><tr><td>${X}</td></tr></table>`,
  `<table>${X}<tr><td>a</td></tr></table>`,
  `<select><option label="${X}">${X}</option></select>`,
  `<textarea>${X}</textarea><p>${X}</p>`,
  `<svg viewBox="0 0 1 1"><title>${X}</title><text>${X}</text></svg>`,
  `<math><mtext>${X}</mtext></math>`,
  `<template><p>${X}</p></template>`,
  `<style>p{color:red}</style><b aria-label="${X}">${X}</b>`,
  `<pre>${X}</pre><ul><li>a${X}</ul>`,
  `&${X};<i>&#${X};</i>`,
  `<p>{% if traits.x %}<b title="${X}">${X}</b>{% endif %}</p>`,
  `a < b ${X} > c`,
  `<p>${X}${X}</p>`,
  `<p>{{ traits.x | default: "there" | truncate: 30 | append: "<script>window.ran=1</script>" }}</p>`,
];

const RUN = "window.ran=1";
const HOSTILE = [
  `<script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `"><img src=x onerror=${RUN}>`,
  `'><img src=x onerror=${RUN}>`,
  `" onmouseover="${RUN}`,
  `' autofocus onfocus='${RUN}`,
  `\` onmouseover=${RUN}`,
  `</p><p>`,
  `</title><script>${RUN}</script>`,
  `</textarea><script>${RUN}</script>`,
  `</style><script>${RUN}</script>`,
  `</template><script>${RUN}</script>`,
  `</svg><script>${RUN}</script>`,
  `</select><script>${RUN}</script>`,
  `</table><script>${RUN}</script>`,
  `<!--`,
  `-->`,
  `<!-- --!><script>${RUN}</script>`,
  `<![CDATA[`,
  `]]><script>${RUN}</script>`,
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script>`,
  `<math><mtext><style><img src onerror=${RUN}>`,
  `<plaintext>`,
  `<base href="https://evil.example/">`,
  `<iframe srcdoc="<script>parent.ran=1</script>">`,
  `<a href="javascript:${RUN}">x</a>`,
  `<x onclick=${RUN}`,
  `<`,
  `</`,
  `<!`,
  `<?`,
  `&`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;script&#62;${RUN}`,
  `&amp;lt;`,
  `lt`,
  `#60`,
  `x3c`,
  `60;script`,
  `\\u003cscript\\u003e`,
  `%3Cscript%3E`,
  `\u0000<script>${RUN}</script>`,
  `<scr\u0000ipt>${RUN}</scr\u0000ipt>`,
  `\u2028<script>${RUN}</script>`,
  `＜script＞${RUN}`,
  `\uFEFF<b>`,
  `\r\n<b>\t`,
  `\f<b>`,
  `{{ traits.x }}`,
  `{{ constructor.constructor('${RUN}')() }}`,
  `{% raw %}<b>{% endraw %}`,
  `\${${RUN}}`,
  `"`,
  `'`,
  `=`,
  `/`,
  ">",
  `<${"b".repeat(10_000)}`,
  `${"<b>".repeat(4_000)}`,
  `😀<b>\uD83D`,
];

/** Elements and attributes' names as they nest, whatever the texts are. */
function outlineIn(markups: readonly string[]) {
  const outlineOf = (node: Node): unknown[] =>
    [...node.childNodes].flatMap((child): readonly unknown[] => {
      if (child.nodeType === Node.COMMENT_NODE) return ["!"];
      if (!(child instanceof Element)) return [];
      const inner = child instanceof HTMLTemplateElement ? child.content : child;
      return [[child.nodeName, child.namespaceURI, child.getAttributeNames(), ...outlineOf(inner)]];
    });
  return markups.map((markup) => {
    const place = document.createElement("div");
    document.body.replaceChildren(place);
    place.innerHTML = markup;
    const first = JSON.stringify(outlineOf(place));
    // What a script writes back is read once more.
    const again = document.createElement("div");
    again.innerHTML = place.innerHTML;
    const parsed = new DOMParser().parseFromString(`<!doctype html><body><div>${markup}</div>`, "text/html");
    const texts = [...place.querySelectorAll("*")].flatMap((element) =>
      element.getAttributeNames().map((name) => element.getAttribute(name) ?? ""),
    );
    return {
      first,
      again: JSON.stringify(outlineOf(again)),
      whole: JSON.stringify(outlineOf(parsed.body.firstElementChild ?? parsed)),
      says: `${place.textContent}${texts.join("")}`,
    };
  });
}

test("a trait is text wherever a field may stand: no value adds an element or an attribute, and none runs", async ({
  page,
}) => {
  expect(HOSTILE.length).toBeGreaterThanOrEqual(40);
  await page.goto("about:blank");
  for (const template of TEMPLATES) {
    const compiled = compileContent(template, "text/html");
    if ("faults" in compiled) throw new Error(`${template}: ${compiled.faults.join("; ")}`);
    const values = [HARMLESS, ...HOSTILE];
    const [harmless, ...others] = await page.evaluate(
      outlineIn,
      values.map((value) => compiled.fill(() => value)),
    );
    for (const [index, { first, again, whole }] of others.entries()) {
      const which = `${template} with ${JSON.stringify(HOSTILE[index]?.slice(0, 80))}`;
      expect(first, which).toBe(harmless?.first);
      expect(again, `${which}, read again`).toBe(harmless?.again);
      expect(whole, `${which}, as part of a page`).toBe(harmless?.whole);
    }
  }
  expect(await page.evaluate(() => Reflect.get(window, "ran"))).toBeUndefined();
});

test("a trait reads as it was given, but for what is cut from it", async ({ page }) => {
  await page.goto("about:blank");
  const compiled = compileContent(`<p>${X}</p><p title="${X}"></p>`, "text/html");
  if ("faults" in compiled) throw new Error(compiled.faults.join("; "));
  const shown = await page.evaluate(
    outlineIn,
    HOSTILE.map((value) => compiled.fill(() => value)),
  );
  // The platform reads a carriage return as the line's end; braces are kept apart from what reads them as a template.
  const read = HOSTILE.map((value) => String(printable(value)).replace(/\r\n?/g, "\n").replaceAll("{", "{\u200B"));
  expect(shown.map(({ says }) => says)).toEqual(read.map((value) => value + value));
});
