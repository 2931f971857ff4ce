import { joined } from "./weaver.ts";

/** A page as far as it came at once. */
export interface Gathered {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What comes later; null: it is all there, or never will be. */
  readonly rest: ReadableStream<Uint8Array> | null;
  /** It has broken off. */
  readonly isBroken: boolean;
}

const READ_BYTES = 65_536;
const MOST_READ_BYTES = 131_072;

interface Ahead {
  readonly waitMs: number;
  readonly mostBytes: number;
  /** How long the page says it is, in bytes; null: it does not say. */
  readonly length: number | null;
}

/** Reads a page until it ends, or is long, or has been waited for long enough: most are there at once, and what is there is read fastest as a whole. */
export async function gather(
  body: ReadableStream<Uint8Array>,
  { waitMs, mostBytes, length }: Ahead,
): Promise<Gathered> {
  const reader = body.getReader({ mode: "byob" });
  const late = scheduler.wait(waitMs).then(() => "late" as const);
  const chunks: Uint8Array[] = [];
  for (let size = 0; size < mostBytes; ) {
    const reading = reader.read(new Uint8Array(roomFor(length, size)));
    const read = await Promise.race([reading, late]).catch(() => "broken" as const);
    if (read === "late") return { bytes: joined(chunks), rest: restOf(reader, reading), isBroken: false };
    if (read === "broken" || read.done) return { bytes: joined(chunks), rest: null, isBroken: read === "broken" };
    chunks.push(read.value);
    size += read.value.length;
  }
  return { bytes: joined(chunks), rest: restOf(reader, null), isBroken: false };
}

/** Bytes, after which the page breaks off: in a turn of its own, as what is still queued would be lost. */
export function brokenOff(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isGiven = false;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!isGiven && bytes.length > 0) {
        isGiven = true;
        return controller.enqueue(bytes);
      }
      await scheduler.wait(1);
      controller.error(new Error("the page breaks off"));
    },
  });
}

/** Room for all that is to come, if that is little: to clear more than is needed takes longer than to read. */
function roomFor(length: number | null, size: number): number {
  return length === null ? READ_BYTES : Math.min(Math.max(1, length - size), MOST_READ_BYTES);
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
