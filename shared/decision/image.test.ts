import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { ImageSchema, imageMarkup } from "./image.ts";

describe("ImageSchema", () => {
  it.each([
    "https://cdn.example/a.png",
    "http://cdn.example/a.png?x=1&y=2#z",
    "//cdn.example/a.png",
    "/a/b.png",
    "a.png",
    "./a.png",
    "?a=b:c",
    "/a:b",
    "/kahvikuppi-ä.png",
  ])("takes %s", (url) => {
    expect(v.is(ImageSchema, { url, alt: "", link: url })).toBe(true);
  });

  it.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:image/png;base64,AAAA",
    "vbscript:x",
    "mailto:a@b.example",
    'a.png" onerror="alert(1)',
    "a.png>",
    "\\\\evil.example\\a.png",
    "/{{ traits.x }}",
    "/a b",
    "",
  ])("refuses the address %j", (url) => {
    const faults = v.safeParse(ImageSchema, { url, alt: "", link: url }).issues?.map((issue) => v.getDotPath(issue));
    expect(faults).toEqual(["url", "link"]);
  });

  it("needs words, and a size in pixels where it has one", () => {
    const faults = v.safeParse(ImageSchema, { url: "/a.png", width: 0, height: 1.5, title: "" }).issues;
    expect(faults?.map((issue) => v.getDotPath(issue))).toEqual(["alt", "width", "height", "title"]);
  });
});

describe("imageMarkup", () => {
  it("escapes what is said, and keeps the picture's place", () => {
    const image = { url: "/a.png?x=1&y=2", alt: 'Tea "for" <two>', link: "/tea?a&b", width: 640, height: 360 };
    expect(imageMarkup(image)).toBe(
      '<a href="/tea?a&amp;b"><img src="/a.png?x=1&amp;y=2" alt="Tea &quot;for&quot; &lt;two&gt;" width="640" height="360"></a>',
    );
  });
});
