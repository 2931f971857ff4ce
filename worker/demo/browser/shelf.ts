import type { Item } from "./cart.ts";
import { find } from "./elements.ts";
import { productProperties } from "./order.ts";
import { track } from "./tag.ts";

/** The products that the page is about. */
export function viewedItems(): readonly Item[] {
  const items: unknown = JSON.parse(find("[data-viewed]")?.dataset["viewed"] ?? "[]");
  return Array.isArray(items) ? items : [];
}

export function startCategory(): void {
  const list = find("[data-list]")?.dataset["list"] ?? "";
  const products = viewedItems().map((item, index) => ({ ...productProperties(item), position: index + 1 }));
  track("Product List Viewed", { list_id: list, category: list, products });
}
