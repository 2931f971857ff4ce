/** What a browser's own machine is called. */
const LOOPBACK = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** Top levels of networks that are somebody's own. */
const PRIVATE = /\.(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/;

/**
 * Whether a host is named as public ones are: with a dot, and under a top level that is no private network's. No address by number is, however it
 * is written.
 *
 * @param hostname in lower case, without a port
 * @example isPublicHost("0x7f.1"); // => false
 */
export function isPublicHost(hostname: string): boolean {
  return /^(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(hostname) && !PRIVATE.test(hostname);
}

/**
 * Why a site may not be served from a server; null where it may. A server is asked by https at its ordinary port, and is no part of anybody's
 * own network; local development may also ask its own machine by http.
 *
 * @param origin scheme, host and port, in lower case
 * @example originFault("https://10.0.0.1", false); // => "must be a host that everybody can reach, by its name"
 */
export function originFault(origin: string, isLocal: boolean): string | null {
  const [, scheme = "", hostname = "", port] = /^(https?):\/\/(\[[^\]]*\]|[^:/]*)(?::(\d+))?$/.exec(origin) ?? [];
  if (isLocal && scheme === "http" && LOOPBACK.test(hostname)) return null;
  if (scheme !== "https") return "must begin with https://";
  if (port !== undefined && port !== "443") return "must not name a port other than 443";
  return isPublicHost(hostname) ? null : "must be a host that everybody can reach, by its name";
}
