import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Filling } from "./marking.ts";
import { fillingsOf, fillPage } from "./rewriter.ts";

const HERO: Filling = { key: "hero", selector: null, html: "<b>Filled é</b>" };
const OPTIONS = { charset: "utf-8", holdMs: 10_000 } as const;
const LATIN1 = new TextDecoder("latin1");

afterEach(() => {
  vi.restoreAllMocks();
});

/** A page that comes in these pieces. */
function pageOf(...pieces: readonly (string | Uint8Array)[]): Response {
  const left = pieces.map((piece) => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece));
  const body = new ReadableStream({
    type: "bytes",
    pull(controller) {
      const piece = left.shift();
      if (piece === undefined) controller.close();
      else controller.enqueue(piece);
    },
  });
  return new Response(body, { headers: { "content-type": "text/html" } });
}

async function filled(page: Response, fillings: readonly Filling[] = [HERO], options = OPTIONS): Promise<string> {
  const answer = await fillPage(page, fillings, options);
  if ("untouched" in answer) return `untouched: ${await answer.untouched.text()}`;
  return await new Response(answer.body).text();
}

const streamed = (body: BodyInit) => new Response(body).body as ReadableStream<Uint8Array>;

const slot = (inside: string, name = "hero") => `<div data-rfedge-slot="${name}">${inside}</div>`;

