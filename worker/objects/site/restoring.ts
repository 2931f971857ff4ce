import { modelOf } from "#shared/config/modelOf";
import { readConfig } from "#shared/config/readConfig";
import { CHAIN_BEGIN, chainHash, type Link } from "#shared/privacy/auditChain";
import type { BackupHead, SiteLine } from "#shared/wire/backup";
import { type AuditRow, type AuditStore, asChained, type Doer } from "./auditStore.ts";
import type { CopyStore, RestorationRow } from "./copyStore.ts";
import type { CredentialStore } from "./credentialStore.ts";
import { type FirstSecrets, keepFirstSecrets } from "./opening.ts";
import { prefixOf, readSecret } from "./secret.ts";
import type { SiteModels } from "./siteModels.ts";
import type { SiteStore } from "./siteStore.ts";

/** What a restoration goes by. All that is done with it is done in a transaction. */
export interface RestoringStores {
  readonly site: SiteStore;
  readonly models: SiteModels;
  readonly audit: AuditStore;
  readonly credentials: CredentialStore;
  readonly copies: CopyStore;
}

/** Lines of a backup for a site's own object. */
export interface TakeOrder {
  readonly key: string;
  readonly head: BackupHead;
  readonly lines: readonly SiteLine[];
  /** All lines of the file before this one have been taken. */
  readonly through: number;
  /** And it has no more. */
  readonly isWhole: boolean;
}

/** The end of the lines. */
export interface OpenRestoredOrder {
  readonly backup: string;
  readonly by: Doer;
  readonly secrets: FirstSecrets;
}

/**
 * Why it does not go on: the site has a life of its own, or was restored from a later backup, its rows are others than the backup's, the backup has no
 * configuration that can be read, not all of its lines are here, or no line of it.
 */
export type RestoreRefusal = "another" | "older" | "differs" | "unreadable" | "partial" | "unknown";

/** Takes lines; null: they are there now. A site that is being restored is closed until all are. */
export function takeLines(stores: RestoringStores, order: TakeOrder, now: number): RestoreRefusal | null {
  const { site, copies } = stores;
  const { key, head, lines, through, isWhole } = order;
  const held = site.site();
  const under = copies.restoration();
  if (held === null) {
    site.open(key, head.name, head.openedAt);
    site.close(now);
    copies.begin(head);
  } else if (under?.head.backup !== head.backup) {
    // The very site may take back what it has lost; any other would get two lives.
    if (head.key !== key || held.openedAt !== head.openedAt) return "another";
    // Here nobody may remember who was erased between the two: a backup does not say.
    if (under !== null && head.at < under.head.at) return "older";
    copies.begin(head);
  }
  for (const line of lines) if (!copies.take(line, follows)) return "differs";
  copies.advance({ lines: through, isWhole: isWhole ? 1 : 0 });
  return null;
}

/** Whether an entry of the audit log goes on from the one before: nobody has changed either. */
function follows(last: Link | null, row: AuditRow): boolean {
  const before = last ?? CHAIN_BEGIN;
  return before.seq + 1 === row.seq && chainHash(before.hash, asChained(row)) === row.hash;
}

/** What opening a restored site came to. */
export type OpenedRestored =
  | { readonly refused: RestoreRefusal }
  | { readonly version: number; readonly isNew: boolean };

/** Opens the site that a backup has been restored to, with new credentials; one that was open stays as it is. */
export function openRestored(stores: RestoringStores, order: OpenRestoredOrder, now: number): OpenedRestored {
  const { site, models, audit, credentials, copies } = stores;
  const { backup, by, secrets } = order;
  const held = site.site();
  const under = copies.restoration();
  if (held === null || under?.head.backup !== backup) return { refused: "unknown" };
  if (under.isWhole === 0) return { refused: "partial" };
  if (!isReadable(site, models)) return { refused: "unreadable" };
  const { key, at, writeKeys } = under.head;
  const isNew = held.closedAt !== null;
  if (isNew) {
    site.reopen();
    keepFirstSecrets(credentials, secrets, now);
    // Pages go on sending by the keys that stand in them.
    for (const value of writeKeys)
      if (isWriteKeyOf(value, held.key)) credentials.addKey({ kind: "write", prefix: prefixOf(value), value }, 0);
  }
  if (under.openedAt === null) {
    copies.noteOpened(now);
    const detail = { backup, of: key, at: new Date(at).toISOString() };
    audit.add({ ...by, action: "site.restore", target: held.key, detail }, now);
  }
  return { version: site.current(), isNew };
}

/** How far it has come, as others are told. */
export function restorationOf({ head, openedAt, lines, woken }: RestorationRow) {
  return { backup: head.backup, lines, woken, isOpen: openedAt !== null };
}

function isWriteKeyOf(text: string, site: string): boolean {
  const secret = readSecret(text);
  return secret?.kind === "wk" && secret.site === site;
}

function isReadable(site: SiteStore, models: SiteModels): boolean {
  try {
    const content = site.body(site.current());
    const parsed = content === null ? null : readConfig(JSON.parse(content.body));
    if (parsed === null) return false;
    const { version, ...publication } = models.current();
    modelOf(parsed.config, version, publication);
    return true;
  } catch {
    return false;
  }
}
