import { browser } from "wxt/browser";
import type { Callable, PageRequest } from "../messages.ts";
import type { Asked } from "../remote/callWorker.ts";
import type { Called } from "./callForPage.ts";

/**
 * Calls the Worker from a page of the extension, through the background, which has the token and checks each answer against the wire.
 *
 * @returns never throws: a background that is being restarted is as a Worker that does not answer
 */
export async function askBackground<W extends Callable>(what: W, asked: Asked = {}): Promise<Called<W>> {
  const { params, query, body, ifMatch } = asked;
  const request: PageRequest = { type: "call", what, params, query, body, ifMatch };
  try {
    return await browser.runtime.sendMessage(request);
  } catch {
    return { ok: false, trouble: "unreachable" } as Called<W>;
  }
}