describe("fillPage", () => {
  it("fills each element that names the slot or that its selector finds, all alike, and leaves each other byte", async () => {
    const page = `<!doctype html>\n<p  class = x>1 &amp; 2</p >${slot("Own <i>content</i>")}<main id=top><br/>Own</MAIN>${slot("", "hero")}<p>rest`;
    expect(await filled(pageOf(page), [{ ...HERO, selector: "#top" }])).toBe(
      `<!doctype html>\n<p  class = x>1 &amp; 2</p >${slot(HERO.html)}<main id=top>${HERO.html}</MAIN>${slot(HERO.html)}<p>rest`,
    );
  });

  it("fills elements of any writing: tables, templates, capitals, single quotes", async () => {
    const page = `<TABLE><tr><td data-rfedge-slot=hero>x</td></tr></table><template>${slot("y")}</template><DIV DATA-RFEDGE-SLOT='hero'>z</DIV>`;
    expect(await filled(pageOf(page))).toBe(
      `<TABLE><tr><td data-rfedge-slot=hero>${HERO.html}</td></tr></table><template>${slot(HERO.html)}</template><DIV DATA-RFEDGE-SLOT='hero'>${HERO.html}</DIV>`,
    );
  });

  it.each([
    ["in a comment", `<!-- ${slot("x")} -->`],
    ["in a script", `<script>"${slot("x")}"</script>`],
    [
      "a script or a style itself",
      '<script data-rfedge-slot="hero">1</script><style data-rfedge-slot="hero">a{}</style>',
    ],
    [
      "a title or a text field",
      '<title data-rfedge-slot="hero">1</title><textarea data-rfedge-slot="hero">1</textarea>',
    ],
    [
      "without an end tag of its kind",
      '<img data-rfedge-slot="hero"><br data-rfedge-slot="hero"/><svg><g data-rfedge-slot="hero"/></svg>',
    ],
    ["never ended", `<section>${slot("x").replace("</div>", "")}<p>The rest</p></section><footer>Foot</footer>`],
    ["never ended, nor anything else", `${slot("x").replace("</div>", "")}<p>The rest</p>`],
    ["ended by the next of its kind", '<ul><li data-rfedge-slot="hero">One<li>Two<li>Three</ul><p>After</p>'],
    ["ended by a block", '<p data-rfedge-slot="hero">One<div>Two</div></p>Three'],
    ["of another name", slot("x", "other")],
  ])("leaves a slot as it is that is %s", async (_, markup) => {
    const page = `<!doctype html><body>${markup}<i>after</i>`;
    expect(await filled(pageOf(page))).toBe(`untouched: ${page}`);
    expect(await filled(pageOf(slot("x"), page))).toBe(`${slot(HERO.html)}${page}`);
  });

  it("fills what comes after a slot that it had to leave", async () => {
    const open = '<section><div data-rfedge-slot="hero">Open</section>';
    expect(await filled(pageOf(`${open}${slot("Own")}`))).toBe(`${open}${slot(HERO.html)}`);
  });

  it("gives the outer of two nested slots its content, and the inner its own where the outer keeps its", async () => {
    const inner = { key: "inner", selector: null, html: "Inner" };
    const page = slot(`a${slot("b", "inner")}c`);
    expect(await filled(pageOf(page), [HERO, inner])).toBe(slot(HERO.html));
    expect(await filled(pageOf(page), [inner])).toBe(slot(`a${slot("Inner", "inner")}c`));
    expect(await filled(pageOf(page.replace(/inner/, "hero")))).toBe(slot(HERO.html));
  });

  it("takes an element that two slots find for the first of them", async () => {
    const second = { key: "second", selector: "div", html: "Second" };
    expect(await filled(pageOf(slot("x")), [HERO, second])).toBe(slot(HERO.html));
  });

  it("writes beyond ASCII by number where the page's encoding is not known to be UTF-8, and keeps its bytes", async () => {
    const latin1 = Uint8Array.from(`caf\u00e9 \u00ff${slot("\u00e9")}`, (letter) => letter.charCodeAt(0));
    const answer = await fillPage(pageOf(latin1), [HERO], { charset: "ascii-based", holdMs: 10_000 });
    if ("untouched" in answer) throw new Error("the slot is filled");
    const bytes = await new Response(answer.body).bytes();
    expect(LATIN1.decode(bytes)).toBe(`caf\u00e9 \u00ff${slot("<b>Filled &#233;</b>")}`);
  });

  it("does without a selector that the rewriter does not know", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect(await filled(pageOf(slot("x")), [{ ...HERO, selector: "div:has(p" }])).toBe(slot(HERO.html));
    expect(error).toHaveBeenCalledOnce();
  });

  it("passes the page on as it came where the rewriter gives up, before a slot or after one, however it is cut", async () => {
    const ambiguous = '<select><xmp><script>"</select>"</script></xmp></select>';
    const tail = `<p>${"after ".repeat(50)}</p>${slot("never reached")}`;
    expect(await filled(pageOf(`<p>a</p>${ambiguous}${tail}`))).toBe(`untouched: <p>a</p>${ambiguous}${tail}`);
    const page = `<p>a</p>${slot("x")}<p>b</p>${ambiguous}${tail}`;
    const answer = `<p>a</p>${slot(HERO.html)}<p>b</p>${ambiguous}${tail}`;
    for (const size of [3, 40, page.length]) {
      const pieces = page.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
      expect(await filled(pageOf(...pieces))).toBe(answer);
    }
  });

  it.each(["0", "3", "72", "999999999", "some"])("reads all of a page that says its length is %s", async (length) => {
    const page = pageOf(`<p>a</p>${slot("x")}`, `<p>b</p>${slot("y")}`);
    page.headers.set("content-length", length);
    expect(await filled(page)).toBe(`<p>a</p>${slot(HERO.html)}<p>b</p>${slot(HERO.html)}`);
  });

  it("begins with what is there when the page has been held long enough, and fills what comes later", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const pieces = [`<p>Head</p>`, slot("x")];
    const body = new ReadableStream({
      type: "bytes",
      async pull(controller) {
        if (pieces.length === 1) await promise;
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
    const answer = await fillPage(new Response(body), [HERO], { charset: "utf-8", holdMs: 1 });
    if ("untouched" in answer) throw new Error("nobody knows yet whether the page has a slot");
    const reader = streamed(answer.body).pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe("<p>Head</p>");
    resolve();
    expect((await reader.read()).value).toContain("<div");
    const rest: string[] = [];
    for (let read = await reader.read(); !read.done; read = await reader.read()) rest.push(read.value);
    expect(rest.join("")).toContain(HERO.html);
  });

  it("breaks off where the page breaks off, after all that came", async () => {
    const pieces = [`<p>a</p>${slot("x")}<p>b</p>`, "<p>c"];
    const body = new ReadableStream({
      type: "bytes",
      pull(controller) {
        const piece = pieces.shift();
        if (piece === undefined) controller.error(new Error("the line is cut"));
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
    const answer = await fillPage(new Response(body), [HERO], OPTIONS);
    if ("untouched" in answer) throw new Error("the slot is filled");
    const reader = streamed(answer.body).pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const reading = (async () => {
      for (;;) text += (await reader.read()).value ?? "";
    })();
    await expect(reading).rejects.toThrow(/the page breaks off|the line is cut/);
    expect(text).toBe(`<p>a</p>${slot(HERO.html)}<p>b</p><p>c`);
  });

  it("is the page itself, byte for byte, whatever the page is made of and however it is cut, but for filled slots", async () => {
    const markup = fc.constantFrom(
      ...[
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<li>",
        "<table><tr><td>",
        "</table>",
        "<b class='x",
        "'>",
        "<",
        ">",
        "&amp;",
        "\u0001",
        "é",
        "\0",
      ],
      ...[
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<svg>",
        "</svg>",
        "<textarea>",
        "</textarea>",
        "<select>",
        "</select>",
        "<!doctype html>",
      ],
      ...[slot("own"), "<div data-rfedge-slot=hero>", '<p data-rfedge-slot="hero">', "text and\n more "],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(markup, { maxLength: 25 }), fc.integer({ min: 1, max: 40 }), async (parts, size) => {
        const page = parts.join("");
        const pieces = page.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
        const answer = (await filled(pageOf(...pieces), [{ ...HERO, html: "\u0002" }])).replace(/^untouched: /, "");
        // What was filled in is one letter: the page without what stood there is all the rest.
        const kept = answer.split("\u0002");
        let at = 0;
        for (const part of kept) {
          const found = page.indexOf(part, at);
          expect(found).toBeGreaterThanOrEqual(0);
          at = found + part.length;
        }
        if (kept.length === 1) expect(answer).toBe(page);
        expect(page.startsWith(kept[0] ?? "")).toBe(true);
        expect(page.endsWith(kept.at(-1) ?? "")).toBe(true);
        expect(answer).not.toContain("rfedge:");
      }),
      { numRuns: 300 },
    );
  });

  it("keeps up with a long page: what is spare never grows with it", async () => {
    const line = `<p>${"long ".repeat(2_000)}</p>`;
    const lines = 600;
    let sent = 0;
    const body = new ReadableStream({
      type: "bytes",
      pull(controller) {
        sent += 1;
        if (sent > lines) controller.close();
        else controller.enqueue(new TextEncoder().encode(sent === 2 ? `${line}${slot("x")}` : line));
      },
    });
    const text = await filled(new Response(body));
    expect(text.length).toBe(line.length * lines + slot(HERO.html).length);
  });
});

describe("fillingsOf", () => {
  it("leaves out what keeps the page's own content, and data; it escapes text, and empties a slot that is to be empty", () => {
    const decision = { snippet: "s", content: "", contentType: "text/html", reason: "match" } as const;
    const keys = ["a", "b", "c", "d", "e"];
    const slots = keys.map((key) => ({ key, selector: null }));
    const decisions = {
      a: { snippet: null, content: null, contentType: null, reason: "default" },
      b: { ...decision, content: "{}", contentType: "application/json" },
      c: { ...decision, content: "1 < 2", contentType: "text/plain" },
      d: decision,
    } as const;
    expect(fillingsOf(slots, decisions).map(({ key, html }) => [key, html])).toEqual([
      ["c", "1 &#60; 2"],
      ["d", ""],
    ]);
  });
});
