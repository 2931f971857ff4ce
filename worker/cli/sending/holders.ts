import { createHash } from "node:crypto";

/** More different visitors than this are not told apart: memory stays bound. */
const MOST = 1_000_000;

/** Counts different ids by 48 bits of their digest. */
export interface HolderCount {
  readonly add: (holder: string) => void;
  /** Null: more than a million. */
  readonly count: () => number | null;
}

export function countHolders(most = MOST): HolderCount {
  const seen = new Set<number>();
  return {
    add: (holder) => {
      if (seen.size <= most) seen.add(createHash("sha256").update(holder).digest().readUIntBE(0, 6));
    },
    count: () => (seen.size > most ? null : seen.size),
  };
}
