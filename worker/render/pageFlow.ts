import { joined, type Weaver } from "./weaver.ts";

type Chunks = Uint8Array[] | null;

/** How far the spare copy of a page may fall behind, in bytes. */
const MOST_BEHIND_BYTES = 1_000_000;

/** A page on its way through the rewriter. Where that gives up, as it does on markup it cannot tell apart, the page's own bytes go on from there. */
export class PageFlow {
  readonly #marked: ReadableStreamDefaultReader<Uint8Array>;
  readonly #weaver: Weaver;
  readonly #page: Response;
  #spare: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #spareRest: Uint8Array | null = null;
  /** How many bytes of the spare copy have been passed over. */
  #spareAt = 0;
  #isPlain = false;

  /** @param page the same page, unread */
  constructor(marked: ReadableStream<Uint8Array>, weaver: Weaver, page: Response) {
    this.#marked = marked.getReader();
    this.#weaver = weaver;
    this.#page = page;
  }

  /** What comes next, perhaps nothing yet; null: the page has ended. @throws whatever ended it before its end */
  async next(): Promise<Chunks> {
    const { done, value } = await this.#marked.read();
    if (!done) return this.#weaver.push(value);
    const last = this.#weaver.end();
    return last.length > 0 ? last : null;
  }

  /** The whole page: what was read ahead, what is being read, and the rest. From here on the page is no longer given back. */
  stream(ahead: Uint8Array[], reading: Promise<Chunks> | null): ReadableStream<Uint8Array> {
    let first: Uint8Array[] = ahead;
    let pending = reading;
    // Whoever reads the page hears of it; if nobody does, nobody need.
    pending?.catch(() => undefined);
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        let chunks: Chunks = first;
        first = [];
        while (chunks !== null && !chunks.some(({ length }) => length > 0)) {
          const coming = this.#nextOrPlain(pending);
          pending = null;
          chunks = await coming;
        }
        // As one: what is still queued when the page breaks off would be lost.
        if (chunks !== null) return controller.enqueue(joined(chunks));
        await this.#end();
        controller.close();
      },
      cancel: () => this.#end(),
    });
  }

  async #nextOrPlain(pending: Promise<Chunks> | null): Promise<Chunks> {
    if (this.#isPlain) return await this.#nextPlain();
    try {
      const chunks = await (pending ?? this.next());
      if (this.#weaver.sourceBytes - this.#spareAt > MOST_BEHIND_BYTES) await this.#catchUp();
      return chunks;
    } catch {
      this.#isPlain = true;
      await this.#catchUp();
      return this.#weaver.giveUp();
    }
  }

  async #nextPlain(): Promise<Chunks> {
    const rest = this.#spareRest;
    this.#spareRest = null;
    if (rest !== null) return [rest];
    const { done, value } = await this.#spareReader().read();
    return done ? null : [value];
  }

  /** Passes over as much of the spare copy as has gone through the rewriter. */
  async #catchUp(): Promise<void> {
    const to = this.#weaver.sourceBytes;
    while (this.#spareAt < to) {
      const [chunk] = (await this.#nextPlain()) ?? [];
      if (chunk === undefined) return;
      const over = Math.min(chunk.length, to - this.#spareAt);
      this.#spareAt += over;
      if (over < chunk.length) this.#spareRest = chunk.subarray(over);
    }
  }

  #spareReader(): ReadableStreamDefaultReader<Uint8Array> {
    if (this.#page.body === null) throw new RangeError("PageFlow requires a page with a body");
    this.#spare ??= this.#page.body.getReader();
    return this.#spare;
  }

  async #end(): Promise<void> {
    await Promise.allSettled([this.#marked.cancel(), this.#spareReader().cancel()]);
  }
}
