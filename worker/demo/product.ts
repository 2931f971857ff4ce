import { parse } from "csv-parse/sync";
import type { CategoryKey } from "./categories.ts";
import { kindOf } from "./kinds.ts";
import { sentenceCase } from "./productName.ts";

/** One thing on the shop’s shelves. */
export interface Product {
  readonly id: string;
  /** In sentence case. */
  readonly name: string;
  readonly kind: string;
  readonly category: CategoryKey;
  readonly priceMinor: number;
  /** Orders that held it in the year the list was made from: the shop’s own measure of what is loved. */
  readonly orderLines: number;
}

/**
 * The assortment, the most ordered first.
 *
 * @param csv `product_id,name,median_price_gbp,order_lines,units`, as products.csv has it
 */
export function readProducts(csv: string): Product[] {
  const rows: Record<string, string>[] = parse(csv, { columns: true, skip_empty_lines: true });
  return rows.map((row) => {
    const name = sentenceCase(row["name"] ?? "");
    const { key, category } = kindOf(name);
    return {
      id: row["product_id"] ?? "",
      name,
      kind: key,
      category,
      priceMinor: Math.round(Number(row["median_price_gbp"]) * 100),
      orderLines: Number(row["order_lines"]),
    };
  });
}
