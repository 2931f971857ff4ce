import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";

/** How a file's characters are written as bytes. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

const PIECE = 1 << 20;
/** The longest part of a UTF-8 character that the end of a piece can cut off. */
const TAIL = 3;

/**
 * Tells a file's encoding: by its byte order mark, else UTF-8 where all of it is that, else windows-1252, of which any bytes are text.
 * A file that holds more characters of UTF-8 than bytes that are none is a UTF-8 file with faults.
 */
export async function encodingOf(path: string): Promise<Encoding> {
  const file = await open(path);
  try {
    const piece = Buffer.alloc(PIECE + TAIL);
    let held = 0;
    let [characters, faults] = [0, 0];
    for (let isFirst = true; ; isFirst = false) {
      const { bytesRead } = await file.read(piece, held, PIECE, null);
      const filled = piece.subarray(0, held + bytesRead);
      const marked = isFirst ? markedAs(filled) : null;
      if (marked !== null) return marked;
      const whole = bytesRead === 0 ? filled : filled.subarray(0, filled.length - cutOff(filled));
      if (!isAscii(whole)) {
        const text = whole.toString("utf8");
        characters += text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
        if (!isUtf8(whole)) faults += text.match(/\ufffd/g)?.length ?? 0;
      }
      if (faults >= Math.max(characters, 1)) return "windows-1252";
      if (bytesRead === 0) return "utf-8";
      held = piece.copy(piece, 0, whole.length, filled.length);
    }
  } finally {
    await file.close();
  }
}

/** A file as UTF-8, from a place in that on: what is read has no byte order mark of another encoding. */
export function openText(path: string, encoding: Encoding, from = 0): Readable {
  return encoding === "utf-8"
    ? createReadStream(path, { start: from })
    : Readable.from(transcoded(path, encoding, from), { objectMode: false });
}

/** The first bytes of a file as UTF-8, from a place in that on. */
export async function textAt(path: string, encoding: Encoding, { from, bytes }: { from: number; bytes: number }) {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of openText(path, encoding, from)) {
    pieces.push(Buffer.from(piece));
    length += piece.length;
    if (length >= bytes) break;
  }
  return Buffer.concat(pieces).subarray(0, bytes);
}

async function* transcoded(path: string, encoding: Encoding, from: number): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  let left = from;
  for await (const piece of createReadStream(path)) {
    const text = Buffer.from(decoder.decode(piece, { stream: true }));
    const passed = Math.min(left, text.length);
    left -= passed;
    if (passed < text.length) yield text.subarray(passed);
  }
  const rest = Buffer.from(decoder.decode());
  if (rest.length > left) yield rest.subarray(left);
}

function markedAs(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

/** How many bytes at the end begin a character that goes on in the next piece. */
function cutOff(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(TAIL, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}
