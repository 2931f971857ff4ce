import { createReadStream } from "node:fs";
import type { Place } from "../rows/row.ts";

const [NEWLINE, RETURN, QUOTE] = [10, 13, 34];
/** Letters and digits, almost all there is, are none of the marks after one look. */
const HIGHEST_MARK = QUOTE;
const PIECE = 1 << 20;
/** A line longer than this is left to a reader that can hold it. */
const LONGEST_LINE = 1 << 18;

/** Where the cells of one row stand among the bytes; a row of as many cells as the header has. */
export interface Cells {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export interface Scanning {
  readonly path: string;
  /** One byte. */
  readonly delimiter: string;
  readonly columns: number;
  /** Takes a row; false: its cells have to be read as texts. */
  readonly take: (cells: Cells) => boolean;
  readonly takeTexts: (cells: readonly string[], place: Place) => void;
  /** Takes a row that is not of as many plain cells as the header; false: it cannot be told where it ends. */
  readonly takeOdd: (line: Uint8Array, place: Place) => boolean;
  readonly signal: AbortSignal;
}

/**
 * Goes through the bytes of a CSV file in UTF-8, without making a text of what nobody asks for: ten times as fast as a reader that makes objects.
 *
 * @returns null at the end of the file; else the end of the last row before one that this reader does not understand
 */
export async function scanRows(scanning: Scanning): Promise<Place | null> {
  const scanner = new Scanner(scanning);
  for await (const piece of createReadStream(scanning.path, { highWaterMark: PIECE })) {
    scanning.signal.throwIfAborted();
    if (!scanner.read(piece)) return scanner.place();
  }
  return scanner.end() ? null : scanner.place();
}

class Scanner {
  readonly #scanning: Scanning;
  readonly #delimiter: number;
  readonly #cells: { bytes: Uint8Array; starts: Int32Array; ends: Int32Array };
  /** What is left of the last piece: a line not yet ended. */
  #rest: Uint8Array = new Uint8Array(0);
  #line = 0;
  #bytes = 0;
  #isHeader = true;

  constructor(scanning: Scanning) {
    this.#scanning = scanning;
    this.#delimiter = scanning.delimiter.charCodeAt(0);
    const [starts, ends] = [new Int32Array(scanning.columns), new Int32Array(scanning.columns)];
    this.#cells = { bytes: this.#rest, starts, ends };
  }

  /** The end of the last row that was taken. */
  place(): Place {
    return { line: this.#line, bytes: this.#bytes };
  }

  /** Takes the rows that end in a piece; false: there is one that is not understood. */
  read(piece: Uint8Array): boolean {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    let start = 0;
    while (start < bytes.length) {
      const end = this.#row(bytes, start);
      if (end === 0) break;
      if (end < 0) return false;
      this.#line += 1;
      this.#bytes += end - start;
      start = end;
    }
    this.#rest = bytes.subarray(start);
    return this.#rest.length <= LONGEST_LINE;
  }

  /** Takes a last line that nothing ends. */
  end(): boolean {
    if (this.#rest.length === 0) return true;
    const bytes = Buffer.concat([this.#rest, Buffer.of(NEWLINE)]);
    const isTaken = this.#row(bytes, 0) > 0;
    if (isTaken) this.#bytes += this.#rest.length;
    return isTaken;
  }

  /** Takes the row that begins here. @returns the byte after it; 0: it does not end among these bytes; -1: it is not understood */
  #row(bytes: Uint8Array, start: number): number {
    const { starts, ends } = this.#cells;
    const delimiter = this.#delimiter;
    const columns = starts.length;
    let column = 0;
    let cell = start;
    let isOdd = false;
    let at = start;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte > HIGHEST_MARK && byte !== delimiter) continue;
      if (byte === delimiter) {
        if (column < columns) {
          starts[column] = cell;
          ends[column] = at;
        }
        column += 1;
        cell = at + 1;
      } else if (byte === NEWLINE) break;
      else if (byte === QUOTE) isOdd = true;
      // Alone it ends a line, too; before a newline it is part of its end.
      else if (byte === RETURN && bytes[at + 1] !== NEWLINE && at + 1 < bytes.length) return -1;
    }
    if (at === bytes.length) return 0;
    const end = at > start && bytes[at - 1] === RETURN ? at - 1 : at;
    if (end === start) return at + 1;
    if (this.#isHeader) {
      this.#isHeader = false;
      return isOdd && !isWhole(bytes, start, end) ? -1 : at + 1;
    }
    if (isOdd && this.#unquoted(bytes, start, end)) isOdd = false;
    else if (!isOdd && column === columns - 1) {
      starts[column] = cell;
      ends[column] = end;
    } else isOdd = true;
    this.#cells.bytes = bytes;
    if (!isOdd && this.#scanning.take(this.#cells)) return at + 1;
    const place = { line: this.#line + 1, bytes: this.#bytes + at + 1 - start };
    if (isOdd) return this.#scanning.takeOdd(bytes.subarray(start, end), place) ? at + 1 : -1;
    this.#scanning.takeTexts(textsOf(this.#cells), place);
    return at + 1;
  }

  /** Finds the cells of a line in which some or all are quoted whole; false: it is not so simple. */
  #unquoted(bytes: Uint8Array, start: number, end: number): boolean {
    const { starts, ends } = this.#cells;
    let at = start;
    for (let column = 0; column < starts.length; column++) {
      const isQuoted = bytes[at] === QUOTE;
      let close = isQuoted ? at + 1 : at;
      const stop = isQuoted ? QUOTE : this.#delimiter;
      while (close < end && bytes[close] !== stop) {
        if (bytes[close] === QUOTE) return false;
        close += 1;
      }
      if (isQuoted && close === end) return false;
      starts[column] = isQuoted ? at + 1 : at;
      ends[column] = close;
      at = isQuoted ? close + 1 : close;
      if (column === starts.length - 1) return at === end;
      if (at >= end || bytes[at] !== this.#delimiter) return false;
      at += 1;
    }
    return false;
  }
}

function textsOf({ bytes, starts, ends }: Cells): string[] {
  return Array.from(starts, (start, column) => Buffer.from(bytes.subarray(start, ends[column])).toString("utf8"));
}

/** Whether every quotation mark that is opened on a line is closed there. */
function isWhole(bytes: Uint8Array, start: number, end: number): boolean {
  let quotes = 0;
  for (let at = start; at < end; at++) if (bytes[at] === QUOTE) quotes += 1;
  return quotes % 2 === 0;
}
