import type { Decisions } from "#shared/wire/decide";
import { type Charset, encoded } from "./charset.ts";
import { fragmentOf } from "./fragment.ts";
import { brokenOff, gather } from "./gather.ts";
import { PageFlow } from "./pageFlow.ts";
import { joined, markOf, Weaver } from "./weaver.ts";

/** What fills one slot: elements that name it, and those that its selector finds. */
export interface Filling {
  readonly key: string;
  readonly selector: string | null;
  readonly html: string;
}

/** A page with filled slots, or the page as it came. */
export type Filled =
  | { readonly body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> }
  | { readonly untouched: Response };

/** Elements whose content is no markup, or must be none of ours. */
const CLOSED = new Set(
  "script style textarea title noscript iframe xmp plaintext noembed noframes html head".split(" "),
);
/** A page without a slot is looked through so far before it counts as one that may have some. */
const LOOK_AHEAD_BYTES = 1_000_000;
/** So long a page may take to be there as a whole, which costs a third of what pieces do; what streams more slowly is passed on as it comes. */
const GATHER_MS = 20;

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

interface FillOptions {
  readonly charset: Charset;
  /** How long the page may be held back, in milliseconds. */
  readonly holdMs: number;
  /** Markup that stands before anything else in the page's body. */
  readonly banner?: string;
}

/**
 * Fills the slots of a page while it streams. The answer begins with the first filled slot, so that a page without one is given back as it came,
 * encoding and all; or, where the page is slow or long, when it has been waited for long enough.
 *
 * @param page an HTML answer that nobody has read
 */
export async function fillPage(
  page: Response,
  fillings: readonly Filling[],
  { charset, holdMs, banner }: FillOptions,
): Promise<Filled> {
  const { body } = page;
  if (body === null) return { untouched: page };
  // Unpacked pages are given back from what was read: a copy of each costs a tenth of all that filling them does.
  const spare = isPacked(page) ? page.clone() : null;
  const contents = fillings.map(({ html }) => encoded(html, charset));
  if (banner !== undefined) contents.push(encoded(banner, charset));
  const marked = (source: Source) => markedBody(source, fillings, banner !== undefined);
  const startedAt = Date.now();
  const { bytes, rest, isBroken } = await gather(body, {
    waitMs: Math.min(holdMs, GATHER_MS),
    mostBytes: LOOK_AHEAD_BYTES,
  });
  const filled = rest === null ? await fillWhole(() => marked(bytes), contents) : null;
  if (isBroken) return { body: brokenOff(filled?.bytes ?? bytes) };
  if (filled !== null)
    return filled.isFilled ? { body: filled.bytes } : { untouched: spare ?? new Response(bytes, page) };
  const [own, source] = spare === null ? streamOf(bytes, rest).tee() : [null, streamOf(bytes, rest)];
  const untouched = spare ?? new Response(own, page);
  try {
    const left = Math.max(0, holdMs - (Date.now() - startedAt));
    return await fillFlow(marked(source), contents, { untouched, holdMs: left });
  } catch (error) {
    // Whether the page broke or the rewriter did: as it came, it breaks no earlier than by itself.
    console.error(JSON.stringify({ filling: String(error).slice(0, 120) }));
    return { untouched };
  }
}

/** Its bytes are not those that are read of it. */
function isPacked({ headers }: Response): boolean {
  return (headers.get("content-encoding") ?? "identity").trim().toLowerCase() !== "identity";
}

/** A page that is all there; null where the rewriter gives up on it. */
async function fillWhole(
  page: () => ReadableStream<Uint8Array>,
  contents: readonly Uint8Array[],
): Promise<{ readonly isFilled: boolean; readonly bytes: Uint8Array<ArrayBuffer> } | null> {
  const weaver = new Weaver(contents);
  try {
    const marked = await new Response(page()).bytes();
    const chunks = [...weaver.push(marked), ...weaver.end()];
    return { isFilled: weaver.filled > 0, bytes: new Uint8Array(joined(chunks)) };
  } catch {
    return null;
  }
}

interface Flowing {
  readonly untouched: Response;
  readonly holdMs: number;
}

async function fillFlow(
  marked: ReadableStream<Uint8Array>,
  contents: readonly Uint8Array[],
  { untouched, holdMs }: Flowing,
): Promise<Filled> {
  const weaver = new Weaver(contents);
  const flow = new PageFlow(marked, weaver, untouched);
  const ready: Uint8Array[] = [];
  const late = scheduler.wait(holdMs).then(() => "late" as const);
  let next: Promise<Uint8Array[] | null> | null = null;
  while (weaver.filled === 0 && weaver.sourceBytes < LOOK_AHEAD_BYTES) {
    next ??= flow.next();
    const chunks = await Promise.race([next, late]);
    if (chunks === "late") break;
    next = null;
    if (chunks === null) return { untouched };
    ready.push(...chunks);
  }
  return { body: flow.stream(ready, next) };
}

/** What is there, and what comes after it. */
function streamOf(bytes: Uint8Array, rest: ReadableStream<Uint8Array> | null): ReadableStream<Uint8Array> {
  const reader = rest?.getReader();
  let first: Uint8Array | null = bytes.length === 0 ? null : bytes;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = first ?? (await reader?.read())?.value;
      first = null;
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
    cancel: (reason) => reader?.cancel(reason),
  });
}

type Source = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>;

/** The page with a mark at the beginning and the end of each slot's content. */
function markedBody(page: Source, fillings: readonly Filling[], hasBanner: boolean): ReadableStream<Uint8Array> {
  const rewriter = new HTMLRewriter();
  if (hasBanner) markBody(rewriter, fillings.length);
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
  const plain = new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
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
