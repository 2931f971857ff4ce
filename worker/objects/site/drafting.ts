import { unansweredRaw } from "#shared/config/rawMarkup";
import type { Doer } from "./auditStore.ts";
import { changesIn, isSeen, type PublishingStores, revisionOf } from "./publishing.ts";
import type { Draft } from "./siteStore.ts";

/** A draft on its way in: a whole configuration, checked and cleaned, as JSON. */
export interface DraftOrder {
  readonly body: string;
  readonly digest: string;
  /** What was taken out of it or is surely not meant. */
  readonly notes: readonly string[];
  readonly by: Doer;
  /** Whether the author may answer for markup that is served as it was written. */
  readonly mayRaw: boolean;
  /** The revisions that it may replace; null: any. */
  readonly revisions: readonly string[] | null;
}

/** The draft, how it is named as it stands, and upon which version; `published` is that version's document as JSON. */
export interface DraftView {
  readonly version: number;
  readonly revision: string;
  readonly draft: Draft | null;
  readonly published: string;
}

/** What saving or discarding a draft came to; `raw`: where markup stands for which the author may not answer. */
export type Drafted =
  | { readonly kept: DraftView }
  | { readonly refused: "changed" | { readonly raw: readonly string[] } };

/** The draft as it stands. */
export function draftView({ site }: Pick<PublishingStores, "site">): DraftView {
  const version = site.current();
  return { version, revision: revisionOf(site), draft: site.draft(), published: site.body(version)?.body ?? "{}" };
}

/** Replaces the draft as a whole, if it is the one that was seen. To be called in a transaction. */
export function keepDraft(stores: PublishingStores, order: DraftOrder, now: number): Drafted {
  const { site, audit } = stores;
  if (!isSeen(site, order.revisions)) return { refused: "changed" };
  const { draft, published } = draftView(stores);
  const { body, digest, by } = order;
  const answered = [published, ...(draft === null ? [] : [draft.body])].map((text) => JSON.parse(text));
  const raw = order.mayRaw ? [] : unansweredRaw(answered, JSON.parse(body));
  if (raw.length > 0) return { refused: { raw: raw.map(({ path }) => path) } };
  site.saveDraft({ body, digest, author: by.actor, at: now, notes: JSON.stringify(order.notes) });
  const detail = { digest, ...changesIn(draft?.body ?? published, body) };
  audit.add({ ...by, action: "config.draft", target: "draft", detail }, now);
  return { kept: draftView(stores) };
}

/** Discards the draft, if it is the one that was seen. To be called in a transaction. */
export function discardDraft(
  stores: PublishingStores,
  { by, revisions }: Pick<DraftOrder, "by" | "revisions">,
  now: number,
): Drafted {
  const { site, audit } = stores;
  if (!isSeen(site, revisions)) return { refused: "changed" };
  const draft = site.draft();
  if (draft !== null) {
    site.dropDraft();
    audit.add({ ...by, action: "config.discard", target: "draft", detail: { digest: draft.digest } }, now);
  }
  return { kept: draftView(stores) };
}
