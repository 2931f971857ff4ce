import { createReadStream } from "node:fs";

/** A line of a file, and where it ends. */
export interface FileLine {
  readonly text: string;
  /** Bytes up to the end of its line feed. */
  readonly end: number;
}

const FEED = 0x0a;

/** The whole lines of a file in constant memory; what stands behind the last line feed is none. */
export async function* linesOf(path: string): AsyncGenerator<FileLine> {
  let rest: Buffer[] = [];
  let end = 0;
  for await (const chunk of createReadStream(path)) {
    const bytes: Buffer = chunk;
    let from = 0;
    for (let feed = bytes.indexOf(FEED); feed >= 0; feed = bytes.indexOf(FEED, from)) {
      const line = Buffer.concat([...rest, bytes.subarray(from, feed)]);
      rest = [];
      from = feed + 1;
      end += line.byteLength + 1;
      yield { text: line.toString("utf8"), end };
    }
    if (from < bytes.byteLength) rest.push(bytes.subarray(from));
  }
}
