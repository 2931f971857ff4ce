import { copyOf, find, say } from "./elements.ts";
import { type Findable, findItems } from "./findItems.ts";
import { catalogue } from "./shelf.ts";
import { root, spoken, sum } from "./speech.ts";
import { track } from "./tag.ts";

const UNASKED = 8;

/** Shows what the address asks for, or else what is ordered most. A search is a page of its own: it can be gone back to, and told to others. */
export async function startSearch(): Promise<void> {
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, 100);
  const field = find<HTMLInputElement>("#q");
  if (field) field.value = query;
  if (query) track("Products Searched", { query });
  try {
    showFound(query, await catalogue());
  } catch {
    say("[data-found-status]", spoken.catalogueFailed);
  }
}

function showFound(query: string, all: readonly Findable[]): void {
  const { items, isNear } = query ? findItems(query, all) : { items: all.slice(0, UNASKED), isNear: false };
  find("[data-found-list]")?.replaceChildren(...items.map(resultOf).filter((result) => result !== null));
  say("[data-found-status]", query ? lineOf(query, items.length, isNear) : spoken.orderedMost);
}

function lineOf(query: string, count: number, isNear: boolean): string {
  if (count === 0) return spoken.foundNothing(query);
  return isNear ? spoken.foundNear(count, query) : spoken.found(count, query);
}

function resultOf({ id, name, kind, priceMinor }: Findable): HTMLElement | null {
  const result = copyOf("[data-result]");
  if (!result) return null;
  find("[data-result-link]", result)?.setAttribute("href", `${root}p/${encodeURIComponent(id)}/`);
  find("[data-result-art]", result)?.setAttribute("src", `/demo/art/${encodeURIComponent(id)}.svg`);
  say("[data-result-name]", name, result);
  say("[data-result-kind]", kind, result);
  say("[data-result-price]", sum(priceMinor), result);
  return result;
}
