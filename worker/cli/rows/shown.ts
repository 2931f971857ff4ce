import { bagOf } from "#shared/events/event";
import { tableOf } from "../terminal/table.ts";
import type { Draft } from "./draft.ts";
import type { Source } from "./source.ts";

const COLUMNS = ["line", "customer_id", "order_date", "event", "order_id", "revenue", "currency", "products"];
const DECIMALS = { point: "1,234.56", comma: "1.234,56" };

/** How a file is written, as it was told or found. */
export function writtenAs({ path, layout, encoding, format, writing }: Source): string {
  const name = encoding === "windows-1252" ? encoding : encoding.toUpperCase();
  const divided =
    layout.kind === "ndjson" ? "one JSON object a line" : `columns divided by ${dividerOf(layout.delimiter)}`;
  const rest = format === "segment" ? "" : `, dates ${datesOf(writing.dates)}, amounts ${DECIMALS[writing.decimal]}`;
  return `${path}: ${name}, ${divided}${rest}`;
}

/** The first messages of a file as a table, each with the line that it begins on. */
export async function firstMessages(source: Source, most: number): Promise<string> {
  const rows: string[][] = [];
  for await (const read of source.read()) {
    if ("drafts" in read) rows.push(...read.drafts.map((draft) => cellsOf(read.line, draft)));
    if (rows.length >= most) break;
  }
  return tableOf(COLUMNS, rows.slice(0, most));
}

function cellsOf(line: number, { holder, at, message }: Draft): string[] {
  const { order_id, revenue, total, shipping, tax, currency, products } = bagOf(message["properties"]);
  const parts = [
    total === undefined ? "" : `total ${total}`,
    shipping === undefined ? "" : `shipping ${shipping}`,
    tax === undefined ? "" : `tax ${tax}`,
  ];
  const value = revenue ?? parts.filter((part) => part !== "").join(", ");
  return [
    String(line),
    Object.values(holder)[0] ?? "",
    new Date(at).toISOString(),
    String(message["event"] ?? message["type"]),
    String(order_id ?? ""),
    String(value),
    String(currency ?? ""),
    Array.isArray(products) ? products.map(productText).join(", ") : "",
  ];
}

function productText(product: unknown): string {
  const { product_id, category, quantity } = bagOf(product);
  return `${quantity ?? 1} × ${product_id ?? category ?? "?"}`;
}

function dividerOf(delimiter: string): string {
  return { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" }[delimiter] ?? delimiter;
}

function datesOf(dates: Source["writing"]["dates"]): string {
  return dates === "plain" ? "ISO, YYYYMMDD, epoch or with the month's name" : dates.toUpperCase();
}
