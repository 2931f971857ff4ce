import type { AuditStore } from "./auditStore.ts";
import type { SiteModels } from "./siteModels.ts";
import type { SiteStore, Version } from "./siteStore.ts";

/** Who publishes, and what they say about it. */
export interface Signed {
  readonly author: string;
  readonly note: string;
}

interface Stores {
  readonly site: SiteStore;
  readonly audit: AuditStore;
  readonly models: SiteModels;
}

/** What a publication came to: the new version, or why there is none and which version is in force. */
export type Publication =
  | { readonly made: Version }
  | { readonly refused: "stale" | "no-draft" | "unknown"; readonly version: number };

/** Makes the draft the next version, if it was drafted upon the one in force. To be called in a transaction. */
export function publishDraft(
  { site, audit, models }: Stores,
  order: Signed & { baseVersion: number },
  now: number,
): Publication {
  const version = site.current();
  if (order.baseVersion !== version) return { refused: "stale", version };
  const draft = site.draft();
  if (!draft) return { refused: "no-draft", version };
  const made = site.append({ ...draft, author: order.author, at: now }, order.note);
  models.append("config", now);
  site.dropDraft();
  audit.add(
    { actor: order.author, action: "config.publish", target: String(made.version), detail: { digest: made.digest } },
    now,
  );
  return { made };
}

/** Makes an earlier version's document, byte for byte, the next version. To be called in a transaction. */
export function rollBack(
  { site, audit, models }: Stores,
  order: Signed & { version: number },
  now: number,
): Publication {
  const earlier = site.body(order.version);
  if (!earlier) return { refused: "unknown", version: site.current() };
  const made = site.append({ ...earlier, author: order.author, at: now }, order.note);
  models.append("config", now);
  audit.add(
    { actor: order.author, action: "config.rollback", target: String(made.version), detail: { to: order.version } },
    now,
  );
  return { made };
}
