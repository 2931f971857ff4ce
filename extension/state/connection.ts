import { browser } from "wxt/browser";
import { visitorCalls } from "#shared/wire/visitors";
import type { TestAnswer } from "../messages.ts";
import { type Connection, callWorker } from "../remote/callWorker.ts";
import { settings } from "../settings.ts";
import { patternOf } from "./onSites.ts";

/** The stored connection; null while there is none, or while its token went with the last browser session. */
export async function readConnection(): Promise<Connection | null> {
  const address = await settings.address.getValue();
  const token = (await settings.sessionToken.getValue()) ?? (await settings.lastingToken.getValue());
  return address === null || token === null ? null : { ...address, token };
}

/** @param isLasting whether the token outlives the browser session */
export async function storeConnection({ origin, site, token }: Connection, isLasting: boolean): Promise<void> {
  await settings.sessionToken.setValue(isLasting ? null : token);
  await settings.lastingToken.setValue(isLasting ? token : null);
  await settings.address.setValue({ origin, site });
}

/** Forgets address and token, and gives back the grant for the Worker unless the overlay is on for its very origin. */
export async function dropConnection(): Promise<void> {
  const address = await settings.address.getValue();
  await settings.sessionToken.setValue(null);
  await settings.lastingToken.setValue(null);
  await settings.address.setValue(null);
  if (address === null) return;
  const pattern = patternOf(address.origin);
  const sites = await settings.sites.getValue();
  if (!sites.some((site) => patternOf(site) === pattern)) await browser.permissions.remove({ origins: [pattern] });
}

/** Whether the browser lets the extension read from the Worker: its answers are for nobody else's pages. */
export function isAllowed(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternOf(origin)] });
}

/** Tries a connection with the least it can ask for. */
export async function testConnection(connection: Connection): Promise<TestAnswer> {
  if (!(await isAllowed(connection.origin))) return { trouble: "not-allowed" };
  const answer = await callWorker(connection, visitorCalls.list, { query: { limit: "1" } });
  return answer.ok ? { visitors: answer.value.total } : { trouble: answer.trouble };
}
