import { originFault } from "#shared/config/address";

/** Who asks for an address: the name that this Worker itself is called by, and whether it runs on a developer's machine. */
export interface Caller {
  readonly ownHost: string;
  readonly isLocal: boolean;
}

/**
 * Why the Worker may not call an address that somebody has configured; null: it may. Names are as `URL` writes them, so that 127.1,
 * 0x7f.1 and look-alike letters are told for what they are.
 */
export function publicAddressFault(url: URL, { ownHost, isLocal }: Caller): string | null {
  if (url.username !== "" || url.password !== "") return "must name no user";
  const fault = originFault(url.origin, isLocal);
  if (fault !== null) return fault;
  const isSelf = url.protocol === "https:" && url.hostname === ownHost.toLowerCase().replace(/:\d+$/, "");
  return isSelf ? "must not be this Worker" : null;
}
