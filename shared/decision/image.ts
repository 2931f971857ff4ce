import * as v from "valibot";

/** On the web, or on the site itself: nothing that runs, and nothing that could end the attribute it stands in. */
const ADDRESS = /^(?:https?:\/\/|(?![a-z][a-z0-9+.-]*:))[^\p{Cc}\s"'<>\\`{}]+$/iu;

const Address = v.pipe(
  v.string("must be an address"),
  v.maxLength(2_000, "must be at most 2000 characters"),
  v.regex(ADDRESS, "must be an http or https address, or one on the site such as /summer.jpg"),
);

const Pixels = v.optional(
  v.pipe(
    v.number("must be a number of pixels"),
    v.integer("must be a whole number"),
    v.minValue(1, "must be at least 1"),
    v.maxValue(10_000, "must be at most 10000"),
  ),
);

/** A picture, by its address: in words for who does not see it, where it leads, and its size, so that nothing moves once it is there. */
export const ImageSchema = v.strictObject({
  url: Address,
  alt: v.pipe(
    v.string("must be text, empty for a picture that says nothing"),
    v.maxLength(1_000, "must be at most 1000 characters"),
  ),
  link: v.optional(Address),
  width: Pixels,
  height: Pixels,
});
export type Image = v.InferOutput<typeof ImageSchema>;

/**
 * A picture as HTML.
 *
 * @example imageMarkup({ url: "/a.png?x=1&y=2", alt: "Tea" }); // => '<img src="/a.png?x=1&amp;y=2" alt="Tea">'
 */
export function imageMarkup({ url, alt, link, width, height }: Image): string {
  const attributes = Object.entries({ src: url, alt, width, height }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${quoted(`${value}`)}"`],
  );
  const image = `<img ${attributes.join(" ")}>`;
  return link === undefined ? image : `<a href="${quoted(link)}">${image}</a>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function quoted(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
}
