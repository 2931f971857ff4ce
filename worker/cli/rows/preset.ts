import { Failure } from "../failure.ts";
import type { Mapping } from "./mapping.ts";

/** What a shop's export says of an order, and of each thing in it. */
const PRESET_FIELDS = [
  ...["order_id", "customer_id", "order_date", "revenue", "total", "shipping", "tax", "currency"],
  ...["status", "cancelled_at", "refunded", "items", "item_id", "item_name", "item_quantity", "item_price"],
] as const;

/** How one shop system exports orders. */
export interface Preset {
  /** The names that each field has in its exports, the best first. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** States of what never became an order. */
  readonly never: readonly string[];
  readonly cancelled: readonly string[];
  readonly refunded: readonly string[];
}

/** Which column of a file each field of a preset stands in. */
export type PresetColumns = ReadonlyMap<string, string>;

export type PresetName = "shopify" | "woocommerce" | "magento";

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  /** https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders: one line an item, the order's own fields on its first line only. */
  shopify: {
    columns: {
      order_id: ["Name"],
      customer_id: ["Email"],
      order_date: ["Created at"],
      revenue: ["Subtotal"],
      total: ["Total"],
      shipping: ["Shipping"],
      tax: ["Taxes"],
      currency: ["Currency"],
      status: ["Financial Status"],
      cancelled_at: ["Cancelled at"],
      refunded: ["Refunded Amount"],
      item_id: ["Lineitem sku"],
      item_name: ["Lineitem name"],
      item_quantity: ["Lineitem quantity"],
      item_price: ["Lineitem price"],
    },
    never: ["voided", "expired"],
    cancelled: [],
    refunded: ["refunded"],
  },
  /** The exports of the Import Export Suite, of Customer/Order/Coupon Export and of Advanced Order Export; WooCommerce itself exports no e-mail address. */
  woocommerce: {
    columns: {
      order_id: ["order_id", "Order ID", "order_number", "Order Number"],
      customer_id: ["billing_email", "customer_email", "Email (Billing)", "Billing Email", "Customer Email"],
      order_date: ["order_date", "date", "date_created", "Order Date"],
      revenue: [],
      total: ["order_total", "total", "Order Total Amount", "Order Total"],
      shipping: ["shipping_total", "Order Shipping Amount", "Shipping Total"],
      tax: ["tax_total", "total_tax", "Order Total Tax Amount", "Tax Total"],
      currency: ["order_currency", "currency", "Order Currency", "Currency"],
      status: ["status", "order_status", "Order Status", "Status"],
      cancelled_at: [],
      refunded: ["refunded_total", "Order Refund Amount"],
      items: ["line_items"],
      item_id: ["item_sku", "SKU"],
      item_name: ["item_name", "Item Name"],
      item_quantity: ["item_quantity", "Quantity", "Quantity (- Refund)"],
      item_price: ["item_price", "Item Cost"],
    },
    never: ["pending", "pending payment", "failed", "draft", "checkout-draft", "auto-draft", "trash"],
    cancelled: ["cancelled"],
    refunded: ["refunded"],
  },
  /** Sales → Orders → Export, with the columns Customer Email and, if wanted, Subtotal and Total Refunded shown. */
  magento: {
    columns: {
      order_id: ["ID", "Order #", "increment_id"],
      customer_id: ["Customer Email", "customer_email"],
      order_date: ["Purchase Date", "Purchased On", "created_at"],
      revenue: ["Subtotal", "base_subtotal", "subtotal"],
      total: ["Grand Total (Base)", "G.T. (Base)", "base_grand_total"],
      shipping: ["Shipping and Handling", "base_shipping_amount"],
      tax: ["Tax", "base_tax_amount"],
      currency: ["base_currency_code"],
      status: ["Status", "status"],
      cancelled_at: [],
      refunded: ["Total Refunded", "base_total_refunded"],
      item_id: [],
      item_name: [],
      item_quantity: [],
      item_price: [],
    },
    never: ["pending_payment", "pending payment", "payment_review", "payment review", "fraud", "suspected fraud"],
    cancelled: ["canceled", "cancelled"],
    refunded: ["closed"],
  },
};

/**
 * Finds the fields of a preset among a file's columns; what `--map` names goes before.
 *
 * @throws Failure where one is missing that no order can do without
 */
export function presetColumns(
  name: PresetName,
  { file, columns, mapping }: { file: string; columns: readonly string[] | null; mapping: Mapping },
): PresetColumns {
  if (columns === null) throw new Failure(`${file} is no ${name} export: those are CSV`);
  const { columns: known } = PRESETS[name];
  const unknown = [...mapping.keys()].filter((field) => !PRESET_FIELDS.some((one) => one === field));
  if (unknown.length > 0)
    throw new Failure(`--map: there is no field ${unknown.join(", ")}; the fields are ${PRESET_FIELDS.join(", ")}`);
  const lost = [...mapping.values()].filter((column) => !columns.includes(column));
  if (lost.length > 0) throw new Failure(`${file} lacks the column ${lost.join(", ")}; it has ${columns.join(", ")}`);
  const found = new Map<string, string>();
  for (const field of PRESET_FIELDS) {
    const column = mapping.get(field) ?? known[field]?.find((one) => columns.includes(one));
    if (column !== undefined) found.set(field, column);
  }
  const missing = ["order_id", "customer_id", "order_date", "total"]
    .filter((field) => !found.has(field) && !(field === "total" && found.has("revenue")))
    .map((field) => `${field} (${known[field]?.join(", ")})`);
  if (missing.length === 0) return found;
  throw new Failure(`${file} is no ${name} export, or lacks ${missing.join(" and ")}: --map field=column`);
}
