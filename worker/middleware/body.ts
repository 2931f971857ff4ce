import type { Context } from "hono";
import { type Bounds, tidy } from "#shared/events/tidy";
import { Problem } from "../problem.ts";

export interface ReadOptions extends Bounds {
  /** Most bytes, after inflating. */
  readonly limitBytes: number;
  /** `json` refuses whatever a form or a plain-text request could send without a preflight; `any` reads it all as JSON. */
  readonly type: "json" | "any";
}

/** What the routes for marketers and servers read: 1 MB, and as deep as any configuration's rules. */
export const ORDINARY: ReadOptions = {
  limitBytes: 1_000_000,
  type: "json",
  depth: 256,
  nameLength: 255,
  properties: 100_000,
};

/** What the operator's calls read that carry rows of storage, which may hold 2 MB each. */
export const LARGE: ReadOptions = { ...ORDINARY, limitBytes: 4_000_000 };

/** The first read of a body: more than an ordinary event has. */
const FIRST_BYTES = 4_096;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
const ENCODER = new TextEncoder();
/** What stands for what is not UTF-8. */
const REPLACEMENT = "\ufffd";
/** The bytes of a byte order mark, which is no part of the text; most bodies have none. */
const MARKS: readonly number[] = [0, 3];
const TEXT_TYPE = /^(?:text\/|application\/json\b)/i;
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/**
 * A request's body as JSON: bounded while it streams, inflated where it is gzip, and without the names that poison prototypes.
 *
 * @throws Problem `unsupported-type`, `too-large` (also too deep, or too many or too long names), or `malformed`
 */
export async function readJson(c: Context, options: ReadOptions = ORDINARY): Promise<unknown> {
  return valueIn(await readAsJson(c, options), options);
}

/** The same, with the body's size. */
export async function readSizedJson(c: Context, options: ReadOptions): Promise<{ value: unknown; bytes: number }> {
  const body = await readAsJson(c, options);
  return { value: valueIn(body, options), bytes: body.bytes };
}

function readAsJson(c: Context, { type, limitBytes }: ReadOptions): Promise<Body> {
  if (type === "json" && !JSON_TYPE.test(c.req.header("content-type") ?? ""))
    throw new Problem("unsupported-type", "Send the body as application/json");
  return readText(c.req.raw, limitBytes);
}

function valueIn({ text }: Body, bounds: Bounds): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem("malformed", text === "" ? "The body is empty, not JSON" : "The body is not JSON");
  }
  const fault = tidy(value, bounds);
  if (fault) throw new Problem("too-large", fault.message, { errors: [fault] });
  return value;
}

/**
 * A form's fields, each by its first value, bounded as `readJson` is.
 *
 * @throws Problem `unsupported-type`, `too-large`, or `malformed`
 */
export async function readForm(c: Context, limitBytes: number): Promise<Readonly<Record<string, string>>> {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(c.req.header("content-type") ?? ""))
    throw new Problem("unsupported-type", "Send the form as application/x-www-form-urlencoded");
  const { text } = await readText(c.req.raw, limitBytes);
  const fields = [...new URLSearchParams(text)].reverse();
  return Object.fromEntries(fields);
}

interface Body {
  readonly text: string;
  readonly bytes: number;
}

async function readText(request: Request, limitBytes: number): Promise<Body> {
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding !== "identity" && encoding !== "gzip")
    throw new Problem("unsupported-type", "A body may be packed with gzip only");
  const length = lengthOf(request);
  if (length !== null && length > limitBytes) throw tooLarge(limitBytes);
  if (length !== null && encoding === "identity" && isText(request)) return await readWhole(request, length);
  const isWhole = length !== null && encoding === "identity";
  const bytes = isWhole
    ? new Uint8Array(await request.arrayBuffer().catch(unreadable))
    : await readStream(request.body, encoding === "gzip", limitBytes);
  try {
    return { text: UTF8.decode(bytes), bytes: bytes.byteLength };
  } catch {
    throw notUtf8();
  }
}

/** Whether a body calls itself text: the platform logs a warning for each other that is read as such. */
function isText({ headers }: Request): boolean {
  const type = headers.get("content-type");
  return type === null || TEXT_TYPE.test(type);
}

/**
 * A body whose length is known, by the platform's own reading of text, which is quicker than to decode bytes and writes U+FFFD for what is not UTF-8.
 * Where there is such a letter, its three bytes were either sent, or the text is longer than what was sent. Nothing is seen of a letter of four bytes
 * that is cut after the third, nor after a byte order mark where what is broken lacks as many bytes as that has: as if U+FFFD had been sent.
 */
async function readWhole(request: Request, bytes: number): Promise<Body> {
  const text = await request.text().catch(unreadable);
  if (text.includes(REPLACEMENT) && !MARKS.includes(bytes - ENCODER.encode(text).byteLength)) throw notUtf8();
  return { text, bytes };
}

/** A body whose length is not known beforehand. As a stream it costs as much as a decision, so no other is opened as one. */
async function readStream(
  body: ReadableStream<Uint8Array> | null,
  isPacked: boolean,
  limitBytes: number,
): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  return isPacked ? await inflate(body, limitBytes) : await readBytes(body, limitBytes);
}

/**
 * How long the protocol itself says that the body is; null: it comes in chunks. HTTP reads no further than `Content-Length`, and the platform
 * drops the header from a body in chunks, so that such a body needs no counting while it streams, which costs as much as a decision.
 */
function lengthOf(request: Request): number | null {
  const length = request.headers.get("content-length");
  return length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

/** The body as it was before it was packed. The packed bytes are bounded too: some of them inflate to nothing. */
async function inflate(body: ReadableStream<Uint8Array>, limitBytes: number): Promise<Uint8Array> {
  let packedBytes = 0;
  const bound = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      packedBytes += chunk.byteLength;
      if (packedBytes > limitBytes) controller.error(tooLarge(limitBytes));
      else controller.enqueue(chunk);
    },
  });
  const inflated = body.pipeThrough(bound).pipeThrough(new DecompressionStream("gzip"));
  return await readBytes(inflated, limitBytes).catch((error: unknown) => {
    // What breaks off upstream arrives as the inflater's own error.
    throw packedBytes > limitBytes ? tooLarge(limitBytes) : error;
  });
}

/** The bytes up to the limit: first as many as almost every request has, in one read that returns when they are there or the stream ends. */
async function readBytes(stream: ReadableStream<Uint8Array>, limitBytes: number): Promise<Uint8Array> {
  const reader = stream.getReader({ mode: "byob" });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let room = FIRST_BYTES; ; room *= 4) {
    // One byte over the limit is enough to know.
    const asked = Math.min(room, limitBytes + 1 - size);
    const { value } = await reader.readAtLeast(asked, new Uint8Array(asked)).catch(unreadable);
    if (value !== undefined) chunks.push(value);
    size += value?.byteLength ?? 0;
    if (size > limitBytes) {
      // What is still to come is not waited for.
      reader.cancel().catch(() => undefined);
      throw tooLarge(limitBytes);
    }
    if (value === undefined || value.byteLength < asked) break;
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? only : joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function unreadable(): never {
  throw new Problem("malformed", "The body breaks off, or is not the gzip it says");
}

function notUtf8(): Problem {
  return new Problem("malformed", "The body is not UTF-8");
}

function tooLarge(limitBytes: number): Problem {
  return new Problem("too-large", `The body is over ${limitBytes} bytes`);
}
