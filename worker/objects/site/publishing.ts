import { diffSummary } from "#shared/config/diffSummary";
import { rawMarkup } from "#shared/config/rawMarkup";
import type { AuditStore, Doer } from "./auditStore.ts";
import type { ScheduleStore } from "./scheduleStore.ts";
import type { SiteModels } from "./siteModels.ts";
import type { Draft, SiteStore, Version } from "./siteStore.ts";

/** Who publishes, and what they say about it. */
export interface Signed {
  readonly by: Doer;
  readonly note: string;
}

/** What publishing goes by. All that is done with it is done in a transaction. */
export interface PublishingStores {
  readonly site: SiteStore;
  readonly audit: AuditStore;
  readonly models: SiteModels;
  readonly schedule: ScheduleStore;
}

/** A draft as its author has seen it: upon which version, and which of its revisions, if that was said. */
export interface DraftSeen {
  readonly baseVersion: number;
  readonly revisions?: readonly string[] | null;
}

/** Why nothing is published: another version is in force, nothing was drafted, another draft than was seen, or one that was never cleaned. */
export type Refusal = "stale" | "no-draft" | "unknown" | "changed" | "unclean";

/** A publication, and the document that is in force with it, as JSON. */
export interface Published {
  readonly publication: Publication;
  readonly document: string | null;
}

/** What a publication came to: the new version, or why there is none and which version is in force. */
export type Publication = { readonly made: Version } | { readonly refused: Refusal; readonly version: number };

/** A publication, and the document that is in force with it, as JSON. */
export interface Published {
  readonly publication: Publication;
  readonly document: string | null;
}

/** Makes the draft the next version, if it was drafted upon the one in force. */
export function publishDraft(stores: PublishingStores, order: Signed & DraftSeen, now: number): Publication {
  const seen = draftSeen(stores.site, order);
  if ("refused" in seen) return seen;
  const made = append(stores, { ...seen.draft, ...order, action: "config.publish" }, now);
  stores.site.dropDraft();
  return { made };
}

/** Makes an earlier version's document, byte for byte, the next version. */
export function rollBack(stores: PublishingStores, order: Signed & { version: number }, now: number): Publication {
  const earlier = stores.site.body(order.version);
  if (!earlier) return { refused: "unknown", version: stores.site.current() };
  const detail = { to: order.version };
  return { made: append(stores, { ...earlier, ...order, action: "config.rollback", detail }, now) };
}

/** The draft, if it is the one that somebody has seen. */
export function draftSeen(
  site: SiteStore,
  { baseVersion, revisions = null }: DraftSeen,
): { readonly draft: Draft } | { readonly refused: Refusal; readonly version: number } {
  const version = site.current();
  if (baseVersion !== version) return { refused: "stale", version };
  const draft = site.draft();
  if (!draft) return { refused: "no-draft", version };
  if (!isSeen(site, revisions)) return { refused: "changed", version };
  return draft.notes === "" ? { refused: "unclean", version } : { draft };
}

/** Whether the draft, or that there is none, is what somebody has seen. Null: they do not say. */
export function isSeen(site: SiteStore, revisions: readonly string[] | null): boolean {
  return revisions === null || revisions.includes(revisionOf(site));
}

/** Names the draft as it stands upon the version in force: it changes with either. */
export function revisionOf(site: SiteStore): string {
  const digest = site.draft()?.digest.slice(0, 32);
  return [site.current(), digest].filter((part) => part !== undefined).join("-");
}

interface Appended extends Signed {
  readonly body: string;
  readonly digest: string;
  readonly action: "config.publish" | "config.rollback";
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Appends a version with its model and its entry in the log. What was scheduled upon the one before lapses. */
export function append(stores: PublishingStores, order: Appended, now: number): Version {
  const { site, audit, models, schedule } = stores;
  const before = site.body(site.current())?.body ?? "{}";
  const { body, digest, by, note, action, detail } = order;
  const made = site.append({ body, digest, author: by.actor, at: now }, note);
  models.append("config", now);
  const changes = changesIn(before, body);
  audit.add({ ...by, action, target: String(made.version), detail: { ...detail, digest, ...changes } }, now);
  const waiting = schedule.read();
  if (waiting !== null && waiting.lapsedAt === null) {
    schedule.lapse(now);
    const target = new Date(waiting.publishAt).toISOString();
    const { digest: missed } = waiting;
    const detail = { digest: missed, by: made.version };
    audit.add({ ...by, action: "config.schedule.lapse", target, detail }, now);
  }
  return made;
}

/** What a log says of two documents: where they differ, and which markup is now served as it was written. */
export function changesIn(before: string, after: string) {
  const document = JSON.parse(after);
  const raw = rawMarkup(document).map(({ name }) => name);
  return { ...diffSummary(JSON.parse(before), document), ...(raw.length > 0 ? { raw } : {}) };
}
