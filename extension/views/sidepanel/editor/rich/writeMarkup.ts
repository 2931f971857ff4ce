import type { Fragment, Mark, Node } from "prosemirror-model";
import { type Kept, schema } from "./richSchema.ts";

const { nodes, marks } = schema;

/** Text with formatting as markup: what was read from markup and not touched says the same again. */
export function writeMarkup(doc: Node): string {
  const [only] = doc.children;
  const isEmpty = doc.childCount === 1 && only?.type === nodes.paragraph && only.content.size === 0;
  return isEmpty && keptIn(only).length === 0 ? "" : blocksOf(doc.content);
}

/** @param isTight words of a list that stand in no paragraph */
function blocksOf(content: Fragment, isTight = false): string {
  return content.content
    .map((block, place) => {
      const beside = [content.maybeChild(place - 1), content.maybeChild(place + 1)];
      // Two lines without a paragraph around them would be one.
      const mayBeBare = beside.every((one) => one?.type !== nodes.paragraph);
      const isBare = block.attrs["bare"] === true || (isTight && keptIn(block).length === 0);
      return block.type === nodes.paragraph && isBare && mayBeBare ? lineOf(block.content) : blockOf(block);
    })
    .join("");
}

function blockOf(block: Node): string {
  const { type, attrs, content } = block;
  if (type === nodes.fixedBlock) return String(attrs["source"]);
  const keep = keptIn(block);
  if (type === nodes.rule) return `<hr${attributes(keep)}>`;
  const tag = tagOf(block);
  return `<${tag}${attributes(keep)}>${type.inlineContent ? lineOf(content) : blocksOf(content, attrs["spaced"] === false)}</${tag}>`;
}

function tagOf({ type, attrs }: Node): string {
  if (type === nodes.heading) return `h${attrs["level"]}`;
  if (type === nodes.container) return String(attrs["tag"]);
  const tags = { bulletList: "ul", orderedList: "ol", listItem: "li", quote: "blockquote" } as const;
  return Object.entries(tags).find(([name]) => name === type.name)?.[1] ?? "p";
}

/** The words of one line, with as few tags as can be: what follows one another under the same mark is under it once. */
function lineOf(content: Fragment): string {
  let open: readonly Mark[] = [];
  let written = "";
  const goTo = (next: readonly Mark[]) => {
    const same = open.findIndex((mark, place) => next[place] === undefined || !mark.eq(next[place]));
    const kept = same < 0 ? open.length : same;
    for (const mark of open.slice(kept).toReversed()) written += `</${markTag(mark)}>`;
    for (const mark of next.slice(kept)) written += `<${markTag(mark)}${attributes(markAttributes(mark))}>`;
    open = next;
  };
  content.forEach((node) => {
    goTo(node.marks);
    written += inlineOf(node);
  });
  goTo([]);
  return written;
}

function inlineOf(node: Node): string {
  const { type, attrs, text = "" } = node;
  if (type === nodes.lineBreak) return `<br${attributes(keptIn(node))}>`;
  if (type === nodes.image)
    return `<img${attributes(withValues(keptIn(node), { src: String(attrs["src"]), alt: String(attrs["alt"]) }))}>`;
  if (type === nodes.fixedInline) return String(attrs["source"]);
  return escaped(type === nodes.field ? String(attrs["code"]) : text);
}

function markTag({ type, attrs }: Mark): string {
  return type === marks.link ? "a" : String(attrs["tag"]);
}

function markAttributes(mark: Mark): Kept {
  return mark.type === marks.link ? withValues(keptIn(mark), { href: String(mark.attrs["href"]) }) : keptIn(mark);
}

/** Attributes with some values anew, each where it was written. */
function withValues(kept: Kept, values: Readonly<Record<string, string>>): Kept {
  const others = Object.entries(values).filter(([name]) => !kept.some(([one]) => one === name));
  return [...others, ...kept.map(([name, value]) => [name, values[name] ?? value] as const)];
}

function keptIn({ attrs }: Node | Mark): Kept {
  return attrs["keep"];
}

function attributes(kept: Kept): string {
  return kept.map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', "&quot;")}"`).join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\u00a0", "&nbsp;");
}
