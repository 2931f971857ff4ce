import { PREVIEW_MS } from "#shared/wire/previews";
import { derivedKey, lock, unlock } from "../objects/site/vault.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { decisionSalts } from "./decisionToken.ts";

/** What may be looked at by whoever has the link. */
export interface Preview {
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** The marketer token that it was made with, by its id; null: the operator's. */
  readonly by: string | null;
  readonly isDraft: boolean;
  /** Personal traits may be shown. */
  readonly isPersonal: boolean;
  /** A visitor id; null: somebody unknown. */
  readonly visitor: string | null;
  readonly segment: string | null;
  /** Null: whenever it is looked at. */
  readonly at: number | null;
  /** The only slot to fill; null: all. */
  readonly slot: string | null;
}

/** Longer than any that was made here. */
const LONGEST = 2_000;

/**
 * A preview as an address can carry it: encrypted and signed, for this site alone. Its key is changed with that of decision tokens.
 *
 * @returns null where the Worker was given no secret to sign by
 */
export async function sealPreview(
  env: Env,
  site: PublishedSite,
  what: Omit<Preview, "expiresAt">,
  now: number,
): Promise<{ readonly token: string; readonly expiresAt: number } | null> {
  const [salt = ""] = decisionSalts(site, now);
  const key = await derivedKey(env, { purpose: "preview", site: site.key, salt });
  if (key === null) return null;
  const expiresAt = now + PREVIEW_MS;
  const { by, isDraft, isPersonal, visitor, segment, at, slot } = what;
  const locked = await lock(key, [expiresAt, by, isDraft, isPersonal, visitor, segment, at, slot], labelOf(site));
  return { token: `${salt}.${locked}`, expiresAt };
}

/** What was sealed; `expired`, or null for whatever this site has not sealed, or is not one letter as it was. */
export async function openPreview(
  env: Env,
  site: PublishedSite,
  token: string,
  now: number,
): Promise<Preview | "expired" | null> {
  const [salt = "", locked = "", ...rest] = token.slice(0, LONGEST).split(".");
  if (rest.length > 0 || !decisionSalts(site, now).includes(salt)) return null;
  const key = await derivedKey(env, { purpose: "preview", site: site.key, salt });
  const sealed = key && (await unlock(key, locked, labelOf(site)));
  if (!Array.isArray(sealed)) return null;
  const [expiresAt, by, isDraft, isPersonal, visitor, segment, at, slot] = sealed;
  if (!(now < expiresAt)) return "expired";
  return { expiresAt, by, isDraft, isPersonal, visitor, segment, at, slot };
}

function labelOf({ key }: PublishedSite): string {
  return `preview/${key}`;
}
