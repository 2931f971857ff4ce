import type { Item } from "./cart.ts";
import { find } from "./elements.ts";
import type { Findable } from "./findItems.ts";
import { productProperties } from "./order.ts";
import { root } from "./speech.ts";
import { track } from "./tag.ts";

/** The products that the page is about. */
export function viewedItems(): readonly Item[] {
  const items: unknown = JSON.parse(find("[data-viewed]")?.dataset["viewed"] ?? "[]");
  return Array.isArray(items) ? items : [];
}

/** Everything the shop sells, the most ordered first. */
export async function catalogue(): Promise<readonly Findable[]> {
  const items: unknown = await (await fetch(`${root}catalogue.json`)).json();
  return Array.isArray(items) ? items : [];
}

export function startCategory(): void {
  const list = find("[data-list]")?.dataset["list"] ?? "";
  const products = viewedItems().map((item, index) => ({ ...productProperties(item), position: index + 1 }));
  track("Product List Viewed", { list_id: list, category: list, products });
}
