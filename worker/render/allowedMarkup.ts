/** What an attribute's value may be. */
export type Allowed = "any" | "link" | "image" | "imageSet" | "media" | "action" | "style" | RegExp;

type Attributes = Readonly<Record<string, Allowed>>;

const NUMBER = /^\d{1,6}(?:\.\d{1,3})?%?$/;
const TOKEN = /^[\w.:-]{1,100}$/;

/** May stand on every element. No `id`: a script that reads `window.name` or `form.name` would find the element instead. */
const EVERYWHERE: Attributes = {
  class: "any",
  style: "style",
  title: "any",
  lang: TOKEN,
  dir: /^(?:ltr|rtl|auto)$/i,
  role: TOKEN,
  hidden: /^$/,
  tabindex: /^(?:0|-1)$/,
  "aria-label": "any",
  "aria-hidden": TOKEN,
  "aria-current": TOKEN,
  "aria-live": TOKEN,
};

const PLAIN = (
  "p h1 h2 h3 h4 h5 h6 hgroup blockquote div section article aside header footer nav address hr br wbr span strong em b i u s small " +
  "mark sub sup abbr cite q code kbd del ins bdi bdo ruby rt rp ul menu dl dt dd figure figcaption picture caption thead tbody tfoot " +
  "tr table summary label fieldset legend"
).split(" ");

const SIZED = { width: NUMBER, height: NUMBER };
const PLAYED = { src: "media", controls: "any", muted: "any", loop: "any", preload: TOKEN } as const;
const CELL = { colspan: NUMBER, rowspan: NUMBER };

/**
 * Every element that content may hold, and its own attributes. What holds text that is no markup (script, style, textarea, title,
 * noscript, template), another document (iframe, object) or another language (svg, math) is not among them: these are what a second
 * parse could read otherwise than the first.
 */
const OWN: Readonly<Record<string, Attributes>> = {
  a: { href: "link", target: /^_(?:blank|self)$/i, rel: /^[a-z ]{1,100}$/i, hreflang: TOKEN },
  img: {
    ...{ src: "image", srcset: "imageSet", sizes: "any", alt: "any", ...SIZED },
    ...{ loading: TOKEN, decoding: TOKEN, fetchpriority: TOKEN },
  },
  source: { src: "media", srcset: "imageSet", sizes: "any", media: "any", type: /^[\w.+/;=", -]{1,100}$/, ...SIZED },
  video: { ...PLAYED, ...SIZED, poster: "image", autoplay: "any", playsinline: "any" },
  audio: PLAYED,
  ol: { start: /^-?\d{1,6}$/, reversed: "any", type: /^[1aAiI]$/ },
  li: { value: /^-?\d{1,6}$/ },
  time: { datetime: "any" },
  data: { value: "any" },
  details: { open: "any" },
  colgroup: { span: NUMBER },
  col: { span: NUMBER },
  td: CELL,
  th: { ...CELL, scope: TOKEN },
  form: { action: "action", method: /^(?:get|post)$/i, autocomplete: TOKEN },
  button: { type: /^(?:button|submit|reset)$/i, name: TOKEN, value: "any", disabled: "any" },
  input: {
    // No password and no file: content is no place to ask for either.
    type: /^(?:text|email|tel|number|search|url|date|checkbox|radio|hidden|submit)$/i,
    ...{
      name: TOKEN,
      value: "any",
      placeholder: "any",
      required: "any",
      checked: "any",
      disabled: "any",
      readonly: "any",
    },
    ...{
      min: TOKEN,
      max: TOKEN,
      step: TOKEN,
      minlength: NUMBER,
      maxlength: NUMBER,
      autocomplete: TOKEN,
      inputmode: TOKEN,
    },
  },
};

/** The elements that may stand in content, each with what may stand on it. */
export const ELEMENTS: ReadonlyMap<string, ReadonlyMap<string, Allowed>> = new Map(
  [...PLAIN.map((name) => [name, {}] as const), ...Object.entries(OWN)].map(([name, own]) => [
    name,
    new Map(Object.entries<Allowed>({ ...EVERYWHERE, ...own })),
  ]),
);

/** The properties of a style: how content looks in its place, not where on the page it lies. */
export const PROPERTIES =
  /^(?:color|opacity|visibility|display|float|clear|order|gap|row-gap|column-gap|columns|column-(?:count|width)|overflow(?:-[xy]|-wrap)?|aspect-ratio|object-(?:fit|position)|vertical-align|white-space|word-break|hyphens|accent-color|box-sizing|box-shadow|table-layout|caption-side|list-style(?:-type|-position)?|line-height|letter-spacing|word-spacing|(?:min-|max-)?(?:width|height|inline-size|block-size)|background(?:-color|-image|-size|-position|-repeat)?|font(?:-[a-z]+)*|text-[a-z]+(?:-[a-z]+)*|(?:margin|padding)(?:-[a-z]+)*|border(?:-[a-z]+)*|outline(?:-[a-z]+)?|flex(?:-[a-z]+)?|grid(?:-[a-z]+)*|(?:align|justify|place)-[a-z]+)$/;

/** The functions in a style's value: none of them fetches or runs anything. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  "rgb rgba hsl hsla hwb lab lch oklab oklch color-mix calc min max clamp var linear-gradient radial-gradient conic-gradient repeat minmax fit-content".split(
    " ",
  ),
);
