import type { Mark, Node as RichNode } from "prosemirror-model";
import { BRACES } from "#shared/decision/fields";
import { isBlock, outlineOf } from "./outlineOf.ts";
import { schema } from "./richSchema.ts";
import { makeLists } from "./wordLists.ts";
import { writeMarkup } from "./writeMarkup.ts";

const { nodes, marks } = schema;

const CONTAINERS = /^(?:div|section|article|aside|header|footer|nav|address|figure|figcaption|hgroup)$/;
/** What stands in a line and holds words. */
const PHRASES = /^(?:span|small|u|s|del|ins|mark|sub|sup|abbr|q|cite|code|kbd|bdi|bdo|time|data)$/;

/** What is read of markup that comes from elsewhere: words, marks, links and pictures; from the marketer's own: everything. */
type Origin = "own" | "pasted";

/**
 * Markup as text with formatting.
 *
 * @returns null where some of it could not be shown, and would be lost
 */
export function readMarkup(markup: string): RichNode | null {
  // Logic between fields is for who reads it whole.
  if (markup.includes("{%")) return null;
  const { body } = new DOMParser().parseFromString(markup, "text/html");
  try {
    const read = docOf(blocksIn(body, "own"));
    read.check();
    return sameMarkup(markup, writeMarkup(read)) ? read : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Markup that was cleaned already, as blocks to be put into a text. */
export function readPasted(cleaned: DocumentFragment): RichNode[] {
  makeLists(cleaned);
  return blocksIn(cleaned, "pasted");
}

function sameMarkup(one: string, other: string): boolean {
  return outlineOf(one) === outlineOf(other);
}

function docOf(blocks: readonly RichNode[]): RichNode {
  return nodes.doc.create(null, blocks.length === 0 ? [nodes.paragraph.create()] : blocks);
}

function blocksIn(parent: ParentNode & Node, origin: Origin): RichNode[] {
  const blocks: RichNode[] = [];
  const bare = origin === "own" && !(parent instanceof Element && parent.localName === "li");
  let line: ChildNode[] = [];
  const endLine = () => {
    const words = spaced(line.flatMap((node) => inlineOf(node, [], origin)));
    if (words.length > 0) blocks.push(nodes.paragraph.create({ bare }, words));
    line = [];
  };
  for (const child of parent.childNodes) {
    if (!isBlock(child)) line.push(child);
    else {
      endLine();
      blocks.push(...blockOf(child, origin));
    }
  }
  endLine();
  return blocks;
}

function blockOf(element: Element, origin: Origin): RichNode[] {
  const tag = element.localName;
  const keep = origin === "own" ? keptOf(element) : [];
  const holdsBlocks = [...element.children].some(isBlock);
  const line = () => spaced([...element.childNodes].flatMap((node) => inlineOf(node, [], origin)));
  if (tag === "p" && !holdsBlocks) return [nodes.paragraph.create({ keep }, line())];
  if (/^h[1-6]$/.test(tag) && !holdsBlocks) return [nodes.heading.create({ keep, level: Number(tag[1]) }, line())];
  if (tag === "hr") return [nodes.rule.create({ keep })];
  const inner = blocksIn(element, origin);
  if (tag === "ul" || tag === "ol") {
    const items = [...element.children].map((item) => itemOf(item, origin));
    const isList = items.length > 0 && [...element.children].every(({ localName }) => localName === "li");
    if (isList) return [nodes[tag === "ul" ? "bulletList" : "orderedList"].create({ keep }, items)];
  }
  if (origin === "pasted") return inner;
  if (tag === "blockquote" && inner.length > 0) return [nodes.quote.create({ keep }, inner)];
  if (CONTAINERS.test(tag) && inner.length > 0) return [nodes.container.create({ keep, tag }, inner)];
  return [nodes.fixedBlock.create({ source: element.outerHTML, name: tag })];
}

function itemOf(item: Element, origin: Origin): RichNode {
  const inner = blocksIn(item, origin);
  const keep = origin === "own" ? keptOf(item) : [];
  const isSpaced = [...item.children].some(({ localName }) => localName === "p");
  return nodes.listItem.create({ keep, spaced: isSpaced }, inner.length === 0 ? [nodes.paragraph.create()] : inner);
}

function inlineOf(node: ChildNode, around: readonly Mark[], origin: Origin): RichNode[] {
  if (node.nodeType === Node.TEXT_NODE) return wordsOf(node.textContent ?? "", around);
  if (!(node instanceof Element)) return [];
  const tag = node.localName;
  if (tag === "br") return [nodes.lineBreak.create({ keep: origin === "own" ? keptOf(node) : [] }, null, around)];
  if (tag === "img") {
    const [src, alt] = [node.getAttribute("src") ?? "", node.getAttribute("alt") ?? undefined];
    const keep = origin === "pasted" ? [] : keptOf(node);
    // A picture without words for it is another than one whose words are none.
    if (alt !== undefined && node.hasAttribute("src")) return [nodes.image.create({ src, alt, keep }, null, around)];
    if (origin === "pasted") return src === "" ? [] : [nodes.image.create({ src, alt: alt ?? "" }, null, around)];
  }
  const mark = markOf(node, origin);
  const inner = (marked: readonly Mark[]) => [...node.childNodes].flatMap((child) => inlineOf(child, marked, origin));
  if (mark !== null && node.childNodes.length > 0) return inner(mark.addToSet(around));
  if (origin === "pasted") return /^(?:script|style|template|noscript|title)$/.test(tag) ? [] : inner(around);
  return [nodes.fixedInline.create({ source: node.outerHTML, name: tag }, null, around)];
}

function markOf(element: Element, origin: Origin): Mark | null {
  const tag = element.localName;
  const keep = origin === "own" ? keptOf(element) : [];
  if (tag === "strong" || tag === "b") return marks.strong.create({ tag, keep });
  if (tag === "em" || tag === "i") return marks.em.create({ tag, keep });
  const href = element.getAttribute("href");
  if (tag === "a" && href !== null) return marks.link.create({ href, keep });
  return origin === "own" && PHRASES.test(tag) ? marks.phrase.create({ tag, keep }) : null;
}

/** Text, in which merge fields are one thing each. */
function wordsOf(text: string, around: readonly Mark[]): RichNode[] {
  const collapsed = text.replace(/[ \t\r\n\f]+/g, " ");
  const found: RichNode[] = [];
  let at = 0;
  const say = (words: string) => {
    if (words !== "") found.push(schema.text(words, around));
  };
  for (const { 0: code, index } of collapsed.matchAll(BRACES)) {
    say(collapsed.slice(at, index));
    found.push(nodes.field.create({ code }, null, around));
    at = index + code.length;
  }
  say(collapsed.slice(at));
  return found;
}

/** A line without the spaces that a browser does not show: at its ends, after a break, and more than one. */
function spaced(line: readonly RichNode[]): RichNode[] {
  const told: RichNode[] = [];
  let isAfterSpace = true;
  for (const node of line) {
    const words: string | null =
      node.text === undefined ? null : isAfterSpace ? node.text.replace(/^ /, "") : node.text;
    if (words === "") continue;
    told.push(words === null ? node : schema.text(words, node.marks));
    isAfterSpace = words === null ? node.type === nodes.lineBreak : words.endsWith(" ");
  }
  const last = told.at(-1);
  if (last?.text?.endsWith(" ") !== true) return told;
  const rest = last.text.slice(0, -1);
  return [...told.slice(0, -1), ...(rest === "" ? [] : [schema.text(rest, last.marks)])];
}

function keptOf(element: Element): (readonly [string, string])[] {
  return [...element.attributes].map(({ name, value }) => [name, value] as const);
}
