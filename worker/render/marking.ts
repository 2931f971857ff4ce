import { log } from "../log.ts";
import { markOf } from "./weaver.ts";

/** What fills one slot: elements that name it, and those that its selector finds. */
export interface Filling {
  readonly key: string;
  readonly selector: string | null;
  readonly html: string;
}

/** Elements whose content is no markup, or must be none of ours. */
const CLOSED = new Set(
  "script style textarea title noscript iframe xmp plaintext noembed noframes html head".split(" "),
);
type Source = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>;

/** The page with a mark at the beginning and the end of each slot's content. */
export function markedBody(page: Source, fillings: readonly Filling[], hasBanner: boolean): Response {
  const rewriter = new HTMLRewriter();
  if (hasBanner) markBody(rewriter, fillings.length);
  for (const [slot, { key, selector }] of fillings.entries()) {
    const handler = { element: (element: Element) => mark(element, slot) };
    for (const found of [`[data-rfedge-slot="${key}"]`, ...(selector === null ? [] : [selector])]) {
      try {
        rewriter.on(found, handler);
      } catch (error) {
        log("marking-failed", { part: key }, error);
      }
    }
  }
  return transformed(rewriter, page);
}

/** The same for slots that elements name, where they are thought to be of a few kinds: all others pass at several times the speed. */
export function markedIn(
  page: Source,
  fillings: readonly Filling[],
  tags: ReadonlySet<string>,
): { readonly marked: Response; readonly seen: () => number } {
  const slots = new Map(fillings.map(({ key }, slot) => [key, slot]));
  const rewriter = new HTMLRewriter();
  let seen = 0;
  const element = (found: Element) => {
    seen += 1;
    const slot = slots.get(found.getAttribute("data-rfedge-slot") ?? "");
    if (slot !== undefined) mark(found, slot);
  };
  for (const tag of tags) rewriter.on(`${tag}[data-rfedge-slot]`, { element });
  return { marked: transformed(rewriter, page), seen: () => seen };
}

function transformed(rewriter: HTMLRewriter, page: Source): Response {
  // Only bytes are compared, so that no encoding that has ASCII in it needs to be known.
  const plain = new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
  return rewriter.transform(plain);
}

/** A throw in here would end the page. What has no end tag throws, and stays as it is. */
function mark(element: Element, slot: number): void {
  try {
    const name = element.tagName;
    if (CLOSED.has(name)) return;
    element.onEndTag((end) => {
      end.before(markOf(end.name !== name ? "U" : name === "p" ? "P" : "E", slot), { html: true });
    });
    element.prepend(markOf("S", slot), { html: true });
  } catch {
    return;
  }
}

/** A slot of no length where the page's body begins, or at the end of a page that does not say where that is. */
function markBody(rewriter: HTMLRewriter, slot: number): void {
  const marks = markOf("S", slot) + markOf("E", slot);
  let isMarked = false;
  rewriter.on("body", {
    element(body) {
      if (!isMarked) body.prepend(marks, { html: true });
      isMarked = true;
    },
  });
  rewriter.onDocument({
    end(end) {
      if (!isMarked) end.append(marks, { html: true });
    },
  });
}
