import { type Bag, bagOf } from "#shared/events/event";
import { previewIn } from "#shared/wire/previews";

/** The preview that a message's page is; null: it happened to a visitor. */
export function previewOf(message: Bag): string | null {
  const page = bagOf(bagOf(message["context"])["page"]);
  return inText(page["url"]) ?? inText(page["search"]) ?? inText(bagOf(message["properties"])["url"]);
}

/** Where each of those messages stands that did not happen on a page in preview. */
export function countedPlaces(messages: readonly unknown[]): number[] {
  return messages.flatMap((message, place) => (previewOf(bagOf(message)) === null ? [place] : []));
}

function inText(value: unknown): string | null {
  return typeof value === "string" ? previewIn(value) : null;
}
