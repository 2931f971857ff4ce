import { parse } from "csv-parse/sync";
import { minorDigits } from "#shared/events/currency";
import { readMessage } from "#shared/events/event";
import { orderOf } from "#shared/events/order";
import type { Model } from "#shared/segments/model";
import { type Moment, momentOf } from "#shared/visitor/moment";
import type { Draft } from "../rows/draft.ts";
import type { Mapping } from "../rows/mapping.ts";
import type { Read } from "../rows/reading.ts";
import type { Rejects } from "../rows/rejects.ts";
import type { Place } from "../rows/row.ts";
import type { Source } from "../rows/source.ts";
import { instantOfCell, minorOfCell } from "./cells.ts";
import type { Customers } from "./customers.ts";
import type { OrderColumns } from "./orderColumns.ts";
import { type Cells, scanRows } from "./scanRows.ts";

export interface OrderReading {
  readonly source: Source;
  readonly mapping: Mapping;
  readonly model: Model;
  /** `columns`: orders of the usual writing go there without becoming objects first. */
  readonly into: Customers & { readonly columns?: OrderColumns };
  readonly rejects: Rejects;
  readonly signal: AbortSignal;
}

/** Reads all orders of a file; what cannot be read goes to `rejects`. @returns how many rows there were */
export async function readOrders(reading: OrderReading): Promise<number> {
  const taker = createTaker(reading);
  const from = await scanPlainRows(reading, taker);
  if (from === null) return taker.rows();
  for await (const read of reading.source.read(from)) {
    reading.signal.throwIfAborted();
    taker.take(read);
  }
  return taker.rows();
}

interface Taker {
  readonly take: (read: Read) => void;
  readonly count: () => void;
  readonly rows: () => number;
}

/** Takes rows by the road that an event takes in the Worker. */
function createTaker({ into, rejects }: OrderReading): Taker {
  let rows = 0;
  return {
    rows: () => rows,
    count: () => {
      rows += 1;
    },
    take: (read) => {
      rows += read.rows;
      if ("fault" in read) rejects.add({ line: read.line, reason: read.fault, row: read.row });
      if (!("drafts" in read)) return;
      for (const draft of read.drafts) {
        const moment = momentOfDraft(draft, read.line);
        if ("fault" in moment) rejects.add({ line: read.line, reason: moment.fault, row: draft.message });
        else into.add(Object.values(draft.holder)[0] ?? "", moment);
      }
    },
  };
}

function momentOfDraft({ holder, at, message }: Draft, line: number): Moment | { fault: string } {
  // Of orders at one instant the later in the file is the later.
  const messageId = String(line).padStart(12, "0");
  const arrival = { receivedAt: Number.MAX_SAFE_INTEGER, freshId: () => messageId };
  const read = readMessage({ ...holder, ...message, messageId, timestamp: at }, arrival);
  const checked = "issues" in read ? read : orderOf(read.message, ORDERS);
  if ("issues" in checked) return { fault: checked.issues.map(({ path, message }) => `${path} ${message}`).join("; ") };
  return "message" in read ? momentOf(read.message, ORDERS, 1, true) : { fault: "" };
}

/** A row of an orders file is an order, whatever else the site calls one. */
const ORDERS = ["Order Completed"];

/** Where the usual writing ends, from where on every row is read as a text; null: nowhere. */
async function scanPlainRows(reading: OrderReading, taker: Taker): Promise<Place | null> {
  const { source, into, signal } = reading;
  const { layout, encoding, writing } = source;
  const { columns } = into;
  const isPlain = encoding === "utf-8" && writing.dates === "plain" && writing.decimal === "point";
  if (columns === undefined || layout.kind !== "csv" || !isPlain) return { line: 0, bytes: 0 };
  const quick = createQuickTaker(reading, { columns, names: layout.columns, count: taker.count });
  const takeRecord = (record: readonly string[], place: Place) =>
    taker.take(source.readRow({ ...place, ...rowOf(layout.columns, record) }));
  return scanRows({
    path: source.path,
    delimiter: layout.delimiter,
    columns: layout.columns.length,
    signal,
    take: quick,
    takeTexts: takeRecord,
    takeOdd: (line, place) => {
      const record = recordIn(line, layout.delimiter);
      if (record !== null) takeRecord(record, place);
      return record !== null;
    },
  });
}

function rowOf(columns: readonly string[], record: readonly string[]) {
  if (record.length !== columns.length)
    return { fault: `has ${record.length} fields where the header has ${columns.length}`, row: record };
  return { fields: Object.fromEntries(columns.map((column, index) => [column, record[index]])) };
}

/** A line as a record; null where a quotation mark stays open on it. */
function recordIn(line: Uint8Array, delimiter: string): string[] | null {
  let quotes = 0;
  for (const byte of line) if (byte === 34) quotes += 1;
  if (quotes % 2 === 1) return null;
  try {
    const records: string[][] = parse(Buffer.from(line), { delimiter, relax_quotes: true, relax_column_count: true });
    return records.length === 1 ? (records[0] ?? null) : null;
  } catch {
    return null;
  }
}

/** Takes a row whose cells are all written in the usual way straight into columns; false: it is not. */
function createQuickTaker(
  { mapping, model }: OrderReading,
  { columns, names, count }: { columns: OrderColumns; names: readonly string[]; count: () => void },
) {
  const placeOf = (field: string) => names.indexOf(mapping.get(field) ?? field);
  const [who, when, worth] = [placeOf("customer_id"), placeOf("order_date"), placeOf("revenue")];
  const [which, money] = [placeOf("order_id"), placeOf("currency")];
  const digits = minorDigits(model.currency);
  const own = Buffer.from(model.currency);
  const units = placeOf("quantity");
  return ({ bytes, starts, ends }: Cells): boolean => {
    const start = starts[who] ?? 0;
    const end = ends[who] ?? 0;
    if (!isPlainText(bytes, start, end)) return false;
    const at = instantOfCell(bytes, starts[when] ?? 0, ends[when] ?? 0);
    const netMinor = minorOfCell(bytes, starts[worth] ?? 0, ends[worth] ?? 0, digits);
    if (Number.isNaN(at) || Number.isNaN(netMinor)) return false;
    if (money >= 0 && !isEmptyOr(own, bytes, starts[money] ?? 0, ends[money] ?? 0)) return false;
    // What was in an order is not asked; that it could be read is.
    if (units >= 0 && starts[units] !== ends[units] && !isNumber(bytes, starts[units] ?? 0, ends[units] ?? 0))
      return false;
    const idStart = which < 0 ? 0 : (starts[which] ?? 0);
    const idEnd = which < 0 ? 0 : (ends[which] ?? 0);
    if (idEnd > idStart && !isPlainText(bytes, idStart, idEnd)) return false;
    const customer = columns.customers.indexOf(bytes, start, end);
    columns.add({ customer, at, netMinor }, bytes, idStart, idEnd);
    count();
    return true;
  };
}

/** A text with no blank at either end, and none that is only one in Unicode. */
function isPlainText(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] ?? 0;
  const last = bytes[end - 1] ?? 0;
  return end > start && end - start <= 255 && first > 32 && first < 127 && last > 32 && last < 127;
}

function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  return !Number.isNaN(minorOfCell(bytes, start, end, 4));
}

function isEmptyOr(text: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true;
  if (end - start !== text.length) return false;
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text[at]) return false;
  return true;
}
