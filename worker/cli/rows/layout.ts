import { open } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { Failure, lineOf } from "../failure.ts";
import { UNSAFE_NAMES } from "./row.ts";

/** How a file is written: columns under a header, or one JSON object a line. */
export type Layout =
  | { readonly kind: "csv"; readonly delimiter: string; readonly columns: readonly string[] }
  | { readonly kind: "ndjson" };

const HEAD_BYTES = 65_536;

/** Looks at the beginning of a file. */
export async function readLayout(path: string): Promise<Layout> {
  return layoutOf(await headOf(path), path);
}

/**
 * Tells from a file's beginning how it is written. Commas, semicolons and tabs divide columns, whichever the header has most of.
 *
 * @param name what the file is called in a message
 * @throws Failure where it is neither CSV with a header nor NDJSON
 */
export function layoutOf(head: string, name: string): Layout {
  const text = head.replace(/^\ufeff/, "").trimStart();
  if (text === "") throw new Failure(`${name} is empty`);
  if (text.startsWith("{")) return { kind: "ndjson" };
  if (text.startsWith("[")) throw new Failure(`${name} is one JSON array: write one object a line (NDJSON), or CSV`);
  if (text.includes("\0")) throw new Failure(`${name} is not UTF-8 text`);
  const first = text.split(/\r\n|\n|\r/, 1)[0] ?? "";
  const counted = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  const { delimiter } = counted.reduce((best, next) => (next.count > best.count ? next : best));
  return { kind: "csv", delimiter, columns: columnsOf(first, delimiter, name) };
}

function columnsOf(header: string, delimiter: string, name: string): string[] {
  let cells: string[][];
  try {
    cells = parse(header, { delimiter, relax_quotes: true, trim: true });
  } catch (error) {
    throw new Failure(`${name}: its header cannot be read (${lineOf(error)})`);
  }
  const columns = cells[0] ?? [];
  const twice = columns.find((column, index) => column !== "" && columns.indexOf(column) !== index);
  if (twice !== undefined) throw new Failure(`${name}: two columns are called ${twice}`);
  const unsafe = columns.find((column) => column.split(".").some((step) => UNSAFE_NAMES.has(step)));
  if (unsafe !== undefined) throw new Failure(`${name}: no column may be called ${unsafe}`);
  return columns;
}

async function headOf(path: string): Promise<string> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path);
  } catch (error) {
    throw new Failure(`${path} cannot be read: ${reasonOf(error)}`);
  }
  try {
    if ((await file.stat()).isDirectory()) throw new Failure(`${path} is a folder`);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" ? "there is no such file" : code === "EACCES" ? "permission denied" : lineOf(error);
}
