import { readFile } from "node:fs/promises";
import { configCalls } from "#shared/wire/config";
import { siteCalls } from "#shared/wire/sites";
import { tokenCalls } from "#shared/wire/tokens";
import { callWorker, Refusal } from "../sending/callWorker.ts";
import { inRoot } from "../steps/root.ts";
import type { StateFolder } from "./stateFolder.ts";

export const DEMO = "demo";
const TOKEN_FILE = "marketer-token";

export interface DemoSite {
  readonly url: string;
  readonly rootToken: string;
  readonly folder: StateFolder;
  /** The default configuration instead of the shop's. */
  readonly isEmpty: boolean;
}

/**
 * Sees to it that the site `demo` exists: a new one gets the shop's configuration, one that is there is left as it is.
 *
 * @returns a marketer token that is good for it, with the role `admin`
 */
export async function ensureDemoSite({ url, rootToken, folder, isEmpty }: DemoSite): Promise<string> {
  const root = { url, token: rootToken };
  const { sites } = await callWorker(siteCalls.list, root);
  if (sites.some(({ key }) => key === DEMO)) return await keptToken(root, folder);
  const made = await makeDemo(root);
  if (made === null) return await keptToken(root, folder);
  folder.write(TOKEN_FILE, `${made.token}\n`);
  if (!isEmpty) await publishShop({ url, token: made.token });
  return made.token;
}

/** Null: there is one, of which KV had been lost. Being asked brought it back. */
async function makeDemo(root: { url: string; token: string }): Promise<{ token: string } | null> {
  try {
    return await callWorker(siteCalls.create, { ...root, body: { key: DEMO, name: "Demo" } });
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) return null;
    throw error;
  }
}

async function publishShop(admin: { url: string; token: string }): Promise<void> {
  const body: unknown = JSON.parse(await readFile(inRoot("worker", "demo", "site.json"), "utf8"));
  const params = { site: DEMO };
  await callWorker(configCalls.saveDraft, { ...admin, params, body });
  const { version: baseVersion } = await callWorker(configCalls.get, { ...admin, params });
  await callWorker(configCalls.publish, { ...admin, params, body: { baseVersion, note: "The demo shop" } });
}

/** The token of an earlier run, if it still opens the site; else a new one. */
async function keptToken(root: { url: string; token: string }, folder: StateFolder): Promise<string> {
  const params = { site: DEMO };
  const kept = folder.read(TOKEN_FILE)?.trim();
  if (kept && (await opens({ url: root.url, token: kept }))) return kept;
  const body = { role: "admin" as const, name: "npm start" };
  const { token } = await callWorker(tokenCalls.create, { ...root, params, body });
  folder.write(TOKEN_FILE, `${token}\n`);
  return token;
}

async function opens(marketer: { url: string; token: string }): Promise<boolean> {
  try {
    await callWorker(configCalls.get, { ...marketer, params: { site: DEMO } });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) return false;
    throw error;
  }
}
