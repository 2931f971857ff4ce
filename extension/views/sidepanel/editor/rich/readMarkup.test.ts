import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOSTILE } from "../../../../../test/support/hostileMarkup.ts";
import { outlineOf } from "./outlineOf.ts";
import { readMarkup, readPasted } from "./readMarkup.ts";
import { schema } from "./richSchema.ts";
import { writeMarkup } from "./writeMarkup.ts";

/** What is written again of markup that is read and not touched; null: it is for who edits HTML. */
const again = (markup: string) => {
  const read = readMarkup(markup);
  return read === null ? null : writeMarkup(read);
};

const SAME = [
  "",
  "Hello",
  "Hello <b>you</b> and <i>them</i>",
  "<p>Hello</p>",
  '<p class="lead">Hello <strong>you <em>two</em></strong></p>',
  "<h2>Title</h2><p>One</p><p>Two<br>lines</p>",
  "<ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul>",
  '<ol start="3"><li><p>One</p></li></ol>',
  '<p>Hi {{ traits.firstName | default: "there" }}, <a href="/sale?a=1&amp;b=2" target="_blank">look</a></p>',
  '<div class="hero tone-sky" lang="en-GB"><div class="hero-words"><p class="eyebrow"><span class="mark"></span>Good</p><h2>Small</h2><p class="do"><a class="button" href="/c/">See</a></p></div><img src="/a.svg" alt="" width="520"></div>',
  "<p>a</p><table><tbody><tr><td>1</td></tr></tbody></table><hr>",
  "<blockquote><p>said</p></blockquote>",
  "<p>1 &lt; 2 &amp;&nbsp;so</p>",
  '<p>a <u>b</u> <small>c</small> <span style="color: red">d</span></p>',
  '<video src="/a.mp4" controls=""></video>',
];

describe("readMarkup", () => {
  it.each(SAME)("says the same again of %s", (markup) => {
    expect(again(markup)).toBe(markup);
  });

  it.each([
    ["{% if traits.vip %}<p>Dear</p>{% endif %}"],
    ["<p>a<!-- why --></p><p>b</p>"],
    ["One<p>Two</p>Three<p>Four</p>"],
    ['<a href="/"><h2>All of it</h2></a>'],
    ["<ul>text<li>One</li></ul>"],
  ])("loses nothing of %s", (markup) => {
    const told = again(markup);
    if (told !== null) expect(outlineOf(told)).toBe(outlineOf(markup));
  });

  it("leaves logic and remarks to who edits HTML", () => {
    expect(readMarkup("{% if traits.vip %}<p>Dear</p>{% endif %}")).toBeNull();
    expect(readMarkup("<p>a<!-- why --></p>")).toBeNull();
  });

  it("takes a merge field for one thing", () => {
    const read = readMarkup('<p>Hi {{ traits.firstName | default: "you" }}!</p>');
    expect(read?.firstChild?.children.map(({ type }) => type.name)).toEqual(["text", "field", "text"]);
  });

  const words = fc
    .stringMatching(/^[a-z<&> "]{1,8}$/)
    .map((text) => text.replace(/[<&>]/g, (one) => `&#${one.charCodeAt(0)};`));
  const { line } = fc.letrec((tie) => ({
    line: fc
      .array(fc.oneof({ maxDepth: 3 }, words, tie("marked"), fc.constant("<br>"), fc.constant("{{ traits.a }}")), {
        maxLength: 4,
      })
      .map((all) => all.join("")),
    marked: fc
      .tuple(fc.constantFrom("b", "strong", "em", "u", 'a href="/"', 'span class="x"', "code"), tie("line"))
      .map(([tag, inner]) => `<${tag}>${inner}</${tag.split(" ")[0]}>`),
  }));
  const { blocks } = fc.letrec((tie) => ({
    blocks: fc
      .array(fc.oneof({ maxDepth: 3 }, tie("leaf"), tie("box"), tie("list")), { minLength: 1, maxLength: 3 })
      .map((all) => all.join("\n  ")),
    leaf: fc
      .tuple(fc.constantFrom("p", "h2", 'p class="x"'), line)
      .map(([tag, inner]) => `<${tag}>${inner}</${tag.split(" ")[0]}>`),
    box: fc
      .tuple(fc.constantFrom("div", "section", "blockquote"), tie("blocks"))
      .map(([tag, inner]) => `<${tag}>${inner}</${tag}>`),
    list: fc
      .tuple(fc.constantFrom("ul", "ol"), line, tie("blocks"))
      .map(([tag, one, two]) => `<${tag}><li>${one}</li><li>${two}</li></${tag}>`),
  }));

  it("loses nothing that was written, and writes what it read the same way for ever", () => {
    let shown = 0;
    fc.assert(
      fc.property(fc.oneof(line, blocks), (markup) => {
        const told = again(markup);
        if (told === null) return;
        shown += 1;
        expect(outlineOf(told)).toBe(outlineOf(markup));
        expect(again(told)).toBe(told);
      }),
    );
    expect(shown).toBeGreaterThan(50);
  });

  it("loses nothing of what is hostile either, and never fails", () => {
    for (const markup of HOSTILE) {
      const told = again(markup);
      if (told !== null) expect(outlineOf(told)).toBe(outlineOf(markup));
    }
  });
});

/** What is written of markup that is pasted. */
const pasted = (markup: string) => {
  const { body } = new DOMParser().parseFromString(markup, "text/html");
  const cleaned = document.createDocumentFragment();
  cleaned.append(...body.childNodes);
  return writeMarkup(schema.nodes.doc.create(null, readPasted(cleaned)));
};
/** A line of a list, as Word puts it on the clipboard. */
const ofWord = (level: number, bullet: string, words: string) =>
  `<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l0 level${level} lfo1"><span style="font-family:Symbol"><span style="mso-list:Ignore">${bullet}<span style="font:7.0pt Times">&nbsp;&nbsp; </span></span></span>${words}</p>\n`;

describe("what is pasted from Word", () => {
  it("has its lists, in one another, without the bullets that are written out", () => {
    const lines = [
      ofWord(1, "·", "Tea"),
      ofWord(2, "o", "<b>Green</b>"),
      ofWord(2, "o", "Black"),
      ofWord(1, "·", "Cake"),
    ];
    expect(pasted(`<p>To buy</p>${lines.join("")}<p>Thanks</p>${ofWord(1, "·", "More")}`)).toBe(
      "<p>To buy</p><ul><li>Tea<ul><li><b>Green</b></li><li>Black</li></ul></li><li>Cake</li></ul><p>Thanks</p><ul><li>More</li></ul>",
    );
  });

  it("has its numbers, however a list begins", () => {
    expect(pasted(ofWord(2, "1.", "One") + ofWord(2, "2.", "Two") + ofWord(1, "a)", "Three"))).toBe(
      "<ol><li>One</li><li>Two</li></ol><ol><li>Three</li></ol>",
    );
  });
});
