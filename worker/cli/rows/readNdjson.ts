import { type Encoding, openText } from "./encoding.ts";
import type { Place, Row } from "./row.ts";

/** No message may be half as long: a longer line is refused and passed over. */
const LONGEST_LINE = 1_048_576;

/** Reads one JSON object a line, in constant memory; blank lines are passed over. */
export async function* readNdjson(path: string, encoding: Encoding): AsyncGenerator<Row> {
  for await (const { text, line, bytes } of linesOf(path, encoding)) {
    if (text === null) yield { line, bytes, fault: `is longer than ${LONGEST_LINE} characters`, row: null };
    else if (text.trim() !== "") yield { line, bytes, ...rowOf(text) };
  }
}

function rowOf(text: string) {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch {
    return { fault: "is not JSON", row: text };
  }
  if (typeof row !== "object" || row === null || Array.isArray(row)) return { fault: "is not a JSON object", row };
  return { fields: { ...row } };
}

/** The lines of a text file; `text` is null for one that is too long to hold. */
async function* linesOf(path: string, encoding: Encoding): AsyncGenerator<Place & { text: string | null }> {
  let line = 0;
  let bytes = 0;
  let rest: string | null = "";
  for await (const chunk of openText(path, encoding).setEncoding("utf8")) {
    const parts: string[] = String(chunk).split("\n");
    const last = parts.pop() ?? "";
    for (const part of parts) {
      const text: string | null = rest === null ? null : rest + part;
      rest = "";
      line += 1;
      bytes += Buffer.byteLength(text ?? part) + 1;
      yield { line, bytes, text: line === 1 && text !== null ? text.replace(/^\ufeff/, "") : text };
    }
    rest = rest === null || rest.length + last.length > LONGEST_LINE ? null : rest + last;
  }
  if (rest !== "")
    yield { line: line + 1, bytes: bytes + Buffer.byteLength(rest ?? ""), text: rest?.replace(/^\ufeff/, "") ?? null };
}
