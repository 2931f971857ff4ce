import { stat } from "node:fs/promises";
import { Failure } from "../failure.ts";
import type { DateStyle } from "./dateStyle.ts";
import type { DecimalStyle } from "./decimalStyle.ts";
import { type Encoding, encodingOf } from "./encoding.ts";
import { type Layout, readLayout, requireFile } from "./layout.ts";
import { type Mapping, renamed, requireColumns } from "./mapping.ts";
import { ORDER_FIELDS, orderMessage, PLAIN_WRITING, type Writing } from "./orderMessage.ts";
import { PRESETS, type PresetColumns, type PresetName, presetColumns } from "./preset.ts";
import { orderReader } from "./presetOrder.ts";
import { readCsv } from "./readCsv.ts";
import { type Read, type RowReader, readOrders, rowReader } from "./reading.ts";
import { readNdjson } from "./readNdjson.ts";
import type { Fields, Place, Row } from "./row.ts";
import { segmentMessage } from "./segmentMessage.ts";
import { writingOf } from "./writingOf.ts";

export const FORMATS = ["orders", "segment"] as const;
export type Format = (typeof FORMATS)[number];

/** A file whose columns have been checked; `read` begins anew at each call. */
export interface Source {
  readonly path: string;
  readonly bytes: number;
  readonly format: Format;
  readonly layout: Layout;
  readonly encoding: Encoding;
  readonly writing: Writing;
  /** @param from the end of a row of a CSV file, to go on from there */
  readonly read: (from?: Place) => AsyncGenerator<Read>;
  /** Reads one row that was found by other means. */
  readonly readRow: RowReader;
}

/** What a file's user says of how it is written; null: told from the file. */
export interface Asked {
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  readonly dates: DateStyle | null;
  readonly decimal: DecimalStyle | null;
}

export interface Opening {
  readonly path: string;
  /** Null: told from the columns. */
  readonly format: Format | null;
  readonly mapping: Mapping;
  /** The shop system whose export it is; null, or left out: none. */
  readonly preset?: PresetName | null;
  readonly asked?: Asked;
  /** No row may lie later, epoch milliseconds. */
  readonly latest: number;
}

/** A file that can be gone through from its beginning. */
interface Opened {
  readonly path: string;
  readonly layout: Layout;
  readonly rows: (from?: Place) => AsyncGenerator<Row>;
}

const NOTHING_ASKED: Asked = { encoding: null, delimiter: null, dates: null, decimal: null };
const REQUIRED = { orders: ORDER_FIELDS.required, segment: ["type", "timestamp"] };
const KNOWN = { orders: [...ORDER_FIELDS.required, ...ORDER_FIELDS.optional], segment: null };
const DATES = ["order_date", "cancelled_at"];
const AMOUNTS = ["revenue", "total", "shipping", "tax", "refunded", "quantity", "item_quantity", "item_price"];

/**
 * Opens a file for reading row by row.
 *
 * @throws Failure where it cannot be read, lacks columns, or may be read in two ways
 */
export async function openSource(opening: Opening): Promise<Source> {
  const { path, asked = NOTHING_ASKED } = opening;
  await requireFile(path);
  const { size } = await stat(path);
  const encoding = asked.encoding ?? (await encodingOf(path));
  const layout = await readLayout(path, encoding, asked.delimiter);
  const rows = (from?: Place) =>
    layout.kind === "csv" ? readCsv({ path, encoding, layout }, from) : readNdjson(path, encoding);
  const reading = await readingOf({ path, layout, rows }, opening);
  // Places are counted in UTF-8, which has one byte for each of the usual letters, where UTF-16 has two.
  const bytes = encoding.startsWith("utf-16") ? size / 2 : size;
  return { path, bytes, layout, encoding, ...reading };
}

type Reading = Pick<Source, "format" | "writing" | "read" | "readRow">;

async function readingOf(file: Opened, opening: Opening): Promise<Reading> {
  const { mapping, preset = null } = opening;
  if (preset !== null) return presetReading(file, preset, opening);
  const format = opening.format ?? (await formatOf(file, mapping));
  const { path, layout } = file;
  if (layout.kind === "csv")
    requireColumns({ file: path, columns: layout.columns, mapping, required: REQUIRED[format], known: KNOWN[format] });
  const columnOf = (field: string) => mapping.get(field) ?? field;
  const writing = format === "segment" ? PLAIN_WRITING : await writingFrom(file, columnOf, opening.asked);
  const toDraft = format === "segment" ? segmentMessage : (fields: Fields) => orderMessage(fields, writing);
  const readRow = rowReader((fields) => toDraft(renamed(fields, mapping)), opening.latest);
  return { format, writing, readRow, read: (from) => readEach(file.rows(from), readRow) };
}

async function presetReading(file: Opened, preset: PresetName, opening: Opening): Promise<Reading> {
  const { mapping, latest } = opening;
  const columns: PresetColumns = presetColumns(preset, {
    file: file.path,
    columns: file.layout.kind === "csv" ? file.layout.columns : null,
    mapping,
  });
  const writing = await writingFrom(file, (field) => columns.get(field) ?? "", opening.asked);
  const ofOrder = orderReader(PRESETS[preset], columns, writing);
  const column = columns.get("order_id") ?? "";
  const read = (from?: Place) => readOrders(file.rows(from), { column, ofOrder, latest });
  return { format: "orders", writing, readRow: rowReader(() => ({ fault: "is not read alone" }), latest), read };
}

function writingFrom(file: Opened, columnOf: (field: string) => string, asked = NOTHING_ASKED): Promise<Writing> {
  const [dates, amounts] = [DATES.map(columnOf), AMOUNTS.map(columnOf)];
  const { layout } = file;
  // Where a comma is the decimal mark, it does not divide the columns.
  const decimal = layout.kind === "ndjson" || layout.delimiter === "," ? "point" : null;
  return writingOf(file.rows(), { name: file.path, dates, amounts, decimal, asked });
}

/** Segment messages say their `type`, orders do not. */
async function formatOf({ path, layout, rows }: Opened, mapping: Mapping): Promise<Format> {
  const isSegment = (names: readonly string[]) => names.includes(mapping.get("type") ?? "type");
  if (layout.kind === "csv") return isSegment(layout.columns) ? "segment" : "orders";
  for await (const row of rows()) if ("fields" in row) return isSegment(Object.keys(row.fields)) ? "segment" : "orders";
  throw new Failure(`${path} has no line that is a JSON object`);
}

async function* readEach(rows: AsyncIterable<Row>, readRow: RowReader): AsyncGenerator<Read> {
  for await (const row of rows) yield readRow(row);
}
