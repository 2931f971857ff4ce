import { bagOf } from "#shared/events/event";
import { instantIn } from "./dateStyle.ts";
import type { Draft, Fault } from "./draft.ts";
import { amountOf, noDate, orderMessage, PLAIN_WRITING, textOf, type Writing } from "./orderMessage.ts";
import type { Preset, PresetColumns } from "./preset.ts";
import type { Fields } from "./row.ts";

/** An order's messages, what is wrong with it, or why it is none. */
export type PresetOrder = { readonly drafts: readonly Draft[] } | Fault | { readonly passed: string };

/** Reads the rows of one order, of which the first has what concerns all of it. */
export type OrderReader = (rows: readonly Fields[]) => PresetOrder;

/** A row by the fields of its preset, and the words for its columns. */
interface Cells {
  readonly of: (row: Fields, field: string) => unknown;
  readonly columnOf: (field: string) => string;
  readonly writing: Writing;
  readonly money: readonly string[];
}

type Amounts = Readonly<Record<string, number>>;

/** How the orders of a shop's export become messages: completed, and where the export says so refunded or cancelled. */
export function orderReader(preset: Preset, columns: PresetColumns, writing: Writing): OrderReader {
  const columnOf = (field: string) => columns.get(field) ?? field;
  const money = columns.has("revenue") ? ["revenue", "refunded"] : ["total", "shipping", "tax", "refunded"];
  const cells: Cells = { of: (row, field) => row[columnOf(field)], columnOf, writing, money };
  return (rows) => {
    const first = rows[0] ?? {};
    const status = textOf(cells.of(first, "status")).toLowerCase().replace(/^wc-/, "");
    if (preset.never.includes(status)) return { passed: status };
    const amounts = amountsIn(first, cells);
    if (isFault(amounts)) return amounts;
    const order = orderIn(first, cells);
    if (isFault(order)) return order;
    const completed = withItems(order, amounts, itemsOf(rows, cells));
    const cancelledAt = cancelledIn(first, cells);
    if (isFault(cancelledAt)) return cancelledAt;
    const drafts = [completed];
    // No export says when: a refund is subtracted at its order's date anyhow.
    const { refunded = 0 } = amounts;
    if (refunded > 0) drafts.push(after(order, "Order Refunded", { total: refunded }));
    else if (preset.refunded.includes(status)) drafts.push(after(order, "Order Refunded"));
    if (cancelledAt !== null) drafts.push({ ...after(order, "Order Cancelled"), at: Math.max(cancelledAt, order.at) });
    else if (preset.cancelled.includes(status)) drafts.push(after(order, "Order Cancelled"));
    return { drafts };
  };
}

function isFault(value: unknown): value is Fault {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "fault");
}

function amountsIn(row: Fields, { of, columnOf, writing, money }: Cells): Amounts | Fault {
  const amounts: Record<string, number> = {};
  for (const field of money) {
    if (textOf(of(row, field)) === "") continue;
    const amount = amountOf(of(row, field), writing);
    if (typeof amount === "string") return { fault: `${columnOf(field)}: ${amount}` };
    amounts[field] = amount;
  }
  return amounts;
}

function orderIn(row: Fields, { of, columnOf, writing, money }: Cells): Draft | Fault {
  const [value = "revenue"] = money;
  const order = orderMessage(
    {
      customer_id: personOf(of(row, "customer_id")),
      order_date: of(row, "order_date"),
      revenue: of(row, value),
      order_id: of(row, "order_id"),
      currency: of(row, "currency"),
    },
    writing,
  );
  if (!isFault(order)) return order;
  // What is wrong, by the columns that the file has.
  const named = (field: string) => columnOf(field === "revenue" ? value : field);
  return { fault: order.fault.replace(/\b(customer_id|order_date|revenue|currency)\b/, named) };
}

/** One person writes an address in capitals today and without tomorrow. */
function personOf(value: unknown): string {
  const text = textOf(value);
  return text.includes("@") ? text.toLowerCase() : text;
}

/** The instant in a column that only cancelled orders fill. */
function cancelledIn(row: Fields, { of, columnOf, writing }: Cells): number | null | Fault {
  const value = of(row, "cancelled_at");
  if (textOf(value) === "") return null;
  return instantIn(value, writing.dates) ?? { fault: `${columnOf("cancelled_at")}: ${noDate(value, writing)}` };
}

function withItems(order: Draft, { refunded: _, ...amounts }: Amounts, products: readonly Fields[]): Draft {
  const { revenue: _value, ...own } = bagOf(order.message["properties"]);
  const properties = { ...own, ...amounts, ...(products.length > 0 && { products }) };
  return { ...order, message: { ...order.message, properties } };
}

function after(order: Draft, event: string, more: Fields = {}): Draft {
  const { order_id, currency }: Fields = bagOf(order.message["properties"]);
  const properties = { order_id, ...more, ...(more["total"] !== undefined && currency !== undefined && { currency }) };
  return { ...order, message: { type: "track", event, properties } };
}

function itemsOf(rows: readonly Fields[], { of, writing }: Cells): Fields[] {
  return rows.flatMap((row) => {
    const [id, name] = [textOf(of(row, "item_id")), textOf(of(row, "item_name"))];
    const own = { id, name, quantity: of(row, "item_quantity"), price: of(row, "item_price") };
    return id === "" && name === "" ? itemsWithin(row) : [productOf(own, writing)];
  });
}

/** The things in one cell, or a cell each: `name:Mug|sku:M1|quantity:2;name:..`. */
function itemsWithin(row: Fields): Fields[] {
  return Object.entries(row)
    .filter(([column]) => /^line_items?(_\d+)?$/.test(column))
    .flatMap(([, value]) => textOf(value).split(";"))
    .map((item) => new Map(item.split("|").map(pairOf)))
    .filter((item) => item.has("sku") || item.has("name"))
    .map((item) => {
      const id = item.get("sku") || item.get("product_id") || "";
      return productOf(
        { id, name: item.get("name") ?? "", quantity: item.get("quantity"), price: null },
        PLAIN_WRITING,
      );
    });
}

function pairOf(part: string): [string, string] {
  const at = part.indexOf(":");
  return [part.slice(0, Math.max(at, 0)).trim(), part.slice(at + 1).trim()];
}

interface Item {
  readonly id: string;
  readonly name: string;
  readonly quantity: unknown;
  readonly price: unknown;
}

function productOf({ id, name, quantity, price }: Item, writing: Writing): Fields {
  const [units, each] = [amountOf(quantity, writing), amountOf(price, writing)];
  return {
    product_id: id || name,
    ...(name !== "" && { name }),
    quantity: typeof units === "number" ? units : 1,
    ...(typeof each === "number" && { price: each }),
  };
}
