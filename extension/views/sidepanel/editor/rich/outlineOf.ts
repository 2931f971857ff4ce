/** What makes a line of its own. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr div section article aside header footer nav address figure figcaption hgroup " +
    "table thead tbody tfoot tr td th caption colgroup col dl dt dd form fieldset legend details summary menu pre"
  ).split(" "),
);

export function isBlock(node: Node): node is Element {
  return node instanceof Element && (BLOCKS.has(node.localName) || [...node.children].some(isBlock));
}

interface Item {
  readonly block: string;
  /** What it stands in within its line, in an order of their own: bold and italic is italic and bold. */
  readonly phrases: string;
  said: string;
  readonly isText: boolean;
}

/**
 * What markup says, however it is indented and its marks are nested: every block, word, mark and attribute. Two that have one outline look
 * the same and mean the same.
 */
export function outlineOf(markup: string): string {
  const items: Item[] = [];
  let blocks = 0;
  let isAfterSpace = true;
  const endLine = () => {
    const last = items.at(-1);
    if (last?.isText === true) last.said = last.said.replace(/ $/, "");
    isAfterSpace = true;
  };
  const say = (block: string, phrases: readonly string[], said: string, isText: boolean) => {
    const last = items.at(-1);
    const all = phrases.toSorted().join(" ");
    if (isText && last?.isText === true && last.block === block && last.phrases === all) last.said += said;
    else items.push({ block, phrases: all, said, isText });
  };
  const walk = (node: Node, block: string, phrases: readonly string[]): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = (node.textContent ?? "").replace(/[ \t\r\n\f]+/g, " ");
      const shown = isAfterSpace ? words.replace(/^ /, "") : words;
      if (shown === "") return;
      say(block, phrases, shown, true);
      isAfterSpace = shown.endsWith(" ");
    } else if (isBlock(node)) {
      endLine();
      blocks += 1;
      const inner = `${block}/${nameOf(node)}#${blocks}`;
      say(inner, phrases, "", false);
      for (const child of node.childNodes) walk(child, inner, phrases);
      endLine();
    } else if (node instanceof Element && node.childNodes.length > 0) {
      for (const child of node.childNodes) walk(child, block, [...phrases, nameOf(node)]);
    } else if (node instanceof Element) {
      if (node.localName === "br") endLine();
      say(block, phrases, nameOf(node), false);
      isAfterSpace = node.localName === "br";
    } else say(block, phrases, `<!--${node.textContent}-->`, false);
  };
  for (const child of new DOMParser().parseFromString(markup, "text/html").body.childNodes) walk(child, "", []);
  endLine();
  return JSON.stringify(items.filter(({ isText, said }) => !isText || said !== ""));
}

function nameOf(element: Element): string {
  const attributes = [...element.attributes].map(({ name, value }) => JSON.stringify([name, value])).toSorted();
  return `${element.localName}${attributes.join("")}`;
}
