import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSiteConfig, type SiteConfig } from "#shared/config/siteConfig";
import { imageMarkup } from "#shared/decision/image";
import { cleanContent } from "./cleanContent.ts";
import { cleanMarkup } from "./cleanMarkup.ts";

function configOf(partial: object): SiteConfig {
  const parsed = parseSiteConfig(partial);
  if ("errors" in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.config;
}
const rule = { all: [] };
const cleaned = (partial: object) => cleanContent(configOf(partial));

describe("cleanContent", () => {
  it("cleans snippets and the library, in every language, and says what went, each at its place", async () => {
    const hostile = {
      content: "<p onclick=a()>a</p>",
      translations: { fi: "<b>b<script>b()</script></b>", da: "<i>c</i>" },
    };
    const { clean, stripped, faults } = await cleaned({
      snippets: [{ key: "tea", ...hostile }],
      slots: [
        {
          key: "hero",
          snippets: [
            { key: "a", rule, ...hostile },
            { key: "b", rule, library: "tea" },
          ],
        },
      ],
    });
    const harmless = { content: "<p>a</p>", translations: { fi: "<b>b</b>", da: "<i>c</i>" } };
    expect(clean).toMatchObject({
      snippets: [{ key: "tea", ...harmless }],
      slots: [{ snippets: [harmless, { library: "tea" }] }],
    });
    expect(stripped).toEqual(
      ["/snippets/0", "/slots/0/snippets/0"].flatMap((path) => [
        `${path}/content: onclick of p was taken out.`,
        `${path}/translations/fi: script was taken out.`,
      ]),
    );
    expect(faults).toEqual([]);
  });

  it("leaves raw markup, text, JSON and pictures, and what is clean is not written anew", async () => {
    const content = "<script>a()</script>";
    const translations = { fi: content };
    const image = {
      url: "/a.png?b=1&c=2",
      alt: '<b>"Tea" & {{ traits.firstName }}</b>',
      link: "https://shop.example/",
    };
    const written = [
      { raw: true, content, translations },
      { contentType: "text/plain", content, translations },
      { contentType: "application/json", content: '"<script>"' },
      { image, translations: { fi: image } },
      { content: "<p>a</p>" },
    ].map((one, place) => ({ key: `s${place}`, ...one }));
    const slots = [{ key: "hero", snippets: written.map((one) => ({ ...one, rule })) }];
    expect(await cleaned({ snippets: written, slots })).toEqual({ clean: null, stripped: [], faults: [] });
  });

  it("says of which text the markup is too much once it is written out", async () => {
    const translations = { fi: "&".repeat(60_000), sv: "<p>a</p>" };
    const { faults } = await cleaned({ snippets: [{ key: "tea", content: "a", translations }] });
    expect(faults.map(({ path }) => path)).toEqual(["/snippets/0/translations/fi"]);
  });
});

describe("a picture's markup", () => {
  it("is clean as it is made, whatever its words", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 50 }),
        fc.webUrl({ withQueryParameters: true }),
        (alt, url) => {
          const markup = imageMarkup({ url, alt, link: url, width: 3 });
          expect(cleanMarkup(markup).stripped).toEqual([]);
        },
      ),
    );
  });
});
