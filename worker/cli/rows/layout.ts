import { access, constants, stat } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { Failure, lineOf } from "../failure.ts";
import { type Encoding, textAt } from "./encoding.ts";
import { UNSAFE_NAMES } from "./row.ts";

/** How a file is written: columns under a header, or one JSON object a line. */
export type Layout =
  | { readonly kind: "csv"; readonly delimiter: string; readonly columns: readonly string[] }
  | { readonly kind: "ndjson" };

const HEAD_BYTES = 65_536;

/** What divides columns, by the name that the command line has for it. */
export const DELIMITERS: Readonly<Record<string, string>> = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" };

/** Looks at the beginning of a file. `delimiter` null: told from the header. */
export async function readLayout(path: string, encoding: Encoding, delimiter: string | null): Promise<Layout> {
  const head = await textAt(path, encoding, { from: 0, bytes: HEAD_BYTES });
  return layoutOf(head.toString("utf8"), path, delimiter);
}

/**
 * Tells from a file's beginning how it is written. Commas, semicolons, tabs or bars divide columns, whichever the header has most of.
 *
 * @param name what the file is called in a message
 * @throws Failure where it is neither CSV with a header nor NDJSON
 */
export function layoutOf(head: string, name: string, wanted: string | null = null): Layout {
  const text = head.replace(/^\ufeff/, "").trimStart();
  if (text === "") throw new Failure(`${name} is empty`);
  if (text.startsWith("{")) return { kind: "ndjson" };
  if (text.startsWith("[")) throw new Failure(`${name} is one JSON array: write one object a line (NDJSON), or CSV`);
  if (text.includes("\0")) throw new Failure(`${name} is not text`);
  const first = text.split(/\r\n|\n|\r/, 1)[0] ?? "";
  const delimiter = wanted ?? delimiterOf(first);
  return { kind: "csv", delimiter, columns: columnsOf(first, delimiter, name) };
}

/** Names may hold a divider within quotation marks. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"(?:[^"]|"")*"/g, "");
  const counted = Object.values(DELIMITERS).map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
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

/** Refuses what cannot be read, before anything is done with it. */
export async function requireFile(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    throw new Failure(`${path} cannot be read: ${reasonOf(error)}`);
  }
  if ((await stat(path)).isDirectory()) throw new Failure(`${path} is a folder`);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" ? "there is no such file" : code === "EACCES" ? "permission denied" : lineOf(error);
}
