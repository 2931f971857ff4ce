import { joined } from "./weaver.ts";

/** A page as far as it came at once. */
export interface Gathered {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What comes later; null: it is all there. */
  readonly rest: ReadableStream<Uint8Array> | null;
}

const READ_BYTES = 65_536;

/** Reads a page until it ends, or is long, or has been waited for long enough: most are there at once, and what is there is read fastest as a whole. */
export async function gather(
  body: ReadableStream<Uint8Array>,
  { waitMs, mostBytes }: { readonly waitMs: number; readonly mostBytes: number },
): Promise<Gathered> {
  const reader = body.getReader({ mode: "byob" });
  const late = scheduler.wait(waitMs).then(() => "late" as const);
  const chunks: Uint8Array[] = [];
  for (let size = 0; size < mostBytes; ) {
    const reading = reader.read(new Uint8Array(READ_BYTES));
    // A page that breaks off does so again where it is read on.
    const read = await Promise.race([reading, late]).catch(() => "broken" as const);
    if (read === "late" || read === "broken") return { bytes: whole(chunks), rest: restOf(reader, reading) };
    if (read.done) return { bytes: whole(chunks), rest: null };
    chunks.push(read.value);
    size += read.value.length;
  }
  return { bytes: whole(chunks), rest: restOf(reader, null) };
}

function whole(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(joined(chunks));
}

function restOf(
  reader: ReadableStreamBYOBReader,
  pending: Promise<ReadableStreamReadResult<Uint8Array>> | null,
): ReadableStream<Uint8Array> {
  let first = pending;
  pending?.catch(() => undefined);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const read = await (first ?? reader.read(new Uint8Array(READ_BYTES)));
      first = null;
      if (read.done) controller.close();
      else controller.enqueue(read.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
