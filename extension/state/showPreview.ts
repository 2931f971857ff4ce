import { browser } from "wxt/browser";
import type { PreviewOrder } from "#shared/wire/previews";
import { askBackground } from "./askBackground.ts";

/**
 * Opens a page as somebody else would see it.
 *
 * @param tabId where to open it; null: in a tab of its own
 * @returns why it was not, null where it was
 */
export async function showPreview(order: Partial<PreviewOrder>, tabId: number | null): Promise<string | null> {
  const answer = await askBackground("preview", { body: order });
  if (!answer.ok) return answer.detail ?? answer.trouble;
  const { url } = answer.value;
  if (tabId === null) await browser.tabs.create({ url });
  else await browser.tabs.update(tabId, { url });
  return null;
}
