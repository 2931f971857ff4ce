import { type Bag, bagOf } from "#shared/events/event";
import { previewIn } from "#shared/wire/previews";

/** The preview that a message's page is; null: it happened to a visitor. */
export function previewOf(message: Bag): string | null {
  const page = bagOf(bagOf(message["context"])["page"]);
  return inText(page["url"]) ?? inText(page["search"]) ?? inText(bagOf(message["properties"])["url"]);
}

function inText(value: unknown): string | null {
  return typeof value === "string" ? previewIn(value) : null;
}
