import type { Decisions } from "#shared/wire/decide";
import { log } from "../log.ts";
import { type Charset, encoded } from "./charset.ts";
import { fillWhole } from "./fillWhole.ts";
import { fragmentOf } from "./fragment.ts";
import { brokenOff, gather } from "./gather.ts";
import { type Filling, markedBody } from "./marking.ts";
import { PageFlow } from "./pageFlow.ts";
import { Weaver } from "./weaver.ts";

/** A page with filled slots, or the page as it came. */
export type Filled =
  | { readonly body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> }
  | { readonly untouched: Response };

/** A page without a slot is looked through so far before it counts as one that may have some. */
const LOOK_AHEAD_BYTES = 1_000_000;
/**
 * So long a page may take to be there as a whole, which costs a third of what pieces do; what streams more slowly is passed on as it comes. Where an isolate
 * is busy a page that is there waits for its turns too, some tens of milliseconds: shorter than that, all were filled in pieces just when it has most to do.
 */
const GATHER_MS = 60;

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
  if (page.body === null) return { untouched: page };
  // Unpacked pages are given back from what was read: a copy of each costs a tenth of all that filling them does.
  const spare = isPacked(page) ? page.clone() : null;
  // A copy leaves the page with another body than it had.
  const { body } = page;
  const contents = fillings.map(({ html }) => encoded(html, charset));
  if (banner !== undefined) contents.push(encoded(banner, charset));
  const hasBanner = banner !== undefined;
  const startedAt = Date.now();
  const { bytes, rest, isBroken } = await gather(body, {
    waitMs: Math.min(holdMs, GATHER_MS),
    mostBytes: LOOK_AHEAD_BYTES,
    length: spare === null ? lengthOf(page) : null,
  });
  const filled = rest === null ? await fillWhole(bytes, { fillings, contents, hasBanner }) : null;
  if (isBroken) return { body: brokenOff(filled?.bytes ?? bytes) };
  if (filled !== null) return filled.isFilled ? { body: filled.bytes } : { untouched: spare ?? asItCame(bytes, page) };
  const [own, source] = spare === null ? streamOf(bytes, rest).tee() : [null, streamOf(bytes, rest)];
  const untouched = spare ?? asItCame(own, page);
  try {
    const left = Math.max(0, holdMs - (Date.now() - startedAt));
    return await fillFlow(markedBody(source, fillings, hasBanner), contents, { untouched, holdMs: left });
  } catch (error) {
    // Whether the page broke or the rewriter did: as it came, it breaks no earlier than by itself.
    log("slot-unfilled", {}, error);
    return { untouched };
  }
}

/** The page with what was read of it: it says its length where it did, and nowhere else. */
function asItCame(own: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null, page: Response): Response {
  const length = lengthOf(page);
  if (own instanceof Uint8Array) return new Response(length === null ? streamOf(own, null) : own, page);
  if (own === null || length === null) return new Response(own, page);
  const { readable, writable } = new FixedLengthStream(length);
  // Where it breaks, the reader at the other end is told.
  own.pipeTo(writable).catch(() => undefined);
  return new Response(readable, page);
}

function lengthOf({ headers }: Response): number | null {
  const said = headers.get("content-length") ?? "";
  return /^\d+$/.test(said) ? Number(said) : null;
}

/** Its bytes are not those that are read of it. */
function isPacked({ headers }: Response): boolean {
  return (headers.get("content-encoding") ?? "identity").trim().toLowerCase() !== "identity";
}

interface Flowing {
  readonly untouched: Response;
  readonly holdMs: number;
}

async function fillFlow(
  { body: marked }: Response,
  contents: readonly Uint8Array[],
  { untouched, holdMs }: Flowing,
): Promise<Filled> {
  if (marked === null) return { untouched };
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
