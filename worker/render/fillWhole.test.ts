import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { fillWhole } from "./fillWhole.ts";
import type { Filling } from "./marking.ts";

const UTF8 = new TextEncoder();
const FILLINGS: readonly Filling[] = ["hero", "side"].map((key) => ({ key, selector: null, html: `[${key}]` }));

/** The page as it is filled; null: the rewriter gives up on it. With a selector that finds nothing all of it is parsed. */
async function filled(page: string, selector: string | null = null): Promise<string | null> {
  const fillings = FILLINGS.map((filling) => ({ ...filling, selector }));
  const contents = fillings.map(({ html }) => UTF8.encode(html));
  const whole = await fillWhole(new Uint8Array(UTF8.encode(page)), { fillings, contents, hasBanner: false });
  return whole && `${whole.isFilled}: ${new TextDecoder().decode(whole.bytes)}`;
}

const slot = (inside: string, name = "hero") => `<div data-rfedge-slot="${name}">${inside}</div>`;
const LONG = "<p>long</p>".repeat(2_000);

describe("fillWhole", () => {
  it.each([
    [
      "of several kinds",
      `${slot("1")}<SECTION DATA-RFEDGE-SLOT=side>2</SECTION><my-part data-rfedge-slot=hero>3</my-part>`,
    ],
    ["in a comment and outside", `<!-- ${slot("1")} -->${slot("2")}`],
    ["in a script and outside", `<script>"${slot("1")}"</script>${slot("2")}`],
    [
      "whose attribute stands behind what looks like another element",
      `<div title="<b " data-rfedge-slot="hero">1</div>`,
    ],
    ["of a kind that quotes hide", `<div title="> <section x="1" data-rfedge-slot="hero">1</div>`],
    ["named in a text", `<p>It has a data-rfedge-slot = "hero".</p>${slot("1")}`],
    ["named twice in one element", `<div data-rfedge-slot="hero" data-rfedge-slot="side">1</div>`],
    ["whose own markup is long", `${slot(LONG)}<p>after</p>`],
    ["that is never ended, before a long rest", `${slot("1")}<ul><li data-rfedge-slot="side">2</ul>${LONG}`],
    ["around another", `${slot(`1${slot("2", "side")}3`)}${LONG}${slot("4", "side")}${LONG}`],
    ["whose start is long", `<div class="${LONG}" data-rfedge-slot="hero" title="${LONG}">1</div>`],
    [
      "of more kinds than pages have",
      Array.from({ length: 40 }, (_, n) => `<x-${n} data-rfedge-slot="hero">1</x-${n}>`).join(""),
    ],
    ["in great numbers", `${slot("1", "other").repeat(300)}${slot("2")}`],
    ["in drawings", `<svg><foreignObject data-rfedge-slot="hero">1</foreignObject><g data-rfedge-slot="side"/></svg>`],
  ])("fills slots %s as if the whole page was parsed", async (_, page) => {
    expect(await filled(page)).toBe(await filled(page, "no-such-element"));
  });

  it("parses neither a page without slots nor what comes after the last, be it what the rewriter gives up on", async () => {
    const ambiguous = '<select><xmp><script>"</select>"</script></xmp></select>';
    expect(await filled(`<p>a</p>${ambiguous}`)).toBe(`false: <p>a</p>${ambiguous}`);
    expect(await filled(`${slot("1")}${LONG}${ambiguous}`)).toBe(`true: ${slot("[hero]")}${LONG}${ambiguous}`);
    expect(await filled(`${ambiguous}${slot("1")}`)).toBeNull();
  });

  it("fills any page as if the whole of it was parsed", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const part = fc.constantFrom(
      ...[
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<li>",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "<section x='",
        "'>",
        '"',
      ],
      ...[
        "<",
        ">",
        "=",
        "/",
        " ",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<template>",
        "</template>",
        "<![CDATA[",
        "]]>",
      ],
      ...[" data-rfedge-slot=hero", "data-rfedge-slot='side'", ' DATA-RFEDGE-SLOT="hero"', "/data-rfedge-slot=hero>"],
      ...[slot("own"), "<div data-rfedge-slot=hero>", '<p data-rfedge-slot="side">', "text", LONG],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 25 }), async (parts) => {
        const page = parts.join("");
        const whole = await filled(page, "no-such-element");
        const found = await filled(page);
        // Where it gives up on what no slot comes after, the page is whole all the same.
        if (whole !== null) expect(found).toBe(whole);
      }),
      { numRuns: 400 },
    );
  });
});
