import { browser } from "wxt/browser";
import { settings } from "../settings.ts";
import { isBadgeShown, showBadge } from "./badges.ts";

const SCRIPT_ID = "page";
const SCRIPT_FILE = "page.js";

/**
 * The pattern that a site is granted by.
 *
 * @param origin scheme, host and port; Firefox knows no ports in patterns and grants the host
 */
export function patternOf(origin: string): string {
  const { protocol, host, hostname } = new URL(origin);
  return `${protocol}//${import.meta.env.BROWSER === "firefox" ? hostname : host}/*`;
}

/** The origin of a page that the overlay can stand on, else null: browsers keep their own pages to themselves. */
export function siteOf(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null;
  const { protocol, origin } = new URL(address);
  return protocol === "https:" || protocol === "http:" ? origin : null;
}

/** The sites that the overlay is turned on for and that the browser still grants. */
export async function sitesInForce(): Promise<string[]> {
  const sites = await settings.sites.getValue();
  const granted = await Promise.all(
    sites.map((origin) => browser.permissions.contains({ origins: [patternOf(origin)] })),
  );
  return sites.filter((_, index) => granted[index]);
}

/** Asks for a site and turns the overlay on there. To be called at once in a click: the browser asks only then. */
export async function turnOn(origin: string): Promise<boolean> {
  const asked = browser.permissions.request({ origins: [patternOf(origin)] });
  // Firefox closes a popup when it asks, so the wish must be stored before the answer.
  const sites = await settings.sites.getValue();
  if (!sites.includes(origin)) await settings.sites.setValue([...sites, origin]);
  const isGranted = await asked;
  if (!isGranted) await forget(origin);
  return isGranted;
}

/** Turns the overlay off on a site and gives the grant back, unless something else needs it. */
export async function turnOff(origin: string): Promise<void> {
  await forget(origin);
  const address = await settings.address.getValue();
  const others = [...(await settings.sites.getValue()), ...(address === null ? [] : [address.origin])];
  const pattern = patternOf(origin);
  if (!others.some((other) => patternOf(other) === pattern)) await browser.permissions.remove({ origins: [pattern] });
}

/** Registers the page's script on exactly the sites in force, and puts it into their open pages. */
export async function registerPage(): Promise<void> {
  const sites = await sitesInForce();
  const matches = sites.map(patternOf);
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (matches.length === 0) {
    if (registered !== undefined) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
    return;
  }
  const script = { id: SCRIPT_ID, js: [SCRIPT_FILE], matches, runAt: "document_idle" as const };
  if (registered === undefined) await browser.scripting.registerContentScripts([script]);
  else await browser.scripting.updateContentScripts([script]);
  const tabs = await browser.tabs.query({ url: matches });
  await Promise.all(tabs.filter(({ url }) => sites.includes(siteOf(url) ?? "")).map(({ id }) => inject(id)));
}

/** A page that already has the script keeps the one it has. */
async function inject(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  // A page that is just loading, or shows an error, cannot take it: the registration reaches it when it loads.
  await browser.scripting.executeScript({ target: { tabId }, files: [SCRIPT_FILE] }).catch(() => undefined);
}

/** Shows the badge on a page's site or hides it, whichever it is not; where the extension is off, nothing. */
export async function toggleBadge(address: string | undefined): Promise<void> {
  const origin = siteOf(address);
  if (origin === null || !(await sitesInForce()).includes(origin)) return;
  await showBadge(origin, !(await isBadgeShown(origin)));
}

async function forget(origin: string): Promise<void> {
  const sites = await settings.sites.getValue();
  await settings.sites.setValue(sites.filter((site) => site !== origin));
  // Whoever turns it on again wants to see something.
  await showBadge(origin, true);
}
