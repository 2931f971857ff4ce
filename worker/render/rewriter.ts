import type { Decisions } from "#shared/wire/decide";
import { type Charset, encoded } from "./charset.ts";
import { fragmentOf } from "./fragment.ts";
import { PageFlow } from "./pageFlow.ts";
import { markOf, Weaver } from "./weaver.ts";

/** What fills one slot: elements that name it, and those that its selector finds. */
export interface Filling {
  readonly key: string;
  readonly selector: string | null;
  readonly html: string;
}

/** A page with filled slots, or the page as it came. */
export type Filled = { readonly body: ReadableStream<Uint8Array> } | { readonly untouched: Response };

/** Elements whose content is no markup, or must be none of ours. */
const CLOSED = new Set(
  "script style textarea title noscript iframe xmp plaintext noembed noframes html head".split(" "),
);
/** A page without a slot is looked through so far before it counts as one that may have some. */
const LOOK_AHEAD_BYTES = 1_000_000;

/** What fills which slots by a decision; JSON fills none. Slots that keep the page's own content are left out. */
export function fillingsOf(
  slots: readonly { readonly key: string; readonly selector: string | null }[],
  decisions: Decisions["decisions"],
): Filling[] {
  return slots.flatMap(({ key, selector }) => {
    const decision = decisions[key];
    if (decision === undefined || decision.content === null || decision.contentType === "application/json") return [];
    return [{ key, selector, html: fragmentOf(decision) }];
  });
}

/**
 * Fills the slots of a page while it streams. The answer begins with the first filled slot, so that a page without one is given back as it came,
 * encoding and all; or, where the page is slow or long, when it has been waited for long enough.
 *
 * @param page an HTML answer that nobody has read
 * @param holdMs how long the page may be held back
 */
export async function fillPage(
  page: Response,
  fillings: readonly Filling[],
  { charset, holdMs }: { readonly charset: Charset; readonly holdMs: number },
): Promise<Filled> {
  const untouched = page.clone();
  const weaver = new Weaver(fillings.map(({ html }) => encoded(html, charset)));
  const ready: Uint8Array[] = [];
  const late = scheduler.wait(holdMs).then(() => "late" as const);
  let next: Promise<Uint8Array[] | null> | null = null;
  try {
    const flow = new PageFlow(markedBody(page, fillings), weaver, untouched);
    while (weaver.filled === 0 && weaver.sourceBytes < LOOK_AHEAD_BYTES) {
      next ??= flow.next();
      const chunks = await Promise.race([next, late]);
      if (chunks === "late") break;
      next = null;
      if (chunks === null) return { untouched };
      ready.push(...chunks);
    }
    return { body: flow.stream(ready, next) };
  } catch (error) {
    // Whether the page broke or the rewriter did: as it came, it breaks no earlier than by itself.
    console.error(JSON.stringify({ filling: String(error).slice(0, 120) }));
    return { untouched };
  }
}

/** The page with a mark at the beginning and the end of each slot's content. */
function markedBody(page: Response, fillings: readonly Filling[]): ReadableStream<Uint8Array> {
  const rewriter = new HTMLRewriter();
  for (const [slot, { key, selector }] of fillings.entries()) {
    const handler = { element: (element: Element) => mark(element, slot) };
    for (const found of [`[data-rfedge-slot="${key}"]`, ...(selector === null ? [] : [selector])]) {
      try {
        rewriter.on(found, handler);
      } catch (error) {
        console.error(JSON.stringify({ selector: found, error: String(error) }));
      }
    }
  }
  // Only bytes are compared, so that no encoding that has ASCII in it needs to be known.
  const plain = new Response(page.body, { headers: { "content-type": "text/html; charset=utf-8" } });
  const { body } = rewriter.transform(plain);
  if (body === null) throw new RangeError("fillPage requires a page with a body");
  return body;
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
