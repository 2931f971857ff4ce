import type { Connection } from "../remote/callWorker.ts";

/** What is wrong with the form: the sentence's name in `words`, and the field it concerns. */
export interface Fault {
  readonly field: "address" | "site" | "token";
  readonly says: "badAddress" | "plainAddress" | "badSite" | "badToken";
}

const SITE = /^[a-z0-9-]{1,40}$/;
const TOKEN = /^mt_[A-Za-z0-9_-]{1,200}$/;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Reads what a marketer typed: an address without a scheme means https, on this computer http.
 *
 * @example readForm({ address: "edge.example/", site: "demo", token: "mt_demo_1" }); // => { connection: { origin: "https://edge.example", site: "demo", token: "mt_demo_1" } }
 */
export function readForm(form: {
  address: string;
  site: string;
  token: string;
}): { connection: Connection } | { fault: Fault } {
  const typed = form.address.trim();
  const address = /^[a-z]+:\/\//i.test(typed)
    ? typed
    : `${isLoopback(typed.split(/[:/]/)[0] ?? "") ? "http" : "https"}://${typed}`;
  const url = typed !== "" && URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.username !== "" || !/^https?:$/.test(url.protocol)) return fault("address", "badAddress");
  // The token goes with every call: in the clear it may go no further than this computer.
  if (url.protocol === "http:" && !isLoopback(url.hostname)) return fault("address", "plainAddress");
  const token = form.token.trim();
  if (!TOKEN.test(token)) return fault("token", "badToken");
  const site = form.site.trim() || siteOfToken(token);
  if (!SITE.test(site)) return fault("site", "badSite");
  return { connection: { origin: url.origin, site, token } };
}

/** The site that a marketer token names; empty where it names none. */
export function siteOfToken(token: string): string {
  return /^mt_([a-z0-9-]{1,40})_/.exec(token.trim())?.[1] ?? "";
}

function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

function fault(field: Fault["field"], says: Fault["says"]): { fault: Fault } {
  return { fault: { field, says } };
}
