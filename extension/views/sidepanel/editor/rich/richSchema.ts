import { type MarkSpec, type Node, type NodeSpec, Schema } from "prosemirror-model";

/** Attributes as they were written: they are not shown here, and stay. */
export type Kept = readonly (readonly [name: string, value: string])[];

const NOTHING: Kept = [];
const keep = { default: NOTHING };

/** Nothing that an author wrote is an attribute of what is shown here: only what this file names. */
const block = (tag: string, spec: NodeSpec = {}): NodeSpec => ({
  group: "block",
  content: "block+",
  defining: true,
  parseDOM: [{ tag }],
  toDOM: () => [tag, 0],
  ...spec,
  attrs: { keep, ...spec.attrs },
});

/** What can only be kept, moved and removed: it is shown by its name. */
const fixed = (isInline: boolean): NodeSpec => ({
  group: isInline ? "inline" : "block",
  inline: isInline,
  atom: true,
  attrs: { source: {}, name: {} },
  toDOM: ({ attrs }: Node) => [isInline ? "span" : "div", { class: "fixed" }, String(attrs["name"])],
});

const nodes = {
  doc: { content: "block+" },
  paragraph: block("p", {
    content: "inline*",
    attrs: { /** Its words stand in what is around it, in no paragraph of their own. */ bare: { default: false } },
  }),
  heading: block("h2", {
    content: "inline*",
    attrs: { level: { default: 2 } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
    toDOM: ({ attrs }: Node) => [`h${attrs["level"]}`, 0],
  }),
  bulletList: block("ul", { content: "listItem+" }),
  orderedList: block("ol", { content: "listItem+" }),
  /** Spaced: its words stand in paragraphs. */
  listItem: block("li", { group: "", attrs: { spaced: { default: false } } }),
  quote: block("blockquote"),
  /** Any other that holds paragraphs: a division, a section, a figure. */
  container: block("div", {
    attrs: { tag: { default: "div" } },
    parseDOM: [],
    toDOM: () => ["div", { class: "container" }, 0],
  }),
  rule: { group: "block", attrs: { keep }, parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
  fixedBlock: fixed(false),
  text: { group: "inline" },
  lineBreak: {
    group: "inline",
    inline: true,
    selectable: false,
    attrs: { keep },
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
  image: { group: "inline", inline: true, attrs: { src: {}, alt: { default: "" }, keep } },
  /** A merge field, whole: it cannot be half deleted. */
  field: { group: "inline", inline: true, atom: true, attrs: { code: {} } },
  fixedInline: fixed(true),
} satisfies Record<string, NodeSpec>;

const mark = (tag: string, spec: MarkSpec = {}): MarkSpec => ({
  parseDOM: [{ tag }],
  toDOM: () => [tag, 0],
  ...spec,
  attrs: { keep, ...spec.attrs },
});

const marks = {
  link: mark("a", {
    inclusive: false,
    attrs: { href: {} },
    parseDOM: [],
    // No way out of the panel by a press.
    toDOM: ({ attrs }) => ["span", { class: "link", title: String(attrs["href"]) }, 0],
  }),
  strong: mark("strong", {
    attrs: { tag: { default: "strong" } },
    parseDOM: [{ tag: "strong" }, { tag: "b", attrs: { tag: "b" } }],
  }),
  em: mark("em", { attrs: { tag: { default: "em" } }, parseDOM: [{ tag: "em" }, { tag: "i", attrs: { tag: "i" } }] }),
  /** Any other that stands in a line: underlined, small, marked, or with a class. */
  phrase: mark("span", {
    excludes: "",
    attrs: { tag: {} },
    parseDOM: [],
    toDOM: ({ attrs }) => [SHOWN_PHRASES.find((tag) => tag === attrs["tag"]) ?? "span", 0],
  }),
} satisfies Record<string, MarkSpec>;

const SHOWN_PHRASES = ["u", "s", "del", "ins", "small", "sub", "sup", "code", "mark", "q", "kbd"] as const;

/** Text with formatting, as the editor shows it: what is not among these is kept whole, or edited as HTML. */
export const schema = new Schema<keyof typeof nodes, keyof typeof marks>({ nodes, marks });
