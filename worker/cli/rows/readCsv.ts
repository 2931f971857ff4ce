import { type Info, type Parser, parse } from "csv-parse";
import { type Encoding, openText, textAt } from "./encoding.ts";
import type { Layout } from "./layout.ts";
import type { Place, Row } from "./row.ts";

/** A record longer than this is a quotation mark that was never closed, not a row. */
const LARGEST_ROW = 262_144;

type Csv = Extract<Layout, { kind: "csv" }>;

/** A CSV file, and how it is written. */
export interface CsvFile {
  readonly path: string;
  readonly encoding: Encoding;
  readonly layout: Csv;
}
interface Parsed {
  readonly info: Info;
  readonly record: string[];
}

/**
 * Reads a CSV file row by row in constant memory.
 * A quotation mark that is opened and never closed would swallow the rest of the file: its line is refused and reading goes on after it.
 *
 * @param start the end of a row, to go on from there; bytes are counted in UTF-8, whatever the file's encoding
 */
export async function* readCsv(file: CsvFile, start: Place = { line: 0, bytes: 0 }): AsyncGenerator<Row> {
  let from = start;
  for (;;) {
    const broken = yield* readRun(file, from);
    if (broken === null) return;
    const { text, end } = await brokenLine(file, broken);
    yield { ...end, fault: "a quotation mark is opened and never closed", row: text };
    from = end;
  }
}

/** Reads from a place on, to the end (null) or to the place after which a quotation mark stays open. */
async function* readRun(file: CsvFile, from: Place): AsyncGenerator<Row, Place | null> {
  const { path, encoding, layout } = file;
  const input = openText(path, encoding, from.bytes);
  const { parser, brokenAt } = createParser(layout, from.bytes === 0);
  input.on("error", (error) => parser.destroy(error));
  let isHeader = from.bytes === 0;
  for await (const { info, record } of input.pipe(parser) as AsyncIterable<Parsed>) {
    if (info.bytes > (brokenAt()?.bytes ?? Number.POSITIVE_INFINITY)) break;
    if (!isHeader) yield { line: from.line + info.lines, bytes: from.bytes + info.bytes, ...rowOf(layout, record) };
    isHeader = false;
  }
  input.destroy();
  const broken = brokenAt();
  return broken && { line: from.line + broken.line, bytes: from.bytes + broken.bytes };
}

/** `brokenAt`: the end of the last row before a quotation mark that stays open; null while there is none. */
function createParser(layout: Csv, bom: boolean): { parser: Parser; brokenAt: () => Place | null } {
  let pushed: Place = { line: 0, bytes: 0 };
  let broken: Place | null = null;
  const parser = parse({
    bom,
    delimiter: layout.delimiter,
    info: true,
    // Files that several programs have added to end their lines in several ways.
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: LARGEST_ROW,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (record, { bytes, lines }) => {
      pushed = { bytes, line: lines };
      return record;
    },
    on_skip: () => {
      broken ??= pushed;
      return undefined;
    },
  });
  return { parser, brokenAt: () => broken };
}

function rowOf({ columns }: Csv, record: string[]) {
  if (record.length !== columns.length)
    return { fault: `has ${record.length} fields where the header has ${columns.length}`, row: record };
  return { fields: Object.fromEntries(columns.map((column, index) => [column, record[index]])) };
}

/** The line with the open quotation mark, at or after a place, and where it ends. */
async function brokenLine({ path, encoding }: CsvFile, { line, bytes }: Place): Promise<{ text: string; end: Place }> {
  const ahead = await textAt(path, encoding, { from: bytes, bytes: LARGEST_ROW });
  const quote = Math.max(ahead.indexOf('"'), 0);
  const newline = ahead.indexOf("\n", quote);
  const end = newline === -1 ? ahead.length : newline + 1;
  const lines = ahead.toString("utf8", 0, end).trimEnd().split("\n");
  return { text: lines.at(-1) ?? "", end: { line: line + lines.length, bytes: bytes + end } };
}
