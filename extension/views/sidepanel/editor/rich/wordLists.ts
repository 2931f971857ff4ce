/** How Word marks a line of a list, and the bullet or number that it writes out before the line. */
const LINE = /mso-list:\s*l\d+\s+level(\d)/i;
const WRITTEN_OUT = /mso-list:\s*ignore/i;
const NUMBER = /^\s*(?:\d+|[a-z]|[ivxlc]+)[.)]/i;

interface OpenList {
  readonly level: number;
  readonly list: Element;
}

/** Makes lists of what Word writes as paragraphs, each with its bullet or number before it. */
export function makeLists(pasted: DocumentFragment): void {
  let open: OpenList[] = [];
  for (const line of [...pasted.querySelectorAll("p[style]")]) {
    const level = Number(LINE.exec(styleOf(line))?.[1] ?? 0);
    if (level === 0) continue;
    // Lines of one list follow one another: the list that has taken those before stands there now.
    if (open[0]?.list !== line.previousElementSibling) open = [];
    open = open.filter((one) => one.level <= level);
    const item = line.ownerDocument.createElement("li");
    const written = [...line.querySelectorAll("[style]")].filter((part) => WRITTEN_OUT.test(styleOf(part)));
    if (open.at(-1)?.level !== level) {
      const list = line.ownerDocument.createElement(NUMBER.test(written[0]?.textContent ?? "") ? "ol" : "ul");
      const above = open.at(-1)?.list.lastElementChild;
      if (above == null) line.before(list);
      else above.append(list);
      open = [...open, { level, list }];
    }
    for (const part of written) part.remove();
    item.append(...line.childNodes);
    open.at(-1)?.list.append(item);
    line.remove();
  }
}

function styleOf(element: Element): string {
  return element.getAttribute("style") ?? "";
}
