import { sha256 } from "./sha256.ts";

/** An entry of the audit log as its hash covers it. */
export interface ChainedEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
  /** From where, by ISO 3166-1 alpha-2; null: nobody knows, as of every entry of an earlier release. */
  readonly country?: string | null;
}

/** Where a chain goes on: the last entry before, and its hash. */
export interface Link {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry. */
export const CHAIN_BEGIN: Link = { seq: 0, hash: "0".repeat(64) };

/**
 * An entry's hash: SHA-256 over the hash before it, a line feed and the entry as canonical JSON (keys sorted, no spaces), its
 * `country` left out where it is null.
 *
 * @example chainHash(CHAIN_BEGIN.hash, { seq: 1, at: "2026-11-26T00:00:00.000Z", actor: "root", action: "site.open", target: "demo", detail: null }).length; // => 64
 */
export function chainHash(before: string, { seq, at, actor, action, target, detail, country }: ChainedEntry): string {
  const from = country === null ? undefined : country;
  return sha256(`${before}\n${canonicalJson({ seq, at, actor, action, target, detail, country: from })}`);
}

/**
 * How far a run of entries, oldest first, follows upon a link: the last entry that does, and the seq at which the chain breaks;
 * null: nowhere. Entries that were taken off the end cannot be missed by the chain alone: compare its end with one that was noted.
 */
export function followChain(
  entries: Iterable<ChainedEntry & { readonly hash: string }>,
  from: Link = CHAIN_BEGIN,
): { readonly end: Link; readonly brokenAt: number | null } {
  let end = from;
  for (const entry of entries) {
    const { seq, hash } = entry;
    if (seq !== end.seq + 1 || chainHash(end.hash, entry) !== hash) return { end, brokenAt: end.seq + 1 };
    end = { seq, hash };
  }
  return { end, brokenAt: null };
}

/** JSON in which the same content always reads the same. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
