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

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/**
 * A request's body as JSON: bounded while it streams, inflated where it is gzip, and without the names that poison prototypes.
 *
 * @throws Problem `unsupported-type`, `too-large` (also too deep, or too many or too long names), or `malformed`
 */
export async function readJson(c: Context, options: ReadOptions = ORDINARY): Promise<unknown> {
  if (options.type === "json" && !JSON_TYPE.test(c.req.header("content-type") ?? "")) {
    throw new Problem("unsupported-type", "Send the body as application/json");
  }
  const text = await readText(c.req.raw, options.limitBytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem("malformed", text === "" ? "The body is empty, not JSON" : "The body is not JSON");
  }
  const fault = tidy(value, options);
  if (fault) throw new Problem("too-large", fault.message, { errors: [fault] });
  return value;
}

async function readText(request: Request, limitBytes: number): Promise<string> {
  if (!request.body) return "";
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding !== "identity" && encoding !== "gzip")
    throw new Problem("unsupported-type", "A body may be packed with gzip only");
  const bytes =
    encoding === "gzip" ? await inflate(request.body, limitBytes) : await readBytes(request.body, limitBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new Problem("malformed", "The body is not UTF-8");
  }
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

async function readBytes(stream: ReadableStream<Uint8Array>, limitBytes: number): Promise<Uint8Array> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(unreadable);
    if (done) break;
    size += value.byteLength;
    if (size > limitBytes) {
      // What is still to come is not waited for.
      reader.cancel().catch(() => undefined);
      throw tooLarge(limitBytes);
    }
    chunks.push(value);
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

function tooLarge(limitBytes: number): Problem {
  return new Problem("too-large", `The body is over ${limitBytes} bytes`);
}
