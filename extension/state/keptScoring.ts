import { settings } from "../settings.ts";
import type { ScoringEdits } from "./scoringEdits.ts";

/** What was begun with, and what was made of it. */
export interface KeptEdits {
  readonly base: ScoringEdits;
  readonly mine: ScoringEdits;
}

/** What is edited and not saved yet, kept where neither a closed page nor an expired token takes it away. */
export interface KeptScoring {
  read(): Promise<KeptEdits | null>;
  /** Keeps the latest; null: everything is saved. */
  keep(edits: KeptEdits | null): void;
}

/** Of the site that is connected when it is asked. Writes follow one another, and of those that wait only the last is made. */
export function createKeptScoring(): KeptScoring {
  let latest: { readonly edits: KeptEdits | null } | null = null;
  let isWriting = false;
  const write = async () => {
    isWriting = true;
    while (latest !== null) {
      const { edits } = latest;
      latest = null;
      const site = await siteName();
      const { [site]: _, ...others } = await settings.scoring.getValue();
      await settings.scoring.setValue(edits === null ? others : { ...others, [site]: edits });
    }
    isWriting = false;
  };
  return {
    read: async () => (await settings.scoring.getValue())[await siteName()] ?? null,
    keep: (edits) => {
      latest = { edits };
      if (!isWriting) void write();
    },
  };
}

async function siteName(): Promise<string> {
  const address = await settings.address.getValue();
  return address === null ? "" : `${address.origin} ${address.site}`;
}
